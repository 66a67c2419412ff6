using System.Reflection;
using Orleans.Statistics;

namespace Customization.Cluster.Tests.Shedding;

/// <summary>Tells a silo how loaded it is.</summary>
public sealed class FakeLoad : IEnvironmentStatisticsProvider
{
    private const long Memory = 1_000_000;

    private static readonly ConstructorInfo Make =
        typeof(EnvironmentStatistics).GetConstructors(BindingFlags.Instance | BindingFlags.NonPublic).Single();

    /// <summary>Percent of the processors in use.</summary>
    public float Cpu { get; set; }

    /// <summary>Percent of the memory in use.</summary>
    public int MemoryPercent { get; set; }

    /// <inheritdoc/>
    public EnvironmentStatistics GetEnvironmentStatistics()
    {
        var (used, free) = (Memory / 100 * MemoryPercent, Memory / 100 * (100 - MemoryPercent));
        return (EnvironmentStatistics)Make.Invoke([Cpu, Cpu, used, used, free, free, Memory]);
    }
}
