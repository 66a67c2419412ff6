using System.Collections.Immutable;

namespace Customization.Domain.Entities;

/// <summary>How often something took how long.</summary>
/// <param name="BoundsUs">Upper bounds of the classes in microseconds, rising; the last class has none.</param>
/// <param name="Counts">One per class, so one more than bounds.</param>
public sealed record LatencyCounts(ImmutableArray<long> BoundsUs, ImmutableArray<long> Counts);

/// <summary>Counts durations in classes that double: a few nanoseconds a call, no allocation.</summary>
/// <remarks>Safe for any number of threads; a reading may be between two additions.</remarks>
public sealed class LatencyCounter
{
    private const int ClassCount = 24;

    private static readonly ImmutableArray<long> Bounds =
        [.. Enumerable.Range(0, ClassCount - 1).Select(i => 1L << (i + 2))];

    private readonly long[] _counts = new long[ClassCount];

    /// <summary>One more.</summary>
    public void Add(TimeSpan duration)
    {
        var us = (ulong)Math.Max(0, duration.Ticks / TimeSpan.TicksPerMicrosecond);
        var doublings = us <= 4 ? 0 : 64 - System.Numerics.BitOperations.LeadingZeroCount(us - 1) - 2;
        Interlocked.Increment(ref _counts[Math.Min(doublings, ClassCount - 1)]);
    }

    /// <summary>All so far.</summary>
    public LatencyCounts Read() => new(Bounds, [.. _counts]);
}
