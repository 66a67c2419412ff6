using System.Collections.Immutable;
using System.Globalization;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Applying;

/// <summary>The author's permission to choose a value unasked, where what was observed of a customer says so.</summary>
/// <param name="Preference">What observations call it: their subject, the same over products, e.g. <c>pillow</c>.
/// </param>
/// <param name="Percent">Least confidence in percent.</param>
/// <param name="Values">Position of the characteristic's value by observed value; what is not named here means the
/// value of its own name.</param>
/// <param name="Bands">For observed numbers, by rising bound; empty where values are words.</param>
public sealed record ApplyRule(
    string Preference, CharacteristicIndex Characteristic, int Percent,
    ImmutableSortedDictionary<string, int> Values, ImmutableArray<ValueBand> Bands, SourceSpan Span)
{
    /// <summary>Position of the value that an observed one means here, or -1 where it means none. O(values).</summary>
    public int ValueOf(ProductModel model, string observed)
    {
        if (Bands.IsEmpty)
        {
            return Values.TryGetValue(observed, out var named)
                ? named
                : model.Characteristics[Characteristic.Value].IndexOf(observed);
        }

        if (!decimal.TryParse(
            observed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number))
        {
            return -1;
        }

        var value = -1;
        foreach (var band in Bands)
        {
            value = band.From <= number ? band.Value : value;
        }

        return value;
    }
}

/// <summary>The value that observed numbers from a bound up to the next one mean.</summary>
/// <param name="From">The least number.</param>
public sealed record ValueBand(long From, int Value);
