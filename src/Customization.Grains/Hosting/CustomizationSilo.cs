using System.Net;
using Customization.Client;
using Customization.Client.Entities;
using Customization.Client.Publishing;
using Customization.Client.Tls;
using Customization.Grains.Entities;
using Customization.Grains.Secrets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Dashboard;
using Orleans.Serialization;
using Orleans.Storage;

namespace Customization.Grains.Hosting;

/// <summary>How a process becomes a silo, or a client of silos.</summary>
public static class CustomizationSilo
{
    /// <summary>Adds a silo with its engine. <see cref="ClusterCustomization"/> is ready when the host has started.
    /// </summary>
    public static IHostApplicationBuilder AddCustomizationSilo(
        this IHostApplicationBuilder host, SiloSettings settings) => host.UseOrleans(silo =>
    {
        silo.AddCustomization(settings);
        if (settings.Tls is { } tls)
        {
            silo.UseClusterTls(tls);
        }

        silo.Configure<EndpointOptions>(endpoints =>
        {
            var advertised = settings.AdvertisedAddress is { } address ? IPAddress.Parse(address) : IPAddress.Loopback;
            var listening = settings.AdvertisedAddress is null ? IPAddress.Loopback : IPAddress.Any;
            (endpoints.AdvertisedIPAddress, endpoints.SiloPort, endpoints.GatewayPort) =
                (advertised, settings.SiloPort, settings.GatewayPort);
            endpoints.SiloListeningEndpoint = new IPEndPoint(listening, settings.SiloPort);
            endpoints.GatewayListeningEndpoint = new IPEndPoint(listening, settings.GatewayPort);
        });
        if (settings.Storage is ClusterStorage.Memory or ClusterStorage.Sqlite)
        {
            silo.UseLocalhostClustering(
                settings.SiloPort, settings.GatewayPort, serviceId: settings.Cluster, clusterId: settings.Cluster);
        }
        else
        {
            silo.Configure<ClusterMembershipOptions>(Liveness.Of);
            silo.AddClustering(settings);
        }
    });

    /// <summary>Adds a client of silos with the same storage. <see cref="ClusterCustomization"/> is ready when the host
    /// has started.</summary>
    public static IHostApplicationBuilder AddCustomizationGateway(
        this IHostApplicationBuilder host, SiloSettings settings)
    {
        host.UseOrleansClient(client =>
        {
            client.Configure<ClusterOptions>(cluster => Name(cluster, settings));
            client.Configure<ClientMessagingOptions>(
                messaging => messaging.ResponseTimeout = settings.Limits.AskTimeout);
            client.Configure<GatewayOptions>(Liveness.Of);
            client.AddClustering(settings);
            if (settings.Tls is { } tls)
            {
                client.UseClusterTls(tls);
            }
        });
        host.Services.AddStorage(settings.Storage);
        host.Services.AddClusterEngine(settings.Lanes, settings.Limits, settings.Time);
        return host;
    }

    /// <summary>Adds grains, storage and the engine to a silo whose clustering is somebody else's, such as that of a
    /// test cluster.</summary>
    public static ISiloBuilder AddCustomization(this ISiloBuilder silo, SiloSettings settings)
    {
        silo.Configure<ClusterOptions>(cluster => Name(cluster, settings));
        silo.Configure<SiloMessagingOptions>(messaging => messaging.ResponseTimeout = settings.Limits.AskTimeout);
        silo.Configure<GrainDirectoryOptions>(
            directory => directory.MaximumCacheTTL = settings.Grains.LocationsKept);
        silo.Configure<ExceptionSerializationOptions>(
            exceptions => exceptions.SupportedNamespacePrefixes.Add(ClusterFaults.PolicyNamespace));
        silo.AddShedding(settings.Shedding);
        silo.AddReminders();
        silo.AddEntityStorage(settings.Storage);
        silo.Services.AddStorage(settings.Storage);
        silo.Services.AddClusterEngine(settings.Lanes, settings.Limits, settings.Time);
        if (settings.HasDashboard)
        {
            silo.AddDashboard(ClusterDashboard.Configure);
        }

        silo.Services.AddSingleton(settings).AddHostedService<RetentionWalks>();
        if (settings.Storage is ClusterStorage.Sqlite)
        {
            silo.Services.AddHostedService<StartWakes>();
        }

        silo.Services.AddSingleton(services => new StoredRecords(
            services.GetRequiredKeyedService<IGrainStorage>(GrainParts.StorageName), settings.Grains.StorageTimeout));
        silo.Services.AddSingleton(services => new GrainParts(
            services.GetRequiredService<StoredRecords>(),
            services.GetRequiredService<IBlobStore>(), services.GetRequiredService<IGrainFactory>(),
            services.GetRequiredService<EntityCalls>(), services.GetRequiredService<ClusterCustomization>().World,
            settings.Time, settings.Grains, services.GetRequiredService<ILogger<GrainParts>>())
        {
            Vault = settings.MasterKeys is { } masters
                ? new CustomerVault(services.GetRequiredService<StoredRecords>(), masters, settings.Time)
                : null,
        });
        return silo;
    }

    private static void AddShedding(this ISiloBuilder silo, SheddingLimits limits)
    {
        silo.Configure<LoadSheddingOptions>(shedding =>
            (shedding.LoadSheddingEnabled, shedding.CpuThreshold, shedding.MemoryThreshold) =
                (true, limits.CpuPercentMax, limits.MemoryPercentMax));
        silo.Configure<GrainCollectionOptions>(collection =>
        {
            collection.EnableActivationSheddingOnMemoryPressure = true;
            collection.MemoryUsageLimitPercentage = limits.SleepPercentMax;
            collection.MemoryUsageTargetPercentage = limits.SleepPercentGoal;
            collection.MemoryUsagePollingPeriod = limits.SleepInterval;
        });
    }

    private static void Name(ClusterOptions cluster, SiloSettings settings) =>
        (cluster.ClusterId, cluster.ServiceId) = (settings.Cluster, settings.Cluster);
}
