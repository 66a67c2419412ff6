namespace Customization.Grains.Hosting;

/// <summary>When a silo begins to refuse calls, and when it puts entities to sleep before their time.</summary>
/// <remarks>Memory is that of the collector's heap, against what the collector may use, which in a container is less
/// than the container's limit. Entities sleep first; calls are refused where that did not help. Only calls from clients
/// are refused: what silos began among themselves ends. Decision record 006.</remarks>
public sealed record SheddingLimits
{
    /// <summary>The limits where nothing else is said.</summary>
    public static readonly SheddingLimits Default = new();

    /// <summary>Percent of the processors, smoothed over seconds, above which calls are refused; 100 for never.
    /// </summary>
    public int CpuPercentMax { get; init; } = 95;

    /// <summary>Percent of the memory above which calls are refused; 100 for never.</summary>
    public int MemoryPercentMax { get; init; } = 90;

    /// <summary>Percent of the memory above which entities that wait for nothing sleep, those first that would sleep
    /// soonest anyway; 100 for never.</summary>
    public int SleepPercentMax { get; init; } = 80;

    /// <summary>Percent of the memory down to which they sleep.</summary>
    public int SleepPercentGoal => Math.Max(1, SleepPercentMax - 10);

    /// <summary>How often memory is looked at.</summary>
    public TimeSpan SleepInterval { get; init; } = TimeSpan.FromSeconds(5);
}
