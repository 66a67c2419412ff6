using System.Collections.Immutable;

namespace Customization.Domain.Stock;

/// <summary>What a component can promise: available to promise (ATP) by date.</summary>
/// <remarks>Projected stock of a day = on hand + receipts up to it - open claims needed up to it. ATP of a day is the
/// least projected stock of that and every later day: a claim that fits takes nothing from anyone (I2). Pure,
/// O(d log d) for claims and receipts on d different days.</remarks>
public static class StockLedger
{
    /// <summary>ATP by date from today on, ascending in both; never empty, never negative.</summary>
    public static ImmutableArray<AvailableStock> Available(StockState state, DateOnly today)
    {
        var projected = Projected(state, today);
        var steps = new List<AvailableStock>(projected.Count);
        var least = long.MaxValue;
        for (var i = projected.Count - 1; i >= 0; i--)
        {
            least = Math.Min(least, projected[i].Stock);
            var quantity = (int)Math.Clamp(least, 0, int.MaxValue);
            if (steps.Count > 0 && steps[^1].Quantity == quantity)
            {
                steps.RemoveAt(steps.Count - 1);
            }

            steps.Add(new AvailableStock(projected[i].Date, quantity));
        }

        steps.Reverse();
        return [.. steps];
    }

    /// <summary>ATP of one day; a day before today counts as today.</summary>
    public static int AvailableOn(StockState state, DateOnly date, DateOnly today)
    {
        var free = 0;
        foreach (var step in Available(state, today))
        {
            if (step.From > date && step.From > today)
            {
                break;
            }

            free = step.Quantity;
        }

        return free;
    }

    /// <summary>First day by which a quantity can be promised, by stock, by receipts or by replenishment.</summary>
    public static DateOnly Earliest(StockState state, int quantity, DateOnly today)
    {
        var replenished = today.AddDays(state.Terms?.LeadTimeDays ?? StockLimits.LeadTimeDaysMax);
        foreach (var step in Available(state, today))
        {
            if (step.Quantity >= quantity)
            {
                return step.From < replenished ? step.From : replenished;
            }
        }

        return replenished;
    }

    /// <summary>A claim to give up because a day's projected stock is negative, or null where all is covered.</summary>
    /// <remarks>Holds go before reservations, later needs before earlier ones, then the later id: the fewest and least
    /// certain promises break.</remarks>
    public static string? Uncovered(StockState state, DateOnly today)
    {
        foreach (var (date, stock) in Projected(state, today))
        {
            if (stock < 0)
            {
                return state.Claims
                    .Where(claim => claim.Value.Status != ClaimStatus.Consumed && OnOrAfter(claim.Value, today) <= date)
                    .OrderBy(claim => claim.Value.Status)
                    .ThenByDescending(claim => claim.Value.NeededBy)
                    .ThenByDescending(claim => claim.Key, StringComparer.Ordinal)
                    .First().Key;
            }
        }

        return null;
    }

    private static List<(DateOnly Date, long Stock)> Projected(StockState state, DateOnly today)
    {
        var changes = new SortedDictionary<DateOnly, long> { [today] = state.OnHand };
        foreach (var (_, receipt) in state.Receipts)
        {
            Add(changes, receipt.Date < today ? today : receipt.Date, receipt.Quantity);
        }

        foreach (var (day, quantity) in state.Claims.Open)
        {
            Add(changes, day < today ? today : day, -quantity);
        }

        var projected = new List<(DateOnly, long)>(changes.Count);
        var sum = 0L;
        foreach (var (date, change) in changes)
        {
            sum += change;
            projected.Add((date, sum));
        }

        return projected;
    }

    private static DateOnly OnOrAfter(StockClaim claim, DateOnly today) =>
        claim.NeededBy < today ? today : claim.NeededBy;

    private static void Add(SortedDictionary<DateOnly, long> changes, DateOnly date, long change)
    {
        changes.TryGetValue(date, out var sum);
        changes[date] = sum + change;
    }
}
