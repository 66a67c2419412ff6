using System.Collections.Immutable;
using Customization.Domain.Entities;

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

    /// <summary>What ships together, in the order in which it does; empty where everything ships at once.</summary>
    [LeftOutEmpty]
    public ImmutableArray<WorkLot> Lots { get; init; } = [];
}

/// <summary>Parts of a product that ship together, before the next lot.</summary>
/// <param name="From">Position of its first part, from 1.</param>
/// <param name="To">Position of its last.</param>
/// <param name="Operations">Ids of the work that has to be done before it can leave and was not done for an earlier
/// lot, in the order of the routing. Those of all lots are the whole routing, and none waits for one of a later lot.
/// </param>
public sealed record WorkLot(int From, int To, ImmutableArray<string> Operations);
