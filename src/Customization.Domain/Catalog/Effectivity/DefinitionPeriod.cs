using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Effectivity;

/// <summary>What is in effect from a day on until the next period begins. Characteristics and values are the same in
/// all periods, so selections and codes mean the same; a value that is not in effect is excluded by a rule.</summary>
/// <param name="From">First day; <see cref="DateOnly.MinValue"/> of the first period.</param>
public sealed record DefinitionPeriod(
    DateOnly From, ProductModel Model, ImmutableArray<SuperBomLine> Bom, ImmutableArray<SuperOperation> Routing);
