using System.Collections.Immutable;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Catalog.Pricing;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>What a customer reads and pays at one characteristic.</summary>
/// <param name="Values">One per value, in model order.</param>
public sealed record CharacteristicDetail(
    LocalizedText Title, LocalizedText Help, ImmutableArray<ValueDetail> Values)
{
    /// <summary>The instance of a part that it belongs to; null for the product itself.</summary>
    public PartPlace? Part { get; init; }

    /// <summary>What people call it, with the instance it belongs to: <c>Cabinet 2, Width</c>.</summary>
    public string TitleIn(string language, string name) =>
        (Part is null ? "" : Part.TitleIn(language) + ", ") + Title.In(language, ShortName(name));

    /// <summary>The characteristic's name without the path of the instance.</summary>
    public string ShortName(string name) => Part is null ? name : name[(Part.Path.Length + 1)..];
}

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

    /// <summary>When the value is offered.</summary>
    public EffectiveDays Effective { get; init; }
}
