using Customization.Domain.Entities;
using Customization.Runtime;
using Customization.Runtime.Scheduling;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class DurabilityTests
{
    [Fact]
    public async Task A_reply_comes_only_after_the_commit_ended()
    {
        using var mayCommit = new ManualResetEventSlim();
        using var isCommitting = new SemaphoreSlim(0);
        var scheduler = new ThreadScheduler();
        using var world = new World();
        world.Journal.OnCommit = () =>
        {
            isCommitting.Release();
            mayCommit.Wait();
        };
        using var engine = new EntityEngine(World.Types(), new EngineParts(
            world.Journal, scheduler, TimeProvider.System, RuntimeLimits.Default,
            now => new DecisionContext(now, NoCatalog.Instance, new Domain.Delivery.Outlook()), (_, _, _) => { },
            Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance));
        var completion = new AskCompletion();

        engine.Post(World.Eager("a"), new CounterCommand.Add("1", 5), completion);
        await isCommitting.WaitAsync();

        Assert.False(completion.Task.IsCompleted);
        mayCommit.Set();
        Assert.Equal(new CounterTotal(5), await completion.Task);
        scheduler.Dispose();
    }

    [Fact]
    public void A_question_waits_for_the_change_that_its_answer_shows()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.Add("1", 1));
        var openDuringCommit = new List<bool>();
        Probe? read = null;
        world.Journal.OnCommit = () => openDuringCommit.Add(read!.IsOpen);

        world.Post(World.Eager("a"), new CounterCommand.Add("2", 2));
        read = world.Post(World.Eager("a"), new CounterCommand.Read());
        world.Run();

        Assert.Equal([true], openDuringCommit);
        Assert.Equal(new CounterTotal(3), read.Reply);
    }

    [Fact]
    public void A_lazy_entity_answers_before_it_is_stored()
    {
        using var world = new World();
        world.Ask(World.Lazy("s"), new CounterCommand.Add("1", 1));

        var reply = world.Ask(World.Lazy("s"), new CounterCommand.Add("2", 2));

        Assert.Equal(new CounterTotal(3), reply);
        Assert.Empty(world.Journal.Batches);
    }

    [Fact]
    public void An_idle_entity_decides_on_the_thread_that_asks_and_a_busy_one_in_its_turn()
    {
        using var world = new World();
        var (first, second, third) = (new Probe(), new Probe(), new Probe());

        world.Engine.Post(World.Lazy("s"), new CounterCommand.Add("1", 1), first, runsHere: true);
        Assert.Equal(new CounterTotal(1), first.Reply);

        world.Engine.Post(World.Lazy("s"), new CounterCommand.Add("2", 2), second);
        world.Engine.Post(World.Lazy("s"), new CounterCommand.Add("3", 3), third, runsHere: true);
        Assert.True(second.IsOpen && third.IsOpen);
        world.Run();
        Assert.Equal((new CounterTotal(3), new CounterTotal(6)), (second.Reply, third.Reply));
    }

    [Fact]
    public void A_new_lazy_entity_is_listed_at_once_and_stored_with_what_follows()
    {
        using var world = new World();
        world.Ask(World.Lazy("s"), new CounterCommand.Add("1", 1));

        Assert.Equal(["s"], Listed(world));
        world.Ask(World.Lazy("s"), new CounterCommand.Add("2", 2));
        world.Pass(RuntimeLimits.Default.LazyInterval + RuntimeLimits.Default.SweepInterval);

        Assert.Equal(2, Assert.Single(Assert.Single(world.Journal.Batches)).Version);
        Assert.Equal(["s"], Listed(world));
    }

    [Fact]
    public void A_list_has_pages_of_what_is_stored_and_what_is_not_yet()
    {
        using var world = new World();
        foreach (var key in (string[])["b", "e"])
        {
            world.Ask(World.Lazy(key), new CounterCommand.Add("1", 1));
        }

        world.Pass(RuntimeLimits.Default.LazyInterval + RuntimeLimits.Default.SweepInterval);
        foreach (var key in (string[])["a", "c", "d", "f"])
        {
            world.Ask(World.Lazy(key), new CounterCommand.Add("1", 1));
        }

        var first = world.Engine.List(new EntityQuery(EntityKind.ConfigurationSession, Limit: 4));
        var second = world.Engine.List(
            new EntityQuery(EntityKind.ConfigurationSession, After: first.Next, Limit: 4));

        Assert.Equal("abcd", string.Concat(first.Keys));
        Assert.Equal("ef", string.Concat(second.Keys));
        Assert.Equal(("d", null), (first.Next, second.Next));
        Assert.Empty(world.Engine.List(new EntityQuery(EntityKind.ConfigurationSession, Owner: "ann")).Keys);
    }

    [Fact]
    public void A_list_forgets_what_could_not_be_stored()
    {
        using var world = new World();
        world.Ask(World.Lazy("s"), new CounterCommand.Add("1", 1));
        world.Journal.Plan = _ => Fault.Before;

        world.Pass(RuntimeLimits.Default.LazyInterval + RuntimeLimits.Default.SweepInterval);

        Assert.Empty(Listed(world));
    }

    [Fact]
    public void A_lazy_entity_is_stored_within_its_interval_and_the_sweep()
    {
        using var world = new World();
        world.Ask(World.Lazy("s"), new CounterCommand.Add("1", 1));
        world.Ask(World.Lazy("s"), new CounterCommand.Add("2", 2));

        world.Pass(RuntimeLimits.Default.LazyInterval + RuntimeLimits.Default.SweepInterval);
        world.Restart();

        Assert.Equal(3, world.Total(World.Lazy("s")));
    }

    [Fact]
    public void A_lazy_entity_that_sends_is_durable_before_it_answers_and_before_it_sends()
    {
        using var world = new World();
        world.Ask(World.Lazy("s"), new CounterCommand.Add("1", 1));
        var probe = world.Post(World.Lazy("s"), new CounterCommand.Forward("2", 2, World.Eager("a")));
        var wasOpen = false;
        world.Journal.OnCommit = () =>
        {
            wasOpen |= probe.IsOpen;
            world.Journal.OnCommit = () => { };
        };

        world.Run();

        Assert.True(wasOpen);
        Assert.Equal(new CounterTotal(3), probe.Reply);
        Assert.Equal(2, world.Total(World.Eager("a")));
    }

    [Fact]
    public void A_coalesced_write_waits_for_company_but_not_longer_than_its_delay()
    {
        using var world = new World();
        var first = world.Post(World.Coalesced("c"), new CounterCommand.Add("1", 1));
        world.Run();
        var second = world.Post(World.Coalesced("d"), new CounterCommand.Add("1", 1));
        world.Run();
        Assert.True(first.IsOpen && second.IsOpen);

        world.Pass(RuntimeLimits.Default.CoalesceDelay);

        Assert.False(first.IsOpen || second.IsOpen);
        Assert.Equal(2, Assert.Single(world.Journal.Batches).Count);
    }

    [Fact]
    public void An_event_that_erases_leaves_no_older_change_in_the_store()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.Add("secret", 1));

        world.Ask(World.Eager("a"), new CounterCommand.Erase());

        var stored = world.Journal.Load(World.Eager("a"))!;
        Assert.Empty(stored.Changes);
        Assert.DoesNotContain("secret", System.Text.Encoding.UTF8.GetString(stored.Snapshot!.Value.Span));
    }

    private static IEnumerable<string> Listed(World world) =>
        world.Engine.List(new EntityQuery(EntityKind.ConfigurationSession)).Keys;
}
