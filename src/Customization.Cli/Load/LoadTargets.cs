using Customization.Cli.Cluster;
using Customization.Cli.Model;
using Customization.Cli.Serve;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Kernel.Formats;
using Customization.Kernel.Model;
using Customization.LoadTests.Targets;
#if WITH_ORLEANS
using System.Net;
using Customization.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
#endif

namespace Customization.Cli.Load;

/// <summary>A target and what has to be stopped after it.</summary>
internal sealed class ConnectedTarget(ILoadTarget target, IAsyncDisposable? owner = null) : IAsyncDisposable
{
    /// <summary>What is asked.</summary>
    public ILoadTarget Target => target;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        target.Dispose();
        if (owner is not null)
        {
            await owner.DisposeAsync();
        }
    }
}

/// <summary>Connects to what <c>--target</c> names.</summary>
internal static class LoadTargets
{
    /// <summary>The target, reachable where it is a cluster.</summary>
    public static async Task<ConnectedTarget> Connect(LoadOptions options) => options.Target.Scheme == "orleans"
        ? await Cluster(options)
        : new ConnectedTarget(new HttpTarget(
            options.Target, options.Connections, TimeSpan.FromSeconds(options.TimeoutS),
            options.Tokens is { } path
                ? CommandLine.ReadFile(path).Split(
                    '\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                : []));

#if WITH_ORLEANS
    private static async Task<ConnectedTarget> Cluster(LoadOptions options)
    {
        var models = Models(options);
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.None));
        var gateway = new IPEndPoint(Address(options.Target), options.Target.Port);
        builder.AddCustomizationClient(
            ClusterLimits.Default with { AskTimeout = TimeSpan.FromSeconds(options.TimeoutS) },
            client => client.UseStaticClustering(gateway).Configure<Orleans.Configuration.ClusterOptions>(cluster =>
            {
                cluster.ClusterId = options.Cluster;
                cluster.ServiceId = options.Cluster;
            }));
        var host = builder.Build();
        await OrleansHost.Start(host);
        return new ConnectedTarget(
            new EngineTarget(host.Services.GetRequiredService<ICustomization>(), models.GetValueOrDefault),
            new HostStop(host));
    }

    private static IPAddress Address(Uri target)
    {
        try
        {
            return Dns.GetHostAddresses(target.Host)[0];
        }
        catch (System.Net.Sockets.SocketException fault)
        {
            throw new InputException($"--target: {fault.Message}");
        }
    }

    /// <summary>Models by product code, to name what a cluster answers by position: a client has no catalog.</summary>
    private static Dictionary<string, ProductModel> Models(LoadOptions options)
    {
        var models = new Dictionary<string, ProductModel>(StringComparer.Ordinal);
        foreach (var path in Samples.Products.Concat(options.Definitions))
        {
            var model = ModelFile.Read(path, ModelFormat.Yaml).Model!;
            models[model.Name] = model;
        }

        return models;
    }

    private sealed class HostStop(IHost host) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await host.StopAsync();
            await ((IAsyncDisposable)host).DisposeAsync();
        }
    }
#else
    private static Task<ConnectedTarget> Cluster(LoadOptions options) =>
        throw new InputException(ClusterOptions.Missing);
#endif
}
