using Customization.Domain.Entities;
using Customization.Runtime;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class OutboxTests
{
    [Fact]
    public void A_send_arrives_and_its_reply_comes_back()
    {
        using var world = new World();

        world.Ask(World.Eager("a"), new CounterCommand.Forward("x", 4, World.Eager("b")));

        Assert.Equal(4, world.Total(World.Eager("b")));
        Assert.Contains(
            world.Changes, change => change.Address == World.Eager("a") && change.Change.Answered == "x");
        Assert.Empty(world.Journal.Wakes());
    }

    [Fact]
    public void A_send_that_a_crash_cut_off_is_repeated_after_the_restart_and_counts_once()
    {
        using var world = new World();
        var probe = world.Post(World.Eager("a"), new CounterCommand.Forward("x", 4, World.Eager("b")));
        while (probe.IsOpen)
        {
            world.Scheduler.Step();
        }

        world.Restart();
        Assert.Equal([World.Eager("a")], world.Journal.Wakes().Select(wake => wake.Address));
        world.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(4, world.Total(World.Eager("b")));
        Assert.Empty(world.Journal.Wakes());
    }

    [Fact]
    public void A_restart_wakes_only_entities_that_have_something_to_send()
    {
        using var world = new World();
        for (var i = 0; i < 100; i++)
        {
            world.Ask(World.Eager($"e{i}"), new CounterCommand.Add("1", 1));
        }

        var loads = world.Journal.Loads;
        world.Restart();
        world.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(loads, world.Journal.Loads);
        Assert.Equal(0, world.Engine.ActiveCount);
    }

    [Fact]
    public void A_send_that_fails_is_repeated_with_growing_waits_until_it_arrives()
    {
        using var world = new World();
        world.Journal.Plan = n => n is >= 1 and <= 4 ? Fault.Before : Fault.None;

        world.Ask(World.Eager("a"), new CounterCommand.Forward("x", 4, World.Eager("b")));
        Assert.NotEmpty(world.Journal.Wakes());
        world.Pass(TimeSpan.FromSeconds(10));

        Assert.Equal(4, world.Total(World.Eager("b")));
        Assert.Empty(world.Journal.Wakes());
    }
}
