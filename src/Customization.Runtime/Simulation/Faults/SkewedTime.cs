using Customization.Runtime.Scheduling;

namespace Customization.Runtime.Simulation.Faults;

/// <summary>The clock of one silo: the world's, off by a bounded amount that may jump both ways.</summary>
/// <remarks>Only the time of day jumps; waits and timestamps are monotonic, as on a real machine.</remarks>
internal sealed class SkewedTime(VirtualTime world) : TimeProvider
{
    /// <summary>Most that a clock is off, either way.</summary>
    public static readonly TimeSpan SkewMax = TimeSpan.FromMinutes(2);

    /// <summary>How far it is ahead of the world's clock.</summary>
    public TimeSpan Skew { get; set; }

    public override long TimestampFrequency => world.TimestampFrequency;

    public override DateTimeOffset GetUtcNow() => world.GetUtcNow() + Skew;

    public override long GetTimestamp() => world.GetTimestamp();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        world.CreateTimer(callback, state, dueTime, period);
}
