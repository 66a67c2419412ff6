using Customization.Domain.Catalog;
using Customization.Domain.Sessions;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>What was sold of any version of a product, in the values of one version.</summary>
internal static class SoldConfigurations
{
    /// <summary>The configurations that sold most. A value that the version does not have any more is not known of
    /// them, so it is never recommended; a version that is withdrawn says nothing.</summary>
    /// <param name="faded">Code, faded sales and sales, the most sold first.</param>
    public static IReadOnlyList<SoldConfiguration> Of(
        IReadOnlyList<(string Configuration, double Weight, int Sales)> faded, PublishedProduct product,
        ICatalog catalog)
    {
        var sold = new List<SoldConfiguration>();
        foreach (var (configuration, weight, _) in faded)
        {
            if (sold.Count == DemandLimits.VotersMax)
            {
                break;
            }

            if (Values(configuration, product, catalog) is { } values)
            {
                sold.Add(new SoldConfiguration([.. values], weight));
            }
        }

        return sold;
    }

    /// <summary>Value position per characteristic, -1 where the version does not have the value; null where the code
    /// says nothing.</summary>
    public static int[]? Values(string configuration, PublishedProduct product, ICatalog catalog) =>
        CodedConfiguration.TryRead(configuration, catalog, out var coded, out _)
            ? [.. Values(coded, product.Model)]
            : null;

    private static IEnumerable<int> Values(CodedConfiguration coded, ProductModel model)
    {
        var from = coded.Product.Model;
        for (var i = 0; i < model.Characteristics.Length; i++)
        {
            var characteristic = model.Characteristics[i];
            var old = ReferenceEquals(from, model) ? new CharacteristicIndex(i) : from.Find(characteristic.Name);
            var value = old is { } found ? coded.Selection[found] : -1;
            yield return value < 0 || ReferenceEquals(from, model) ? value
                : characteristic.IndexOf(from.Characteristics[old!.Value.Value].Values[value].Name);
        }
    }
}
