using Customization.Domain.Entities;
using Customization.Runtime;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class EvictionTests
{
    private static readonly TimeSpan Idle = RuntimeLimits.Default.IdleAfter + (2 * RuntimeLimits.Default.SweepInterval);

    [Fact]
    public void Idle_entities_leave_memory_as_a_snapshot_and_come_back_equal()
    {
        using var world = new World();
        foreach (var address in (EntityAddress[])[World.Eager("a"), World.Coalesced("b"), World.Lazy("c")])
        {
            world.Ask(address, new CounterCommand.Add("1", 1));
            world.Ask(address, new CounterCommand.Add("2", 2));
            world.Ask(address, new CounterCommand.AddLater("t", World.Start.AddDays(1)));
        }

        world.Pass(Idle);

        Assert.Equal(0, world.Engine.ActiveCount);
        foreach (var address in (EntityAddress[])[World.Eager("a"), World.Coalesced("b"), World.Lazy("c")])
        {
            var stored = world.Journal.Load(address)!;
            Assert.Equal((3L, 3L, 0), (stored.Version, stored.SnapshotVersion, stored.Changes.Length));
            Assert.Equal(3, world.Total(address));
        }
    }

    [Fact]
    public void An_entity_in_use_stays()
    {
        using var world = new World();
        for (var i = 0; i < 20; i++)
        {
            world.Ask(World.Eager("a"), new CounterCommand.Read());
            world.Pass(RuntimeLimits.Default.IdleAfter / 4);
        }

        Assert.Equal(1, world.Journal.Loads);
        Assert.Equal(1, world.Engine.ActiveCount);
    }

    [Fact]
    public void A_long_history_is_replaced_by_snapshots_and_reads_the_same()
    {
        using var world = new World();
        for (var i = 0; i < 250; i++)
        {
            world.Ask(World.Eager("a"), new CounterCommand.Add($"{i}", i));
        }

        var stored = world.Journal.Load(World.Eager("a"))!;
        Assert.Equal((250L, 200L, 50), (stored.Version, stored.SnapshotVersion, stored.Changes.Length));
        world.Restart();
        Assert.Equal(249 * 250 / 2, world.Total(World.Eager("a")));
    }

    [Fact]
    public void Draining_refuses_new_commands_finishes_old_ones_and_stores_snapshots()
    {
        using var world = new World();
        world.Ask(World.Lazy("s"), new CounterCommand.Add("1", 1));
        world.Ask(World.Lazy("s"), new CounterCommand.Add("2", 1));
        var running = world.Post(World.Eager("a"), new CounterCommand.Add("1", 1));

        world.Engine.StartDraining();
        var refusal = Assert.Throws<UnavailableException>(
            () => world.Post(World.Eager("a"), new CounterCommand.Read()));
        world.Run();
        world.Engine.StoreAll();
        world.Run();

        Assert.Equal(UnavailableReason.Draining, refusal.Reason);
        Assert.NotNull(running.Reply);
        Assert.Equal(2, world.Journal.Load(World.Lazy("s"))!.SnapshotVersion);
        Assert.Equal(1, world.Journal.Load(World.Eager("a"))!.SnapshotVersion);
    }
}
