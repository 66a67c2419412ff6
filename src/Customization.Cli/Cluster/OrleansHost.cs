#if WITH_ORLEANS
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Customization.Cli.Serve;
using Customization.Domain;
using Customization.Domain.Delivery;
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
    public static Task<RunningEngine> StartSilo(EngineParts parts)
    {
        var (siloPort, gatewayPort) = FreePorts();
        var settings = new SiloSettings(new ClusterStorage.Sqlite(parts.Options.Data))
        {
            SiloPort = siloPort,
            GatewayPort = gatewayPort,
            Lanes = parts.Lanes,
            Time = parts.Time,
        };
        return Start(parts, builder => Trace(builder.AddCustomizationSilo(settings)));
    }

    /// <summary>A client of silos with its engine.</summary>
    public static Task<RunningEngine> StartClient(ClusterOptions cluster, EngineParts parts) =>
        Start(parts, builder =>
        {
            builder.AddCustomizationGateway(SettingsOf(cluster, parts.Lanes));
            if (Telemetry.IsOn)
            {
                builder.UseOrleansClient(client => client.AddActivityPropagation());
            }
        });

    /// <summary>Makes a host a silo.</summary>
    public static void AddSilo(
        IHostApplicationBuilder builder, ClusterOptions cluster, ImmutableArray<ShippingLane> lanes)
    {
        try
        {
            Trace(builder.AddCustomizationSilo(SettingsOf(cluster, lanes)));
        }
        catch (NotSupportedException missing)
        {
            throw new InputException(missing.Message);
        }
    }

    /// <summary>Starts a host; what keeps it from starting is one line.</summary>
    public static async Task Start(IHost host)
    {
        try
        {
            await host.StartAsync();
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

    private static async Task<RunningEngine> Start(EngineParts parts, Action<IHostApplicationBuilder> add)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddSingleton(parts.Loggers);
        builder.Services.AddSingleton<IHostLifetime, OwnedLifetime>();
        try
        {
            add(builder);
        }
        catch (NotSupportedException missing)
        {
            throw new InputException(missing.Message);
        }

        var host = builder.Build();
        try
        {
            await Start(host);
        }
        catch
        {
            await ((IAsyncDisposable)host).DisposeAsync();
            throw;
        }

        return new RunningEngine(host.Services.GetRequiredService<ICustomization>(), new Stop(host));
    }

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
