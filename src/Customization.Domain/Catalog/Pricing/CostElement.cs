using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Catalog.Parameters;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Pricing;

/// <summary>A line of the super-BOM or an operation, as something that costs.</summary>
/// <param name="Code"><c>component:x</c> or <c>operation:x</c>.</param>
/// <param name="Parameter">Parameter that it hangs on, or null.</param>
/// <param name="Scope">The characteristics that decide on it.</param>
internal sealed record CostElement(
    string Code, SuperBomLine? Line, SuperOperation? Operation, string? Parameter,
    ImmutableArray<CharacteristicIndex> Scope)
{
    private static readonly ImmutableSortedDictionary<string, ParameterValue> NoAnswers =
        ImmutableSortedDictionary<string, ParameterValue>.Empty;

    /// <summary>All that costs in a definition.</summary>
    public static ImmutableArray<CostElement> Of(ProductDefinition definition) =>
    [
        .. definition.Bom.Select(line => new CostElement(
            $"component:{line.Component}", line, null, line.Parameter,
            [.. FormulaScope.Of(line.When, line.Quantity)])),
        .. definition.Routing.Select(operation => new CostElement(
            $"operation:{operation.Id}", null, operation, operation.Parameter,
            [.. FormulaScope.Of(operation.When, operation.Minutes)])),
    ];

    /// <summary>Standard cost under a configuration, in minor units of the cost currency.</summary>
    public long In(
        ProductDefinition definition, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue>? parameters = null)
    {
        var costs = definition.Pricing.Costs;
        return Line is not null
            ? costs.OfComponent(
                Line.Component, Exploder.QuantityOf(definition, Line, configuration, parameters ?? NoAnswers))
            : costs.OfMinutes(
                Operation!.Capability,
                Exploder.MinutesOf(definition, Operation, configuration, parameters ?? NoAnswers));
    }
}
