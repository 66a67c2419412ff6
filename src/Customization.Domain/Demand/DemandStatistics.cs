using System.Collections.Immutable;

namespace Customization.Domain.Demand;

/// <summary>Counts of sold configurations by period: all that Demand knows.</summary>
/// <remarks>Whole numbers, so that taking a sale back leaves nothing of it and merging is associative and commutative,
/// exactly. What a count is worth is decided when it is read: half for each <see cref="DemandLimits.HalfLifePeriods"/>
/// periods that have passed.</remarks>
/// <param name="Counts">Above 0 each, by configuration in ordinal order, then period.</param>
public sealed record DemandStatistics(ImmutableArray<SoldCount> Counts)
{
    /// <summary>Nothing was sold.</summary>
    public static readonly DemandStatistics Empty = new([]);

    /// <summary>The period that a day is in.</summary>
    public static int PeriodOf(DateOnly day) => day.DayNumber / DemandLimits.PeriodDays;

    /// <summary>What a sale of one period is worth in another: 1 in the same, and in earlier ones.</summary>
    public static double WorthOf(int period, int now) =>
        Math.Pow(2, -Math.Max(0, now - period) / (double)DemandLimits.HalfLifePeriods);

    /// <summary>With one sale more. O(counts).</summary>
    public DemandStatistics With(Sale sale) => Changed(sale, 1);

    /// <summary>With one sale less; nothing where it is not counted any more. O(counts).</summary>
    public DemandStatistics Without(Sale sale) => Changed(sale, -1);

    /// <summary>The counts of both. O(counts of both).</summary>
    public DemandStatistics Merge(DemandStatistics other)
    {
        var merged = ImmutableArray.CreateBuilder<SoldCount>(Counts.Length + other.Counts.Length);
        var (i, k) = (0, 0);
        while (i < Counts.Length || k < other.Counts.Length)
        {
            var order = i == Counts.Length ? 1 : k == other.Counts.Length ? -1 : Compare(Counts[i], other.Counts[k]);
            merged.Add(order switch
            {
                < 0 => Counts[i++],
                > 0 => other.Counts[k++],
                _ => Counts[i] with { Count = checked(Counts[i++].Count + other.Counts[k++].Count) },
            });
        }

        return new DemandStatistics(merged.ToImmutable());
    }

    /// <summary>Sales of each configuration, faded to a period, the most sold first, with how many there were. O(n log
    /// n) for n counts.</summary>
    public IReadOnlyList<(string Configuration, double Weight, int Sales)> Faded(int now)
    {
        var sums = new Dictionary<string, (double Weight, int Sales)>(StringComparer.Ordinal);
        foreach (var count in Counts)
        {
            var (weight, sales) = sums.GetValueOrDefault(count.Configuration);
            sums[count.Configuration] =
                (weight + (count.Count * WorthOf(count.Period, now)), checked(sales + count.Count));
        }

        return
        [
            .. sums.Select(each => (each.Key, each.Value.Weight, each.Value.Sales))
                .OrderByDescending(each => each.Weight).ThenBy(each => each.Key, StringComparer.Ordinal),
        ];
    }

    /// <summary>Without what is too old, and without the configurations that sell least where there are too many.
    /// </summary>
    public DemandStatistics Bounded(int now)
    {
        var kept = Counts.RemoveAll(count => count.Period <= now - DemandLimits.PeriodsMax);
        var bytes = kept.Sum(BytesOf);
        if (bytes <= DemandLimits.CountBytesMax)
        {
            return kept.Length == Counts.Length ? this : new DemandStatistics(kept);
        }

        var perConfiguration = kept.GroupBy(count => count.Configuration, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Sum(BytesOf), StringComparer.Ordinal);
        var dropped = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (configuration, _, _) in new DemandStatistics(kept).Faded(now).Reverse())
        {
            if (bytes <= DemandLimits.CountBytesMax)
            {
                break;
            }

            bytes -= perConfiguration[configuration];
            dropped.Add(configuration);
        }

        return new DemandStatistics(kept.RemoveAll(count => dropped.Contains(count.Configuration)));
    }

    /// <inheritdoc/>
    public bool Equals(DemandStatistics? other) => other is not null && Counts.SequenceEqual(other.Counts);

    /// <inheritdoc/>
    public override int GetHashCode() => Counts.Length;

    private static int BytesOf(SoldCount count) => count.Configuration.Length + DemandLimits.BytesPerCount;

    private static int Compare(SoldCount a, SoldCount b)
    {
        var order = string.CompareOrdinal(a.Configuration, b.Configuration);
        return order != 0 ? order : a.Period.CompareTo(b.Period);
    }

    private DemandStatistics Changed(Sale sale, int by)
    {
        var wanted = new SoldCount(sale.Configuration, PeriodOf(sale.Day), 1);
        var (low, high) = (0, Counts.Length);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = Compare(Counts[middle], wanted) < 0 ? (middle + 1, high) : (low, middle);
        }

        var isKnown = low < Counts.Length && Compare(Counts[low], wanted) == 0;
        if (!isKnown)
        {
            return by > 0 ? new DemandStatistics(Counts.Insert(low, wanted)) : this;
        }

        var count = checked(Counts[low].Count + by);
        return new DemandStatistics(count > 0
            ? Counts.SetItem(low, Counts[low] with { Count = count })
            : Counts.RemoveAt(low));
    }
}
