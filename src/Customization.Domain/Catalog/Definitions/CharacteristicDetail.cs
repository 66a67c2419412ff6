using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>What a customer reads and pays at one characteristic.</summary>
/// <param name="Values">One per value, in model order.</param>
public sealed record CharacteristicDetail(
    LocalizedText Title, LocalizedText Help, ImmutableArray<ValueDetail> Values);

/// <summary>What hangs on one value.</summary>
/// <param name="Price">Surcharge per price list; may be negative.</param>
/// <param name="Cost">Cost that no component and no operation carries, in minor units of the cost currency.</param>
/// <param name="Days">Working days that the value needs at least, whatever else is chosen.</param>
/// <param name="Image">Path of a picture beside the definition, or empty.</param>
/// <param name="Texts">The author's text attributes, e.g. a colour for the drawing.</param>
public sealed record ValueDetail(
    LocalizedText Title, LocalizedText Help, Amounts Price, long Cost, int Days, string Image,
    ImmutableSortedDictionary<string, string> Texts)
{
    /// <summary>A value that the author says nothing about.</summary>
    public static readonly ValueDetail Empty = new(
        LocalizedText.Empty, LocalizedText.Empty, Amounts.Zero, 0, 0, "",
        ImmutableSortedDictionary<string, string>.Empty);
}
