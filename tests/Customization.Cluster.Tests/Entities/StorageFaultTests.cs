using Customization.Client.Entities;
using Customization.Client.Wire;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Grains;
using Customization.Grains.Hosting;

namespace Customization.Cluster.Tests.Entities;

/// <summary>Whatever a write comes to, callers are told the truth, and the same command again counts once.</summary>
public sealed class StorageFaultTests
{
    private static readonly EntityAddress Lace = new(EntityKind.ComponentStock, "lace");
    private static readonly GrainId LaceGrain = GrainId.Create("component-stock", "lace");
    private static readonly DefineComponent Define = new(new ComponentTerms("Lace", 5, 10, true), 40);
    private static readonly DateTimeOffset Expires = DateTimeOffset.UtcNow.AddMinutes(10);
    private static readonly PlaceHold Hold = new(
        "order-1", 2, DateOnly.FromDateTime(DateTime.UtcNow).AddDays(2), Expires);

    private readonly FaultyStorage _storage = new();

    [Theory]
    [InlineData(WriteFault.Lost)]
    [InlineData(WriteFault.Unacknowledged)]
    [InlineData(WriteFault.Late)]
    public async Task A_write_that_fails_is_reported_and_its_command_counts_once(WriteFault fault)
    {
        await using var silo = await Start();
        await silo.Engine.Ask(Lace, Define, default);

        _storage.FailNextWrite(fault);
        var unavailable = await Assert.ThrowsAsync<UnavailableException>(
            async () => await silo.Engine.Ask(Lace, new ReceiveStock("r1", 5), default));
        await Again(silo.Engine, new ReceiveStock("r1", 5));
        _storage.Release();
        await Again(silo.Engine, new ReceiveStock("r2", 1));

        Assert.Equal(UnavailableReason.StorageFault, unavailable.Reason);
        Assert.Equal(46, await OnHand(silo.Engine));
    }

    [Fact]
    public async Task Everything_decided_on_a_write_that_conflicts_is_given_up()
    {
        await using var silo = await Start();
        await silo.Engine.Ask(Lace, Define, default);
        await silo.Engine.Ask(Lace, new ReceiveStock("elsewhere", 3), default);
        var elsewhere = _storage.Row(LaceGrain);
        await silo.Engine.Ask(Lace, new ReceiveStock("here", 1), default);
        _storage.Overwrite(LaceGrain, elsewhere);

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            try
            {
                return await silo.Engine.Ask(Lace, new ReceiveStock($"lost-{i}", 1), default);
            }
            catch (UnavailableException)
            {
                return null;
            }
        }));

        Assert.Contains(replies, reply => reply is null);
        Assert.Equal(43 + replies.Count(reply => reply is not null), await OnHand(silo.Engine));
    }

    [Fact]
    public async Task An_outdated_activation_gives_no_answer_that_another_entity_acts_on()
    {
        await using var silo = await Start();
        await silo.Engine.Ask(Lace, Define, default);
        await silo.Engine.Ask(Lace, Hold, default);
        var held = _storage.Row(LaceGrain);
        await silo.Engine.Ask(Lace, new ReleaseHold("order-1", Expires), default);
        var released = _storage.Row(LaceGrain);
        _storage.Overwrite(LaceGrain, held);
        await Assert.ThrowsAsync<UnavailableException>(
            async () => await silo.Engine.Ask(Lace, new ReceiveStock("r1", 1), default));
        var lace = silo.Grains.Entity(Lace);

        Assert.IsNotAssignableFrom<Rejection>(await Delivered(lace));
        _storage.Overwrite(LaceGrain, released);
        var outdated = await lace.Deliver(new CommandMessage(Hold));
        var current = await Delivered(lace);

        Assert.Equal((null, UnavailableReason.StorageFault), (outdated.Reply, outdated.Reason));
        Assert.IsAssignableFrom<Rejection>(current);
    }

    [Fact]
    public async Task Looks_at_the_storage_are_shared()
    {
        await using var silo = await Start();
        await silo.Engine.Ask(Lace, Define, default);
        await silo.Engine.Ask(Lace, Hold, default);
        var (lace, reads) = (silo.Grains.Entity(Lace), _storage.Reads);

        var replies = await Task.WhenAll(Enumerable.Range(0, 500).Select(
            _ => lace.Deliver(new CommandMessage(Hold)).AsTask()));

        Assert.DoesNotContain(replies, reply => reply.Reply is null or Rejection);
        Assert.InRange(_storage.Reads - reads, 1, 250);
    }

    [Fact]
    public async Task An_entity_that_cannot_be_read_is_read_again()
    {
        await using var silo = await Start();
        _storage.FailReads(3);

        await Again(silo.Engine, Define);

        Assert.Equal(0, _storage.ReadFaultsLeft);
        Assert.Equal(40, await OnHand(silo.Engine));
    }

    private Task<TestSilo> Start() => TestSilo.Start(
        new SiloSettings(new ClusterStorage.Memory())
        {
            Grains = GrainLimits.Default with { StorageTimeout = TimeSpan.FromSeconds(5) },
        },
        _storage.AddTo);

    /// <summary>The same command until it is answered: the activation that failed may still be the one that is asked.
    /// </summary>
    private static async Task Again(ICustomization engine, Command command)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                Assert.IsNotAssignableFrom<Rejection>(await engine.Ask(Lace, command, default));
                return;
            }
            catch (UnavailableException) when (
                TimeProvider.System.GetElapsedTime(start) < TimeSpan.FromSeconds(60))
            {
                await Task.Delay(20);
            }
        }
    }

    private static async Task<Reply> Delivered(IEntityGrain lace)
    {
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var message = await lace.Deliver(new CommandMessage(Hold));
            if (message.Reply is not null || TimeProvider.System.GetElapsedTime(start) > TimeSpan.FromSeconds(60))
            {
                return message.ReplyOrThrow();
            }

            await Task.Delay(20);
        }
    }

    private static async Task<int> OnHand(ICustomization engine)
    {
        await Again(engine, new ReadStock());
        return Assert.IsType<StockView>(await engine.Ask(Lace, new ReadStock(), default)).OnHand;
    }
}
