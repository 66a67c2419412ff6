using System.Collections.Immutable;
using Customization.Domain.Catalog.Publishing;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog;

/// <summary>What a definition is worth before it is published.</summary>
/// <param name="Compiled">The product, ready to be tried; null where the definition is in error, and for a rule set.
/// </param>
/// <param name="Diagnostics">Errors, or what the author may want to mend.</param>
public sealed record DefinitionCheck(CompiledDefinition? Compiled, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Number of the version that a trial pretends to be; published ones start from 1.</summary>
    public const int TrialVersion = 0;
}
