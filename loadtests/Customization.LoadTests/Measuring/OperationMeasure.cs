using System.Collections.Concurrent;
using Customization.LoadTests.Targets;
using HdrHistogram;

namespace Customization.LoadTests.Measuring;

/// <summary>Counts and latencies of one operation. Safe for any number of threads.</summary>
public sealed class OperationMeasure
{
    /// <summary>Longest latency that is told apart, microseconds: ten minutes.</summary>
    public const long LatencyUsMax = 600_000_000;

    private const int Digits = 3;

    private readonly LongConcurrentHistogram _latency = new(1, LatencyUsMax, Digits);
    private readonly ConcurrentDictionary<string, long> _refusals = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _errors = new(StringComparer.Ordinal);
    private long _achieved;
    private long _failed;

    /// <summary>Answers, refusals included.</summary>
    public long Achieved => Volatile.Read(ref _achieved);

    /// <summary>Requests without an answer, dropped ones included.</summary>
    public long Failed => Volatile.Read(ref _failed);

    /// <summary>Answers by kind of refusal.</summary>
    public IReadOnlyDictionary<string, long> Refusals => _refusals;

    /// <summary>Errors by kind.</summary>
    public IReadOnlyDictionary<string, long> Errors => _errors;

    /// <summary>An answer, or none, that long after it was meant to start.</summary>
    /// <remarks>Only answers have a latency; what was never answered is counted by its kind instead.</remarks>
    public void Add(LoadAnswer answer, long latencyUs)
    {
        if (answer.Outcome == Outcome.Failed)
        {
            Interlocked.Increment(ref _failed);
            _errors.AddOrUpdate(answer.Kind, 1, (_, count) => count + 1);
            return;
        }

        Interlocked.Increment(ref _achieved);
        _latency.RecordValue(Math.Clamp(latencyUs, 1, LatencyUsMax));
        if (answer.Outcome == Outcome.Refused)
        {
            _refusals.AddOrUpdate(answer.Kind, 1, (_, count) => count + 1);
        }
    }

    /// <summary>The recorded latencies: microseconds, rounded up to three digits, and how many had them; in order.
    /// </summary>
    public IReadOnlyList<LatencyCount> Latencies() =>
        [.. _latency.RecordedValues().Select(each =>
            new LatencyCount(each.ValueIteratedTo, each.CountAtValueIteratedTo))];
}
