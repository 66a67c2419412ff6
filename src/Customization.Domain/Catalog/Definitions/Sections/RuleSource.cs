using System.Collections.Immutable;
using Customization.Domain.Catalog.Yaml;

namespace Customization.Domain.Catalog.Definitions.Sections;

/// <summary>A mapping with rules, preferences and defaults: a model, or a rule set that it uses.</summary>
/// <param name="Conditions">Compiles its texts.</param>
internal sealed record RuleSource(Fields Fields, Conditions Conditions)
{
    /// <summary>Before the names of its rules; empty for those of the model itself.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>Names of the model by what its texts call them.</summary>
    public IReadOnlyDictionary<string, string> Renamed { get; init; } = ImmutableDictionary<string, string>.Empty;
}
