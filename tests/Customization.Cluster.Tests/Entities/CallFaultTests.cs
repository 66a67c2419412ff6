using Customization.Client;
using Customization.Client.Entities;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Orleans.Runtime;
using Orleans.Serialization;
using Polly.Timeout;

namespace Customization.Cluster.Tests.Entities;

/// <summary>Whatever keeps a call from its grain is told as a fault of the cluster, in the silo and to its clients.
/// </summary>
public sealed class CallFaultTests
{
    private static readonly EntityAddress Lace = new(EntityKind.ComponentStock, "lace");

    public static TheoryData<string> Faults => [.. Thrown.Keys];

    private static Dictionary<string, Func<Exception>> Thrown { get; } = new()
    {
        ["a silo is gone"] = () => new SiloUnavailableException("gone"),
        ["a silo gave up looking for the grain"] = () => new TimeoutRejectedException("too slow"),
        ["an answer that no message can carry"] = () => new SerializerException("no codec"),
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task A_call_that_fails_on_its_way_is_unavailable(string fault)
    {
        await using var silo = await TestSilo.Start(
            new SiloSettings(new ClusterStorage.Memory()),
            host => host.UseOrleans(builder => builder.AddIncomingGrainCallFilter(
                call => call.Grain is IEntityGrain ? throw Thrown[fault]() : call.Invoke())));
        using var host = await silo.Client();
        var outside = host.Services.GetRequiredService<ICustomization>();

        foreach (var engine in new[] { silo.Engine, outside })
        {
            var unavailable = await Assert.ThrowsAsync<UnavailableException>(
                async () => await engine.Ask(Lace, new ReadStock(), default));
            Assert.Equal(UnavailableReason.StorageFault, unavailable.Reason);
        }

        await host.StopAsync();
    }
}
