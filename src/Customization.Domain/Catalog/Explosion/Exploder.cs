using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Parameters;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Explosion;

/// <summary>Turns a super-BOM and a super-routing into what one configuration needs.</summary>
/// <remarks>Time linear in the lines, their conditions and, for the order of operations, the edges between them.
/// </remarks>
internal static class Exploder
{
    /// <summary>The work order of a full configuration.</summary>
    public static WorkOrder Explode(
        ProductDefinition definition, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        var lines = new List<(int Lot, string Component, long Quantity)>(definition.Bom.Length);
        foreach (var line in definition.Bom)
        {
            var quantity = QuantityOf(definition, line, configuration, parameters);
            if (quantity > 0)
            {
                lines.Add((line.Lot, line.Component, quantity));
            }
        }

        var routing = Route(definition, configuration, parameters);
        return new WorkOrder(BomOf(lines), routing) { Lots = LotsOf(definition, configuration, lines, routing) };
    }

    /// <summary>How many of a component a line adds; 0 where it does not count.</summary>
    public static long QuantityOf(
        ProductDefinition definition, SuperBomLine line, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters) =>
        Counts(line.When, configuration)
            && ParameterAnswers.AreGiven(definition, line.Parameter, line.Option, configuration, parameters)
            ? Math.Max(0, Evaluation.ValueOf(line.Quantity.Term, configuration))
            : 0;

    /// <summary>How many minutes an operation takes; 0 where it does not count.</summary>
    public static long MinutesOf(
        ProductDefinition definition, SuperOperation operation, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters) =>
        Counts(operation.When, configuration)
            && ParameterAnswers.AreGiven(definition, operation.Parameter, operation.Option, configuration, parameters)
            ? Math.Max(0, Evaluation.ValueOf(operation.Minutes.Term, configuration))
            : 0;

    /// <summary>Each component once, by its code.</summary>
    private static ImmutableArray<BomLine> BomOf(IEnumerable<(int Lot, string Component, long Quantity)> lines)
    {
        var quantities = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (_, component, quantity) in lines)
        {
            quantities[component] = quantities.GetValueOrDefault(component) + quantity;
        }

        var bom = ImmutableArray.CreateBuilder<BomLine>(quantities.Count);
        foreach (var (component, quantity) in quantities)
        {
            bom.Add(new BomLine(component, checked((int)quantity)));
        }

        return bom.ToImmutable();
    }

    /// <summary>The definition lists operations so that each comes after the ones it waits for; so does the result.
    /// </summary>
    private static ImmutableArray<RoutingOperation> Route(
        ProductDefinition definition, ReadOnlySpan<int> configuration,
        ImmutableSortedDictionary<string, ParameterValue> parameters)
    {
        var standsFor = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
        var routing = ImmutableArray.CreateBuilder<RoutingOperation>();
        foreach (var operation in definition.Routing)
        {
            var after = operation.After.SelectMany(id => standsFor[id]).Distinct(StringComparer.Ordinal)
                .ToImmutableArray();
            var minutes = MinutesOf(definition, operation, configuration, parameters);
            standsFor[operation.Id] = minutes > 0 ? [operation.Id] : after;
            if (minutes > 0)
            {
                routing.Add(new RoutingOperation(operation.Id, operation.Capability, checked((int)minutes), after));
            }
        }

        return routing.ToImmutable();
    }

    /// <summary>Divides the routing among the lots: work on a lot, and what any of it waits for, is done for the first
    /// lot that needs it; what no lot needs is done for the last.</summary>
    private static ImmutableArray<WorkLot> LotsOf(
        ProductDefinition definition, ReadOnlySpan<int> configuration,
        List<(int Lot, string Component, long Quantity)> lines, ImmutableArray<RoutingOperation> routing)
    {
        if (definition.Lots is not { } lots)
        {
            return [];
        }

        var values = definition.Model.Characteristics[lots.Count.Value].Values;
        var parts = (int)(values[configuration[lots.Count.Value]].Number ?? 0);
        var last = (parts + lots.Size - 1) / lots.Size;
        var needed = definition.Routing.Where(operation => operation.Lot > 0)
            .ToDictionary(operation => operation.Id, operation => operation.Lot, StringComparer.Ordinal);
        for (var i = routing.Length - 1; i >= 0; i--)
        {
            var lot = needed[routing[i].Id] = needed.GetValueOrDefault(routing[i].Id, last);
            foreach (var before in routing[i].After)
            {
                needed[before] = Math.Min(lot, needed.GetValueOrDefault(before, last));
            }
        }

        var byLot = routing.ToLookup(operation => needed[operation.Id], operation => operation.Id);
        return
        [
            .. Enumerable.Range(1, last).Select(lot => new WorkLot(
                ((lot - 1) * lots.Size) + 1, Math.Min(lot * lots.Size, parts), [.. byLot[lot]])
            {
                Bom = byLot.Contains(lot) ? BomOf(lines.Where(line => line.Lot == lot)) : [],
            }),
        ];
    }

    private static bool Counts(Condition? condition, ReadOnlySpan<int> configuration) =>
        condition is null || Evaluation.Holds(condition.Formula, configuration);
}
