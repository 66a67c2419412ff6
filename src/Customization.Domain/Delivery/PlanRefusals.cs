using System.Collections.Immutable;

namespace Customization.Domain.Delivery;

/// <summary>What the plant refused since the outlook was made: fresher than it, so planning goes around.</summary>
/// <param name="FullFrom">Cell-day key -> first minute of the day from which nothing fits there any more; or cell id,
/// where the whole cell is out.</param>
/// <param name="StockFrom">Component -> first day by which it said to cover the quantity.</param>
public sealed record PlanRefusals(
    ImmutableSortedDictionary<string, int> FullFrom, ImmutableSortedDictionary<string, DateOnly> StockFrom)
{
    /// <summary>Nothing was refused.</summary>
    public static readonly PlanRefusals None = new(
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, DateOnly>(StringComparer.Ordinal));

    /// <summary>These and a cell-day that has nothing from a minute on.</summary>
    public PlanRefusals WithFull(string cellDay, int minute) => this with
    {
        FullFrom = FullFrom.SetItem(cellDay, Math.Min(minute, FullFrom.GetValueOrDefault(cellDay, int.MaxValue))),
    };

    /// <summary>These and a cell that is out.</summary>
    public PlanRefusals WithCell(string cell) => this with { FullFrom = FullFrom.SetItem(cell, 0) };

    /// <summary>These and a component that is there only from a day on.</summary>
    public PlanRefusals WithStock(string component, DateOnly from) => this with
    {
        StockFrom = StockFrom.SetItem(
            component, StockFrom.TryGetValue(component, out var known) && known > from ? known : from),
    };
}
