using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Catalog.Yaml;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>A declared part: what each of its instances will have, positions counted from 0 within it.</summary>
/// <param name="Path">With the parts around it and without positions: <c>cabinet.drawer</c>.</param>
/// <param name="Fields">The declaration, for the rules and lines in it.</param>
/// <param name="Price">Per instance.</param>
/// <param name="Bounds">Bounds on members of multi-choices.</param>
internal sealed record PartTemplate(
    string Name, string Path, Fields Fields, LocalizedText Title, LocalizedText Help, int Min, int Max, Amounts Price,
    long Cost, ImmutableArray<Characteristic> Characteristics, ImmutableArray<CharacteristicDetail> Details,
    ImmutableArray<Rule> Bounds, ImmutableArray<PartTemplate> Parts, SourceSpan Span)
{
    /// <summary>How many characteristics it comes to, the counts among them.</summary>
    public long Size => 1 + (Max * (Characteristics.Length + Parts.Sum(part => part.Size)));

    /// <summary>The part and those inside it, the outer ones first.</summary>
    public IEnumerable<PartTemplate> WithInner() => Parts.SelectMany(part => part.WithInner()).Prepend(this);
}
