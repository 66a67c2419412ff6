#if WITH_ORLEANS
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Customization.Cli.Serve;
using Customization.Client.Tls;
using Customization.Domain;
using Customization.Domain.Delivery;
using Customization.Domain.Entities.Secrets;
using Customization.Gateway.Operators;
using Customization.Grains;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Customization.Cli.Cluster;

/// <summary>Silos and clients of silos in this process.</summary>
internal static class OrleansHost
{
    /// <summary>One silo with its engine on free ports, stored in the data folder: <c>serve --runtime orleans</c>.
    /// </summary>
    public static Task<RunningEngine> StartSilo(bool hasDashboard, EngineParts parts)
    {
        var (siloPort, gatewayPort) = FreePorts();
        var settings = new SiloSettings(new ClusterStorage.Sqlite(parts.Options.Data))
        {
            SiloPort = siloPort,
            GatewayPort = gatewayPort,
            Lanes = parts.Lanes,
            Grains = GrainLimits.Default with { SessionRetention = parts.Options.SessionRetention },
            MasterKeys = parts.Options.MasterKeys ?? MasterKeyOption.Beside(parts.Options.Data),
            Time = parts.Time,
            HasDashboard = hasDashboard,
        };
        return Start(
            parts, settings, Timeout.InfiniteTimeSpan, builder => Trace(builder.AddCustomizationSilo(settings)));
    }

    /// <summary>A client of silos with its engine.</summary>
    /// <param name="limit">How long it may try to join: it goes on by itself where silos refuse its certificate, and
    /// cannot be cancelled then.</param>
    public static Task<RunningEngine> StartClient(ClusterOptions cluster, TimeSpan limit, EngineParts parts)
    {
        var settings = SettingsOf(cluster, parts.Lanes);
        return Start(parts, settings, limit, builder =>
        {
            builder.AddCustomizationGateway(settings);
            if (Telemetry.IsOn)
            {
                builder.UseOrleansClient(client => client.AddActivityPropagation());
            }
        });
    }

    /// <summary>Makes a host a silo.</summary>
    public static void AddSilo(
        IHostApplicationBuilder builder, ClusterOptions cluster, SheddingOptions shedding,
        ImmutableArray<ShippingLane> lanes, MasterKeys? masters, TimeSpan retention)
    {
        var settings = SettingsOf(cluster, lanes) with
        {
            MasterKeys = masters ?? (cluster.Storage == "sqlite" ? MasterKeyOption.Beside(cluster.Connection) : null),
            Grains = GrainLimits.Default with { SessionRetention = retention },
            Shedding = new SheddingLimits
            {
                CpuPercentMax = shedding.Cpu,
                MemoryPercentMax = shedding.Memory,
                SleepPercentMax = shedding.Sleep,
            },
        };
        Add(builder, host => Trace(host.AddCustomizationSilo(settings)));
    }

    /// <summary>Starts a host; what keeps it from starting is one line.</summary>
    public static async Task Start(IHost host, TimeSpan? limit = null)
    {
        try
        {
            await host.StartAsync().WaitAsync(limit ?? Timeout.InfiniteTimeSpan);
        }
        catch (TimeoutException)
        {
            throw new InputException(
                $"the cluster cannot be joined: no silo let this process in within {limit?.TotalSeconds} s");
        }
        catch (Exception fault)
        {
            throw new InputException($"the cluster cannot be joined: {fault.Message}");
        }
    }

    /// <summary>Waits for the signal to stop, then stops.</summary>
    public static async Task RunToEnd(IHost host)
    {
        await host.WaitForShutdownAsync();
    }

    /// <summary>Lets calls between grains carry the span they belong to, where spans are sent.</summary>
    private static void Trace(IHostApplicationBuilder silo)
    {
        if (Telemetry.IsOn)
        {
            silo.UseOrleans(orleans => orleans.AddActivityPropagation());
        }
    }

    /// <summary>Adds to a host; what this build lacks and certificates that cannot be used are one line.</summary>
    private static void Add(IHostApplicationBuilder builder, Action<IHostApplicationBuilder> add)
    {
        try
        {
            add(builder);
        }
        catch (Exception fault) when (fault is NotSupportedException or InvalidDataException)
        {
            throw new InputException(fault.Message);
        }
    }

    private static async Task<RunningEngine> Start(
        EngineParts parts, SiloSettings settings, TimeSpan limit, Action<IHostApplicationBuilder> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(parts.Loggers);
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        Add(builder, add);
        var host = builder.Build();
        try
        {
            await Start(host, limit);
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }

        return new RunningEngine(host.Services.GetRequiredService<ICustomization>(), new Stop(host))
        {
            Pages = settings.HasDashboard ? Dashboard(host.Services) : null,
        };
    }

    private static OperatorPages Dashboard(IServiceProvider cluster) => new(
        "orleans/",
        services => ClusterDashboard.AddServices(services, cluster.GetRequiredService<IGrainFactory>()),
        routes => ClusterDashboard.Map(routes, "/orleans"));

    private static SiloSettings SettingsOf(ClusterOptions cluster, ImmutableArray<ShippingLane> lanes) =>
        new(cluster.Storage switch
        {
            "sqlite" => new ClusterStorage.Sqlite(cluster.Connection),
            "postgresql" => new ClusterStorage.PostgreSql(cluster.Connection),
            "azure" => new ClusterStorage.Azure(cluster.Connection),
            _ => new ClusterStorage.Memory(),
        })
        {
            Cluster = cluster.Name,
            SiloPort = cluster.SiloPort,
            GatewayPort = cluster.GatewayPort,
            AdvertisedAddress = cluster.Advertise,
            Tls = cluster.Tls is { } tls ? new TlsFiles(tls.Certificate, tls.Key, tls.Authority) : null,
            HasDashboard = cluster.HasDashboard,
            Lanes = lanes,
        };

    private static (int Silo, int Gateway) FreePorts()
    {
        using var silo = new TcpListener(IPAddress.Loopback, 0);
        using var gateway = new TcpListener(IPAddress.Loopback, 0);
        silo.Start();
        gateway.Start();
        return (((IPEndPoint)silo.LocalEndpoint).Port, ((IPEndPoint)gateway.LocalEndpoint).Port);
    }

    /// <summary>Leaves signals to the HTTP server beside it: the engine stops after it.</summary>
    private sealed class OwnedLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private sealed class Stop(IHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }
}
#endif
