#if WITH_ORLEANS
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Customization.Benchmarks.Models;
using Customization.Client;
using Customization.Client.Publishing;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Grains;
using Customization.Grains.Hosting;
using Customization.Kernel.Formats;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Customization.Benchmarks.Cluster;

/// <summary>One silo in this process, and a client of it through its gateway port.</summary>
internal sealed class ClusterRig : IAsyncDisposable
{
    /// <summary>Code of <see cref="PublishCar"/>'s product.</summary>
    public const string Car = "car";

    private readonly IHost _silo;
    private readonly SiloSettings _settings;

    private ClusterRig(IHost silo, SiloSettings settings) => (_silo, _settings) = (silo, settings);

    public IGrainFactory Grains => _silo.Services.GetRequiredService<IGrainFactory>();

    public ICustomization Engine => _silo.Services.GetRequiredService<ICustomization>();

    public IServiceProvider Services => _silo.Services;

    public static async Task<ClusterRig> Start(
        ClusterStorage storage, ClusterLimits limits, GrainLimits? grains = null, TimeProvider? time = null,
        TimeSpan distance = default)
    {
        var settings = new SiloSettings(storage)
        {
            SiloPort = FreePort(),
            GatewayPort = FreePort(),
            Limits = limits,
            Grains = grains ?? GrainLimits.Default,
            Time = time ?? TimeProvider.System,
            Shedding = SheddingLimits.Default with { CpuPercentMax = 100 },
        };
        return new ClusterRig(
            await Run(builder =>
            {
                builder.AddCustomizationSilo(settings);
                if (distance > TimeSpan.Zero)
                {
                    DistantStorage.MoveAway(builder.Services, distance);
                }
            }),
            settings);
    }

    /// <summary>A client whose every call crosses a connection.</summary>
    public Task<IHost> Client() => Run(builder =>
    {
        builder.Services.AddSingleton(_silo.Services.GetRequiredService<IBlobStore>());
        builder.AddCustomizationClient(_settings.Limits, client => client.UseLocalhostClustering(
            _settings.GatewayPort, serviceId: _settings.Cluster, clusterId: _settings.Cluster));
    });

    /// <summary>Publishes the real car with prices, or generated options of about its size where it is not here.
    /// </summary>
    public async Task<PublishedProduct> PublishCar()
    {
        var isHere = PublicModels.Names.Contains("renault-medium");
        var (name, text) = isHere
            ? ("model.xml", PublicModels.Text("renault-medium"))
            : ("model.uvl", ModelWriter.Write(GeneratedModels.Options(100), null, ModelFormat.Uvl).Text!);
        var definition = $"""
            product: {Car}
            title: Car
            pricing:
              lists:
                eur:
                  currency: EUR
                  base: 18900.00
            model:
              import: {name}
            """;
        var files = new DefinitionFiles(
            "product.yaml", definition, ImmutableSortedDictionary<string, string>.Empty.Add(name, text));
        PublicationStep? last = null;
        await foreach (var step in Engine.Publish(files, "benchmark", CancellationToken.None))
        {
            last = step;
        }

        return last is PublicationStep.Published
            ? Engine.Catalog.Current(Car)!
            : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"not published: {last}"));
    }

    public async ValueTask DisposeAsync()
    {
        await _silo.StopAsync();
        await ((IAsyncDisposable)_silo).DisposeAsync();
    }

    private static async Task<IHost> Run(Action<HostApplicationBuilder> add)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.None);
        add(builder);
        var host = builder.Build();
        await host.StartAsync();
        return host;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
#endif
