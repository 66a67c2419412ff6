using System.Collections.Immutable;
using Customization.Domain.Catalog.Defaults;
using Customization.Domain.Sessions;
using Customization.Kernel;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Complexity;

/// <summary>A configuration that was bought.</summary>
/// <param name="Values">Value position per characteristic, in model order.</param>
/// <param name="Orders">How often; positive.</param>
public sealed record SoldConfiguration(ImmutableArray<int> Values, long Orders);

/// <summary>One confirmed order, as far as demand is concerned.</summary>
/// <param name="Code">Configuration code of what was ordered.</param>
public sealed record SoldCode(string Code, DateTimeOffset PlacedAt);

/// <summary>What customers bought of a product, as configurations of one of its versions.</summary>
/// <param name="Configurations">Each once, most often bought first.</param>
/// <param name="Unlike">Orders of configurations that this version does not have: of values that are gone, or against
/// its rules. They count nowhere else.</param>
public sealed record SalesHistory(ImmutableArray<SoldConfiguration> Configurations, long Unlike)
{
    /// <summary>Nothing was bought yet.</summary>
    public static readonly SalesHistory None = new([], 0);

    /// <summary>Days from the first of these orders on until they were read.</summary>
    public int Days { get; init; } = 1;

    /// <summary>Orders of configurations that this version has.</summary>
    public long Orders => Configurations.Sum(each => each.Orders);

    /// <summary>Reads orders of any version, by names, as configurations of one version.</summary>
    /// <param name="product">The version in the period that is looked at.</param>
    /// <param name="now">When they are read.</param>
    public static SalesHistory Of(
        PublishedProduct product, ICatalog catalog, IEnumerable<SoldCode> sold, DateTimeOffset now)
    {
        var first = now;
        var counts = new Dictionary<string, SoldConfiguration>(StringComparer.Ordinal);
        var unlike = 0L;
        foreach (var order in sold)
        {
            if (Read(product, catalog, order) is not { } values)
            {
                unlike++;
                continue;
            }

            first = order.PlacedAt < first ? order.PlacedAt : first;
            var key = string.Join(',', values);
            counts[key] = counts.TryGetValue(key, out var known)
                ? known with { Orders = known.Orders + 1 }
                : new SoldConfiguration([.. values], 1);
        }

        return new SalesHistory(
            [
                .. counts.OrderByDescending(each => each.Value.Orders).ThenBy(each => each.Key, StringComparer.Ordinal)
                    .Select(each => each.Value),
            ],
            unlike)
        {
            Days = 1 + (int)(now - first).TotalDays,
        };
    }

    /// <summary>Orders per literal.</summary>
    public long[] PerLiteral(ProductModel model)
    {
        var counts = new long[model.LiteralCount];
        foreach (var (values, orders) in Configurations)
        {
            Invariant.Check(values.Length == model.Characteristics.Length, "sold configurations are of this model");
            for (var c = 0; c < values.Length; c++)
            {
                counts[model.Literal(new CharacteristicIndex(c), values[c])] += orders;
            }
        }

        return counts;
    }

    private static int[]? Read(PublishedProduct product, ICatalog catalog, SoldCode sold)
    {
        if (!CodedConfiguration.TryRead(sold.Code, catalog, out var coded, out _)
            || !string.Equals(coded.Product.Code, product.Code, StringComparison.Ordinal))
        {
            return null;
        }

        var bought = coded.Product.At(sold.PlacedAt);
        return FullConfiguration.Of(bought, coded.Selection) is not { } values ? null
            : bought.Version == product.Version ? IfAllowed(product.Model, values)
            : Renamed(bought.Model, values, product.Model);
    }

    private static int[]? Renamed(ProductModel from, int[] values, ProductModel to)
    {
        var renamed = new int[to.Characteristics.Length];
        Array.Fill(renamed, -1);
        for (var c = 0; c < values.Length; c++)
        {
            var characteristic = from.Characteristics[c];
            if (to.Find(characteristic.Name) is { } found)
            {
                renamed[found.Value] =
                    to.Characteristics[found.Value].IndexOf(characteristic.Values[values[c]].Name);
            }
        }

        return renamed.Contains(-1) ? null : IfAllowed(to, renamed);
    }

    private static int[]? IfAllowed(ProductModel model, int[] values) =>
        Evaluation.Satisfies(model, values) ? values : null;
}
