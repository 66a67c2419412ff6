namespace Customization.LoadTests.Measuring;

/// <summary>So many answers took that long.</summary>
public readonly record struct LatencyCount(long Us, long Count);

/// <summary>Percentiles of latencies that were counted by value.</summary>
public static class LatencyDistribution
{
    /// <summary>Latency that a share of all answers did not exceed, microseconds; 0 where there are none.</summary>
    /// <param name="latencies">In ascending order.</param>
    /// <param name="share">0 to 1.</param>
    public static long At(IReadOnlyList<LatencyCount> latencies, double share)
    {
        var total = latencies.Sum(each => each.Count);
        var wanted = Math.Max(1, (long)Math.Ceiling(share * total));
        foreach (var (us, count) in latencies)
        {
            wanted -= count;
            if (wanted <= 0)
            {
                return us;
            }
        }

        return 0;
    }

    /// <summary>Two distributions as one.</summary>
    public static IReadOnlyList<LatencyCount> Merge(IEnumerable<IReadOnlyList<LatencyCount>> distributions)
    {
        var merged = new SortedDictionary<long, long>();
        foreach (var (us, count) in distributions.SelectMany(each => each))
        {
            merged[us] = merged.GetValueOrDefault(us) + count;
        }

        return [.. merged.Select(each => new LatencyCount(each.Key, each.Value))];
    }
}
