using System.Net;
using Customization.Client;
using Customization.Client.Tls;
using Customization.Domain;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.TestingHost;

namespace Customization.Cluster.Tests.Hosting;

/// <summary>One silo in this process on free loopback ports, and clients of it that reach it through its gateway.
/// </summary>
public sealed class TestSilo : IAsyncDisposable
{
    private readonly TestClusterPortAllocator _ports;
    private readonly IHost _host;

    private TestSilo(SiloSettings settings, TestClusterPortAllocator ports, IHost host) =>
        (Settings, _ports, _host) = (settings, ports, host);

    /// <summary>Its settings, with the ports that it got.</summary>
    public SiloSettings Settings { get; }

    /// <summary>The engine as code in the silo's process sees it.</summary>
    public ClusterCustomization Engine => _host.Services.GetRequiredService<ClusterCustomization>();

    /// <summary>Grains of the silo.</summary>
    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    /// <summary>Services of the silo.</summary>
    public IServiceProvider Services => _host.Services;

    /// <summary>Starts a silo and waits until its engine is ready.</summary>
    public static async Task<TestSilo> Start(
        SiloSettings settings, Action<HostApplicationBuilder>? further = null, CancellationToken cancellation = default)
    {
        var ports = new TestClusterPortAllocator();
        var (siloPort, gatewayPort) = ports.AllocateConsecutivePortPairs(1);
        var own = settings with { SiloPort = siloPort, GatewayPort = gatewayPort };
        var host = Build(builder =>
        {
            builder.AddCustomizationSilo(own);
            further?.Invoke(builder);
        });
        await host.StartAsync(cancellation);
        return new TestSilo(own, ports, host);
    }

    /// <summary>Starts another silo of the same cluster, with definitions and entities of this one.</summary>
    public Task<TestSilo> Join(TlsFiles? tls = null, CancellationToken cancellation = default)
    {
        var primary = new IPEndPoint(IPAddress.Loopback, Settings.SiloPort);
        return Start(
            Settings with { Tls = tls ?? Settings.Tls },
            builder =>
            {
                builder.Services.AddSingleton(_host.Services.GetRequiredService<Client.Publishing.IBlobStore>());
                builder.UseOrleans(silo => silo.Configure<DevelopmentClusterMembershipOptions>(
                    membership => membership.PrimarySiloEndpoint = primary));
            },
            cancellation);
    }

    /// <summary>Starts a client that knows nothing but the silo's gateway port.</summary>
    public Task<IHost> Client() => Client(Settings.Tls);

    /// <summary>Starts a client that shows these certificates, or none.</summary>
    public async Task<IHost> Client(TlsFiles? tls)
    {
        var host = ClientToStart(tls);
        await host.StartAsync();
        return host;
    }

    /// <summary>A client that is not started yet.</summary>
    public IHost ClientToStart(TlsFiles? tls) => Build(builder =>
    {
        builder.Services.AddSingleton(_host.Services.GetRequiredService<Client.Publishing.IBlobStore>());
        builder.AddCustomizationClient(
            Settings.Limits,
            client => client.UseLocalhostClustering(
                Settings.GatewayPort, serviceId: Settings.Cluster, clusterId: Settings.Cluster),
            tls);
    });

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await ((IAsyncDisposable)_host).DisposeAsync();
        _ports.Dispose();
    }

    private static IHost Build(Action<HostApplicationBuilder> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        add(builder);
        return builder.Build();
    }
}
