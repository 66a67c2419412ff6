using System.Collections.Immutable;
using Customization.Client.Entities;
using Customization.Client.Publishing;
using Customization.Client.Tls;
using Customization.Client.Wire;
using Customization.Domain;
using Customization.Domain.Delivery;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Customization.Client;

/// <summary>How a .NET front-end joins a cluster of silos as a client.</summary>
public static class CustomizationClient
{
    /// <summary>Adds an Orleans client, so that grains are reached through the silos' gateways, and
    /// <see cref="ICustomization"/> over it.</summary>
    /// <param name="clustering">Says where the silos are; without it, one silo on this machine is expected.</param>
    /// <param name="tls">Certificates, where the silos ask for them.</param>
    /// <remarks>Register an <see cref="IBlobStore"/> of the cluster's storage before to have its catalog in this
    /// process and to publish; without one, products are unknown here, and everything else works. The host connects
    /// when it starts and fails to start when no gateway answers.</remarks>
    public static IHostApplicationBuilder AddCustomizationClient(
        this IHostApplicationBuilder host, ClusterLimits? limits = null, Action<IClientBuilder>? clustering = null,
        TlsFiles? tls = null)
    {
        var own = limits ?? ClusterLimits.Default;
        host.UseOrleansClient(client =>
        {
            client.Configure<ClientMessagingOptions>(messaging => messaging.ResponseTimeout = own.AskTimeout);
            if (clustering is null)
            {
                client.UseLocalhostClustering();
            }
            else
            {
                clustering(client);
            }

            if (tls is not null)
            {
                client.UseClusterTls(tls);
            }
        });
        host.Services.TryAddSingleton<IBlobStore, MemoryBlobStore>();
        host.Services.AddClusterEngine([], own, TimeProvider.System);
        return host;
    }

    /// <summary>Adds the engine of a process that is a client or a silo already. It is ready when the host has started.
    /// </summary>
    public static IServiceCollection AddClusterEngine(
        this IServiceCollection services, ImmutableArray<ShippingLane> lanes, ClusterLimits limits,
        TimeProvider time)
    {
        if (limits.AnswerBytesMax > 0)
        {
            services.AddSingleton(new ViewMemory(limits.AnswerBytesMax / 2));
        }

        return services
            .AddSingleton<EntityCalls>()
            .AddSingleton(provider => new ClusterCustomization(new ClusterParts(
                provider.GetRequiredService<IGrainFactory>(), provider.GetRequiredService<EntityCalls>(),
                provider.GetRequiredService<IBlobStore>(), lanes, limits, time,
                provider.GetRequiredService<ILogger<ClusterCustomization>>())))
            .AddSingleton<ICustomization>(provider => provider.GetRequiredService<ClusterCustomization>())
            .AddHostedService<EngineStart>();
    }

    /// <summary>Follows catalog and outlook while the silo or client runs; a start waits for the first of both.
    /// </summary>
    private sealed class EngineStart(ClusterCustomization engine) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            engine.World.Start();
            return engine.World.Ready.WaitAsync(cancellationToken);
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            engine.World.Stop();
            return Task.CompletedTask;
        }
    }
}
