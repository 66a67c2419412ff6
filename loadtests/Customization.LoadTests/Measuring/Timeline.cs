using HdrHistogram;

namespace Customization.LoadTests.Measuring;

/// <summary>What happened in one stretch of the run.</summary>
/// <param name="AtS">Where it begins, seconds from the start of the measurement.</param>
/// <param name="Offered">Requests that were meant to start in it.</param>
/// <param name="Achieved">Requests that were answered in it, whenever they were meant to start.</param>
/// <param name="Errors">Requests that failed in it.</param>
/// <param name="P50Ms">Latency of those meant to start in it, like the next two.</param>
public sealed record Stretch(
    double AtS, long Offered, long Achieved, long Errors, double P50Ms, double P99Ms, double MaxMs);

/// <summary>The run over time, in stretches of equal length. Safe for any number of threads.</summary>
public sealed class Timeline
{
    private const int StretchesMax = 600;
    private const int Digits = 2;

    private readonly double _lengthS;
    private readonly LongConcurrentHistogram?[] _latencies;
    private readonly long[] _offered;
    private readonly long[] _achieved;
    private readonly long[] _errors;

    /// <summary>An empty one; seconds as stretches, longer ones where a run is very long.</summary>
    public Timeline(double durationS)
    {
        _lengthS = Math.Max(1, Math.Ceiling(durationS / StretchesMax));
        var count = (int)Math.Ceiling(durationS / _lengthS);
        _latencies = new LongConcurrentHistogram?[count];
        (_offered, _achieved, _errors) = (new long[count], new long[count], new long[count]);
    }

    /// <summary>A request was meant to start.</summary>
    public void Offer(double atS) => Count(_offered, atS);

    /// <summary>A request was answered.</summary>
    public void Answer(double intendedS, double atS, long latencyUs)
    {
        Count(_achieved, atS);
        if (Index(intendedS) is >= 0 and var i)
        {
            LazyInitializer.EnsureInitialized(
                ref _latencies[i], () => new LongConcurrentHistogram(1, OperationMeasure.LatencyUsMax, Digits))
                .RecordValue(Math.Clamp(latencyUs, 1, OperationMeasure.LatencyUsMax));
        }
    }

    /// <summary>A request failed.</summary>
    public void Fail(double atS) => Count(_errors, atS);

    /// <summary>All stretches in order.</summary>
    public IReadOnlyList<Stretch> Stretches() =>
    [
        .. Enumerable.Range(0, _offered.Length).Select(i => new Stretch(
            i * _lengthS, _offered[i], _achieved[i], _errors[i], Ms(_latencies[i], 50), Ms(_latencies[i], 99),
            Ms(_latencies[i], 100))),
    ];

    private static double Ms(HistogramBase? latencies, double percentile) =>
        latencies is null ? 0 : latencies.GetValueAtPercentile(percentile) / 1000.0;

    private int Index(double atS) => atS < 0 || atS >= _lengthS * _offered.Length ? -1 : (int)(atS / _lengthS);

    private void Count(long[] counts, double atS)
    {
        if (Index(atS) is >= 0 and var i)
        {
            Interlocked.Increment(ref counts[i]);
        }
    }
}
