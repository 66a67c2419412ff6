using System.Collections.Immutable;

namespace Customization.LoadTests.Measuring;

/// <summary>One operation of a run.</summary>
/// <param name="Offered">Requests that were meant to start: achieved and errors together.</param>
/// <param name="Achieved">Those that were answered, refusals included.</param>
/// <param name="Errors">Those that were not: shed, failed, too late, or dropped at the limit of requests under way.
/// </param>
/// <param name="P50Ms">Latency of answers from the intended start, like those below.</param>
/// <param name="Refusals">Answers that were a no, by kind.</param>
/// <param name="ErrorKinds">Errors by kind.</param>
/// <param name="Latencies">Pairs of microseconds and the number of answers that took that long.</param>
public sealed record OperationResult(
    long Offered, long Achieved, long Errors, double P50Ms, double P99Ms, double P999Ms, double MaxMs,
    ImmutableSortedDictionary<string, long> Refusals, ImmutableSortedDictionary<string, long> ErrorKinds,
    ImmutableArray<ImmutableArray<long>> Latencies)
{
    /// <summary>What was measured, as a result.</summary>
    public static OperationResult Of(OperationMeasure measured) =>
        Of(measured.Achieved, measured.Failed, measured.Refusals, measured.Errors, measured.Latencies());

    /// <summary>Several operations as one.</summary>
    public static OperationResult Sum(IEnumerable<OperationResult> all)
    {
        var each = all.ToList();
        return Of(
            each.Sum(one => one.Achieved), each.Sum(one => one.Errors), SumOf(each.Select(one => one.Refusals)),
            SumOf(each.Select(one => one.ErrorKinds)), LatencyDistribution.Merge(each.Select(one => one.Counts())));
    }

    /// <summary>The latencies as counts, in ascending order.</summary>
    public IReadOnlyList<LatencyCount> Counts() => [.. Latencies.Select(pair => new LatencyCount(pair[0], pair[1]))];

    private static OperationResult Of(
        long achieved, long errors, IEnumerable<KeyValuePair<string, long>> refusals,
        IEnumerable<KeyValuePair<string, long>> kinds, IReadOnlyList<LatencyCount> latencies)
    {
        double Ms(double share) => LatencyDistribution.At(latencies, share) / 1000.0;
        return new OperationResult(
            achieved + errors, achieved, errors, Ms(0.5), Ms(0.99), Ms(0.999), Ms(1),
            refusals.ToImmutableSortedDictionary(StringComparer.Ordinal),
            kinds.ToImmutableSortedDictionary(StringComparer.Ordinal),
            [.. latencies.Select(each => ImmutableArray.Create(each.Us, each.Count))]);
    }

    private static Dictionary<string, long> SumOf(IEnumerable<IEnumerable<KeyValuePair<string, long>>> counts) =>
        counts.SelectMany(each => each).GroupBy(each => each.Key)
            .ToDictionary(group => group.Key, group => group.Sum(each => each.Value));
}
