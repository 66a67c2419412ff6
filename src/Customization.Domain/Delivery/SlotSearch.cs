using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Production;

namespace Customization.Domain.Delivery;

/// <summary>Finds the free interval in which an operation ends first.</summary>
internal static class SlotSearch
{
    /// <summary>The slot that ends first on any of the cells, the first cell winning a tie; null where none fits within
    /// the horizon.</summary>
    /// <param name="mine">Slots of the same plan, which the outlook does not know.</param>
    public static PlannedSlot? First(
        PlanRefusals refusals, ImmutableArray<CellOutlook> cells, RoutingOperation operation, PlantMinute earliest,
        ImmutableArray<PlannedSlot>.Builder mine)
    {
        CellOutlook? best = null;
        var bestStart = new PlantMinute(long.MaxValue);
        foreach (var cell in cells)
        {
            if (!refusals.FullFrom.IsEmpty && refusals.FullFrom.ContainsKey(cell.Cell))
            {
                continue;
            }

            if (FirstStart(refusals, cell, operation.Minutes, earliest, bestStart, mine) is { } start)
            {
                (best, bestStart) = (cell, start);
            }
        }

        return best is null
            ? null
            : new PlannedSlot(operation.Id, best.Cell, bestStart, operation.Minutes, best.AutomaticCompletion);
    }

    /// <summary>First start on one cell that is before what another cell offers.</summary>
    private static PlantMinute? FirstStart(
        PlanRefusals refusals, CellOutlook cell, int minutes, PlantMinute earliest, PlantMinute limit,
        ImmutableArray<PlannedSlot>.Builder mine)
    {
        var offset = Math.Max(0, earliest.Date.DayNumber - cell.FirstDay.DayNumber);
        for (var i = offset; i < cell.Free.Length; i++)
        {
            var date = cell.FirstDay.AddDays(i);
            var day = PlantMinute.Of(date);
            if (day >= limit)
            {
                return null;
            }

            var fullFrom = FullFrom(refusals, cell.Cell, date);
            foreach (var free in cell.Free[i])
            {
                var start = PlantMinute.Max(day.Plus(free.From), earliest);
                start = AfterMine(cell.Cell, start, minutes, mine);
                if (start >= limit || start.Value - day.Value >= fullFrom)
                {
                    break;
                }

                if (start.Plus(minutes) <= day.Plus(free.Until))
                {
                    return start;
                }
            }
        }

        return null;
    }

    private static int FullFrom(PlanRefusals refusals, string cell, DateOnly date) =>
        !refusals.FullFrom.IsEmpty
        && refusals.FullFrom.TryGetValue(CellDayState.AddressOf(cell, date).Key, out var minute)
            ? minute
            : int.MaxValue;

    /// <summary>The first start from which no slot of the same plan is overlapped.</summary>
    private static PlantMinute AfterMine(
        string cell, PlantMinute start, int minutes, ImmutableArray<PlannedSlot>.Builder mine)
    {
        for (var i = 0; i < mine.Count; i++)
        {
            var slot = mine[i];
            if (slot.Start < start.Plus(minutes) && start < slot.End
                && string.Equals(slot.Cell, cell, StringComparison.Ordinal))
            {
                start = slot.End;
                i = -1;
            }
        }

        return start;
    }
}
