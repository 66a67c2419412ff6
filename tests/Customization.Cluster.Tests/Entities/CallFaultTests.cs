using System.Globalization;
using System.Reflection;
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

    [Fact]
    public async Task A_call_that_Orleans_gives_up_was_not_answered_in_time()
    {
        await using var silo = await TestSilo.Start(
            new SiloSettings(new ClusterStorage.Memory()),
            host => host.UseOrleans(builder => builder.AddIncomingGrainCallFilter(
                call => call.Grain is IEntityGrain ? throw new OperationCanceledException("expired") : call.Invoke())));

        await Assert.ThrowsAsync<TimeoutException>(
            async () => await silo.Engine.Ask(Lace, new ReadStock(), default));
    }

    [Theory]
    [InlineData(3, true)]
    [InlineData(int.MaxValue, false)]
    public async Task A_call_that_no_silo_took_is_sent_again_for_a_while(int refusals, bool isAnswered)
    {
        var calls = 0;
        var limits = ClusterLimits.Default with
        {
            RerouteWithin = TimeSpan.FromMilliseconds(500),
            RerouteDelayMin = TimeSpan.FromMilliseconds(10),
            RerouteDelayMax = TimeSpan.FromMilliseconds(20),
        };
        await using var silo = await TestSilo.Start(
            new SiloSettings(new ClusterStorage.Memory()) { Limits = limits },
            host => host.UseOrleans(builder => builder.AddIncomingGrainCallFilter(call =>
                call.Grain is IEntityGrain && Interlocked.Increment(ref calls) <= refusals
                    ? throw NotDelivered()
                    : call.Invoke())));

        var asking = async () => await silo.Engine.Ask(Lace, new ReadStock(), default);

        if (isAnswered)
        {
            Assert.IsAssignableFrom<Rejection>(await asking());
            Assert.Equal(refusals + 1, calls);
        }
        else
        {
            await Assert.ThrowsAsync<UnavailableException>(asking);
            Assert.InRange(calls, 3, 51);
        }
    }

    [Fact]
    public async Task What_travelled_together_and_no_silo_took_is_all_sent_again()
    {
        var calls = 0;
        await using var silo = await TestSilo.Start(
            new SiloSettings(new ClusterStorage.Memory()),
            host => host.UseOrleans(builder => builder.AddIncomingGrainCallFilter(call =>
                call.MethodName == nameof(IEntityGrain.AskAll) && Interlocked.Increment(ref calls) == 1
                    ? throw NotDelivered()
                    : call.Invoke())));

        var replies = await Task.WhenAll(Enumerable.Range(0, 100).Select(
            _ => silo.Engine.Ask(Lace, new ReadStock(), default).AsTask()));

        Assert.All(replies, reply => Assert.IsType<StockRejection.Unknown>(reply));
        Assert.InRange(calls, 2, 100);
    }

    /// <summary>As Orleans makes it where a message cannot be sent; its constructors are not public.</summary>
    private static Exception NotDelivered() => (Exception)Activator.CreateInstance(
        typeof(OrleansMessageRejectionException), BindingFlags.Instance | BindingFlags.NonPublic, null,
        ["unable to connect"], CultureInfo.InvariantCulture)!;
}
