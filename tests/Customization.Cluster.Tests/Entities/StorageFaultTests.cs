using System.Text.Json;
using Customization.Client.Entities;
using Customization.Client.Wire;
using Customization.Cluster.Tests.Hosting;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Grains;
using Customization.Grains.Entities;
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

    /// <summary>So many that the component has a log of its changes.</summary>
    private const int ManyClaims = 600;

    private readonly FaultyStorage _storage = new();

    [Theory]
    [InlineData(WriteFault.Lost, 0)]
    [InlineData(WriteFault.Unacknowledged, 0)]
    [InlineData(WriteFault.Late, 0)]
    [InlineData(WriteFault.Lost, ManyClaims)]
    [InlineData(WriteFault.Unacknowledged, ManyClaims)]
    [InlineData(WriteFault.Late, ManyClaims)]
    public async Task A_write_that_fails_is_reported_and_its_command_counts_once(WriteFault fault, int claims)
    {
        await using var silo = await Start();
        await silo.Engine.Ask(Lace, Define with { OnHand = Define.OnHand + claims }, default);
        await Claim(silo.Engine, claims);

        _storage.FailNextWrite(fault);
        var unavailable = await Assert.ThrowsAsync<UnavailableException>(
            async () => await silo.Engine.Ask(Lace, new ReceiveStock("r1", 5), default));
        await Again(silo.Engine, new ReceiveStock("r1", 5));
        _storage.Release();
        await Again(silo.Engine, new ReceiveStock("r2", 1));

        Assert.Equal(UnavailableReason.StorageFault, unavailable.Reason);
        Assert.Equal(46 + claims, await OnHand(silo.Engine));
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

    [Theory]
    [InlineData(0, false)]
    [InlineData(ManyClaims, false)]
    [InlineData(ManyClaims, true)]
    public async Task An_outdated_activation_gives_no_answer_that_another_entity_acts_on(int claims, bool isTogether)
    {
        string[] rows = claims == 0 ? ["entity"] : ["entity", "changes"];
        await using var silo = await Start();
        await silo.Engine.Ask(Lace, Define with { OnHand = Define.OnHand + claims }, default);
        await Claim(silo.Engine, claims);
        await silo.Engine.Ask(Lace, Hold, default);
        var held = Array.ConvertAll(rows, row => _storage.Row(LaceGrain, row));
        await silo.Engine.Ask(Lace, new ReleaseHold("order-1", Expires), default);
        var released = Array.ConvertAll(rows, row => _storage.Row(LaceGrain, row));
        Overwrite(held);
        await Assert.ThrowsAsync<UnavailableException>(
            async () => await silo.Engine.Ask(Lace, new ReceiveStock("r1", 1), default));
        var lace = silo.Grains.Entity(Lace);

        Assert.IsNotAssignableFrom<Rejection>(await Delivered(lace));
        Overwrite(released);
        var outdated = isTogether
            ? (await lace.AskAll([new CommandMessage(Hold), new CommandMessage(Hold)], areDeliveries: true))[^1]!
            : await lace.Deliver(new CommandMessage(Hold));
        var current = await Delivered(lace);

        Assert.Equal((null, UnavailableReason.StorageFault), (outdated.Reply, outdated.Reason));
        Assert.IsAssignableFrom<Rejection>(current);

        void Overwrite(StoredRecord[] records)
        {
            for (var i = 0; i < rows.Length; i++)
            {
                _storage.Overwrite(LaceGrain, records[i], rows[i]);
            }
        }
    }

    [Fact]
    public async Task A_large_component_writes_what_changed_and_comes_back_as_it_was()
    {
        string before;
        await using (var silo = await Start())
        {
            await silo.Engine.Ask(Lace, Define with { OnHand = Define.OnHand + ManyClaims }, default);
            await Claim(silo.Engine, ManyClaims);
            var start = (await silo.Grains.Entity(Lace).Peek()).Version;
            var (snapshot, snapshots, written) = (_storage.Row(LaceGrain), 0, 0L);
            const int Writes = 300;
            for (var i = 0; i < Writes; i++)
            {
                await silo.Engine.Ask(Lace, new ReceiveStock($"r{i}", 1), default);
                var (whole, changes) = (_storage.Row(LaceGrain), _storage.Row(LaceGrain, "changes"));
                Assert.Equal(i + 1L, changes.Version - start);
                var isNew = whole.Version == changes.Version;
                snapshots += isNew ? 1 : 0;
                written += changes.Payload.Length + (isNew ? whole.Payload.Length : 0);
            }

            before = await State(silo);
            Assert.InRange(snapshot.Payload.Length, 16_384, 60_000);
            Assert.InRange(written / Writes, 1, snapshot.Payload.Length / 5);
            Assert.InRange(snapshots, 1, Writes / 10);
        }

        await using var again = await Start();
        Assert.Equal(before, await State(again));
    }

    [Fact]
    public async Task A_snapshot_without_the_changes_after_it_is_never_taken_for_the_entity()
    {
        await using var silo = await Start();
        await silo.Engine.Ask(Lace, Define with { OnHand = Define.OnHand + ManyClaims }, default);
        await Claim(silo.Engine, ManyClaims);
        var old = _storage.Row(LaceGrain);
        for (var i = 0; _storage.Row(LaceGrain).Version == old.Version
            || _storage.Row(LaceGrain).Version == _storage.Row(LaceGrain, "changes").Version; i++)
        {
            await silo.Engine.Ask(Lace, new ReceiveStock($"r{i}", 1), default);
        }

        var (current, before) = (_storage.Row(LaceGrain), await State(silo));
        _storage.Overwrite(LaceGrain, old);
        _storage.Overwrite(LaceGrain, _storage.Row(LaceGrain, "changes"), "changes");
        for (var i = 0; i < 3; i++)
        {
            await Assert.ThrowsAsync<UnavailableException>(
                async () => await silo.Engine.Ask(Lace, new ReceiveStock("late", 1), default));
        }

        _storage.Overwrite(LaceGrain, current);
        await OnHand(silo.Engine);
        Assert.Equal(before, await State(silo));
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

    private static Task Claim(ICustomization engine, int claims) => Task.WhenAll(Enumerable.Range(0, claims)
        .Select(i => engine.Ask(Lace, Hold with { HoldId = $"early-{i}", Quantity = 1 }, default).AsTask()));

    private static async Task<string> State(TestSilo silo)
    {
        var state = await silo.Grains.Entity(Lace).Peek();
        return $"{state.Version} {JsonSerializer.Serialize(state.State, EntityJson.Options)}";
    }

    private static async Task<int> OnHand(ICustomization engine)
    {
        await Again(engine, new ReadStock());
        return Assert.IsType<StockView>(await engine.Ask(Lace, new ReadStock(), default)).OnHand;
    }
}
