using System.Net;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Gateway;
using Customization.Grains;
using Customization.Grains.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;
using Orleans.Storage;
using Orleans.TestingHost;

namespace Customization.Cluster.Tests.Health;

public sealed class ProbeTests : IDisposable
{
    private static readonly EntityAddress Lace = new(EntityKind.ComponentStock, "lace");
    private static readonly DefineComponent Define = new(new ComponentTerms("Lace", 5, 10, true), 40);

    private readonly TestClusterPortAllocator _ports = new();

    public void Dispose() => _ports.Dispose();

    [Fact]
    public async Task A_silo_without_storage_is_alive_and_ready_and_says_what_is_wrong()
    {
        SilentStorage? storage = null;
        await using var app = Silo(inner => storage = new SilentStorage(inner));
        await app.StartAsync();
        var engine = app.Services.GetRequiredService<ICustomization>();
        using var http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
        Assert.IsNotAssignableFrom<Rejection>(await engine.Ask(Lace, Define, default));

        storage!.IsAway = true;

        var fault = await Assert.ThrowsAsync<UnavailableException>(
            () => engine.Ask(Lace, new ReceiveStock("r1", 1), default).AsTask());
        Assert.Equal(UnavailableReason.StorageFault, fault.Reason);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/healthz")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync("/readyz")).StatusCode);

        storage.IsAway = false;
        var stock = Assert.IsType<StockView>(await engine.Ask(Lace, new ReadStock(), default));
        Assert.Equal(40, stock.OnHand);
        await app.StopAsync();
    }

    private WebApplication Silo(Func<IGrainStorage, IGrainStorage> wrap)
    {
        var (siloPort, gatewayPort) = _ports.AllocateConsecutivePortPairs(1);
        var settings = SampleShop.Silo with { SiloPort = siloPort, GatewayPort = gatewayPort };
        return HealthApp.Build("127.0.0.1", 0, TimeSpan.Zero, NullLoggerFactory.Instance, builder =>
        {
            builder.AddCustomizationSilo(settings);
            var kept = builder.Services.Last(service =>
                service.ServiceType == typeof(IGrainStorage) && Equals(service.ServiceKey, GrainParts.StorageName));
            builder.Services.Remove(kept);
            builder.Services.AddKeyedSingleton(GrainParts.StorageName, (services, key) =>
                wrap((IGrainStorage)kept.KeyedImplementationFactory!(services, key)));
        });
    }
}
