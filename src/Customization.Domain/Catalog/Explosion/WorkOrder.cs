using System.Collections.Immutable;

namespace Customization.Domain.Catalog.Explosion;

/// <summary>Component and how many of it one product needs; the quantity is positive.</summary>
public sealed record BomLine(string Component, int Quantity);

/// <summary>One piece of work on one product.</summary>
/// <param name="Id">Unique within the routing.</param>
/// <param name="Capability">Kind of work center it needs, e.g. <c>sewing</c>.</param>
/// <param name="Minutes">Work of the cell, positive.</param>
/// <param name="After">Ids of operations that must end before this one starts; all in the same routing, no cycle.</param>
public sealed record RoutingOperation(string Id, string Capability, int Minutes, ImmutableArray<string> After);

/// <summary>What one full configuration needs: BOM sorted by component (each once), operations so that each comes after
/// the ones it waits for.</summary>
public sealed record WorkOrder(ImmutableArray<BomLine> Bom, ImmutableArray<RoutingOperation> Routing)
{
    /// <summary>Needs nothing.</summary>
    public static readonly WorkOrder Empty = new([], []);

    /// <summary>Days from the order until work can start: the most that any value taken asks for.</summary>
    public int WaitDays { get; init; }
}
