using System.Collections.Immutable;
using Customization.Client;
using Customization.Client.Tls;
using Customization.Domain.Delivery;
using Customization.Domain.Entities.Secrets;

namespace Customization.Grains.Hosting;

/// <summary>Where a cluster keeps everything: entities, reminders, definitions, and who its silos are.</summary>
public abstract record ClusterStorage
{
    private ClusterStorage()
    {
    }

    /// <summary>In memory, for a cluster of one silo that may forget everything.</summary>
    public sealed record Memory : ClusterStorage;

    /// <summary>In a folder, for a cluster of one silo.</summary>
    public sealed record Sqlite(string Folder) : ClusterStorage;

    /// <summary>In PostgreSQL.</summary>
    public sealed record PostgreSql(string ConnectionString) : ClusterStorage;

    /// <summary>In an Azure Storage account, or Azurite.</summary>
    public sealed record Azure(string ConnectionString) : ClusterStorage;
}

/// <summary>What a process needs to be a silo or a client of a cluster.</summary>
/// <param name="Storage">The same for all processes of the cluster.</param>
public sealed record SiloSettings(ClusterStorage Storage)
{
    /// <summary>Names the cluster among others in the same storage.</summary>
    public string Cluster { get; init; } = "customization";

    /// <summary>Where other silos connect.</summary>
    public int SiloPort { get; init; } = 11111;

    /// <summary>Where clients connect.</summary>
    public int GatewayPort { get; init; } = 30000;

    /// <summary>Address that other processes reach this silo by; null for loopback, which is enough on one machine.
    /// </summary>
    public string? AdvertisedAddress { get; init; }

    /// <summary>Certificates that silos and clients show each other; null for connections in the open, which only
    /// loopback and a network that lets nobody else in deserve.</summary>
    public TlsFiles? Tls { get; init; }

    /// <summary>Whether the silo collects what Orleans' dashboard shows. All silos of a cluster do, or none.</summary>
    public bool HasDashboard { get; init; }

    /// <summary>What the keys of customers are wrapped with, the same for all silos of a cluster; null to store
    /// customers in the open.</summary>
    public MasterKeys? MasterKeys { get; init; }

    /// <summary>When the silo refuses calls, and when it puts entities to sleep.</summary>
    public SheddingLimits Shedding { get; init; } = SheddingLimits.Default;

    /// <summary>The shipping lanes of the plant.</summary>
    public ImmutableArray<ShippingLane> Lanes { get; init; } = [];

    /// <summary>The clock of decisions and of entities' timers; Orleans keeps its own.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Limits of the silo.</summary>
    public GrainLimits Grains { get; init; } = GrainLimits.Default;

    /// <summary>Limits of the process.</summary>
    public ClusterLimits Limits { get; init; } = ClusterLimits.Default;
}
