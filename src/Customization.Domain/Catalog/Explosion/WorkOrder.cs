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

    /// <summary>The BOM by when it is taken: with the first operation of a lot, by its number from 1, or of all work
    /// (lot 0). The quantities of a component add up to that of its line. O(lines x lots).</summary>
    public IEnumerable<(int Lot, BomLine Line)> Needs()
    {
        foreach (var line in Bom)
        {
            var rest = line.Quantity;
            for (var i = 0; i < Lots.Length; i++)
            {
                if (Lots[i].Bom.FirstOrDefault(each => each.Component == line.Component) is { } own)
                {
                    rest -= own.Quantity;
                    yield return (i + 1, own);
                }
            }

            if (rest > 0)
            {
                yield return (0, line with { Quantity = rest });
            }
        }
    }

    /// <summary>Number, from 1, of the lot that an operation is done for; 0 where everything ships at once.</summary>
    public int LotOf(string operation)
    {
        for (var i = 0; i < Lots.Length; i++)
        {
            if (Lots[i].Operations.Contains(operation))
            {
                return i + 1;
            }
        }

        return 0;
    }
}

/// <summary>Parts of a product that ship together, before the next lot.</summary>
/// <param name="From">Position of its first part, from 1.</param>
/// <param name="To">Position of its last.</param>
/// <param name="Operations">Ids of the work that has to be done before it can leave and was not done for an earlier
/// lot, in the order of the routing. Those of all lots are the whole routing, and none waits for one of a later lot.
/// </param>
public sealed record WorkLot(int From, int To, ImmutableArray<string> Operations)
{
    /// <summary>Of the BOM, what is for this lot alone: it is taken with the first of these operations. Empty for a lot
    /// without operations, and for orders of before.</summary>
    [LeftOutEmpty]
    public ImmutableArray<BomLine> Bom { get; init; } = [];
}
