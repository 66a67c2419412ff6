using Customization.Domain.Entities;
using Customization.Runtime;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class TimerTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    [Fact]
    public void A_timer_fires_when_it_is_due_and_not_before()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.AddLater("t", World.Start + Hour));

        world.Pass(Hour - TimeSpan.FromSeconds(1));
        Assert.DoesNotContain(world.Changes, change => change.Change.Fired is not null);
        world.Pass(TimeSpan.FromSeconds(1));

        Assert.Equal(World.Start + Hour, Assert.Single(world.Changes, change => change.Change.Fired == "t").Change.At);
        Assert.Equal(1, world.Total(World.Eager("a")));
    }

    [Fact]
    public void A_timer_survives_a_restart_and_eviction()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.AddLater("t", World.Start + Hour));
        world.Pass(RuntimeLimits.Default.IdleAfter * 2);
        Assert.Equal(0, world.Engine.ActiveCount);
        world.Restart();

        world.Pass(Hour);

        Assert.Equal(1, world.Total(World.Eager("a")));
        Assert.Empty(world.Journal.Wakes());
    }

    [Fact]
    public void A_timer_that_came_due_while_the_process_was_down_fires_at_the_start()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.AddLater("t", World.Start + Hour));
        world.Scheduler.Crash();
        world.Engine.Dispose();
        world.Time.Advance(Hour * 5);

        world.Restart();
        world.Pass(TimeSpan.FromSeconds(1));

        Assert.Single(world.Changes, change => change.Change.Fired == "t");
    }

    [Fact]
    public void Setting_a_timer_again_replaces_it()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.AddLater("t", World.Start + Hour));
        world.Ask(World.Eager("a"), new CounterCommand.AddLater("t", World.Start + (Hour * 3)));

        world.Pass(Hour * 2);
        Assert.Equal(0, world.Total(World.Eager("a")));
        world.Pass(Hour * 2);

        Assert.Equal(1, world.Total(World.Eager("a")));
    }

    [Fact]
    public void A_timer_whose_write_fails_fires_again()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.AddLater("t", World.Start + Hour));
        world.Journal.Plan = n => n is 1 or 2 ? Fault.Before : Fault.None;

        world.Pass(Hour * 2);

        Assert.Equal(1, world.Total(World.Eager("a")));
    }

    [Fact]
    public void A_timer_fires_although_the_clock_jumps_back_before_its_turn()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.AddLater("t", World.Start + Hour));

        world.Time.Advance(Hour);
        world.SetClock(-TimeSpan.FromMinutes(1));
        world.Run();
        Assert.DoesNotContain(world.Changes, change => change.Change.Fired is not null);
        world.Pass(TimeSpan.FromMinutes(2));

        Assert.Single(world.Changes, change => change.Change.Fired == "t");
    }
}
