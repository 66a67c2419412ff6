using Customization.Domain.Entities;
using Customization.Runtime;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

/// <summary>What the runtime deletes, when, and what may come in between.</summary>
public sealed class RetentionTests
{
    private static readonly RuntimeLimits Limits = RuntimeLimits.Default with
    {
        SweepInterval = TimeSpan.FromHours(1),
        IdleAfter = TimeSpan.FromHours(2),
        RetentionInterval = TimeSpan.FromHours(1),
    };

    private static readonly TimeSpan Long = Limits.SessionRetention + TimeSpan.FromHours(6);

    [Fact]
    public void What_nobody_touched_for_so_long_is_deleted_and_begins_anew()
    {
        using var world = New();
        world.Ask(Key("old"), new CounterCommand.Add("1", 1));
        world.Ask(World.Eager("order"), new CounterCommand.Add("1", 1));
        world.Pass(Limits.SessionRetention / 2);
        world.Ask(Key("young"), new CounterCommand.Add("1", 1));
        world.Pass((Limits.SessionRetention / 2) - TimeSpan.FromHours(3));
        Assert.Equal(["old", "young"], Keys(world));

        world.Pass(TimeSpan.FromHours(6));

        Assert.Equal(["young"], Keys(world));
        Assert.Null(world.Journal.Load(Key("old")));
        Assert.Equal(0, world.Engine.ActiveCount);
        Assert.Equal(0, world.Total(Key("old")));
        Assert.Equal(new CounterTotal(5), world.Ask(Key("old"), new CounterCommand.Add("1", 5)));
        world.Pass(TimeSpan.FromHours(6));
        Assert.Equal(1, world.Journal.Load(Key("old"))!.Version);
        Assert.Equal(1, world.Total(World.Eager("order")));
    }

    [Fact]
    public void Zero_keeps_everything_and_reads_nothing()
    {
        using var world = New(Limits with { SessionRetention = TimeSpan.Zero });
        world.Ask(Key("old"), new CounterCommand.Add("1", 1));
        world.Pass(TimeSpan.FromHours(6));
        var loads = world.Journal.Loads;

        world.Pass(Long);

        Assert.Equal(["old"], Keys(world));
        Assert.Equal(loads, world.Journal.Loads);
    }

    [Fact]
    public void A_command_that_meets_the_deletion_keeps_all_or_finds_nothing()
    {
        var kept = 0;
        for (var seed = 0; seed < 200; seed++)
        {
            using var world = New(seed: seed);
            world.Ask(Key("a"), new CounterCommand.Add("1", 10));
            world.Pass(Limits.SessionRetention - TimeSpan.FromHours(3));
            world.Time.Advance(TimeSpan.FromHours(6));
            for (var steps = seed % 5; steps > 0; steps--)
            {
                world.Scheduler.Step();
            }

            var probe = world.Post(Key("a"), new CounterCommand.Add("2", 1));
            world.Pass(TimeSpan.FromHours(12));

            var total = Assert.IsType<CounterTotal>(probe.Reply).Total;
            Assert.Contains(total, (int[])[11, 1]);
            Assert.Equal(total, world.Total(Key("a")));
            world.Restart();
            Assert.Equal(total, world.Total(Key("a")));
            kept += total == 11 ? 1 : 0;
        }

        Assert.InRange(kept, 1, 199);
    }

    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public void A_deletion_that_fails_is_whole_or_not_at_all_and_is_made_up_for(Fault fault)
    {
        using var world = New();
        world.Ask(Key("a"), new CounterCommand.Add("1", 10));
        world.Pass(TimeSpan.FromHours(6));
        var planned = world.Journal.Commits;
        world.Journal.Plan = n => n == planned ? fault : Fault.None;
        while (world.Journal.Commits == planned)
        {
            world.Pass(TimeSpan.FromHours(1));
        }

        Assert.Equal(fault == Fault.After, world.Journal.Load(Key("a")) is null);
        world.Pass(TimeSpan.FromHours(12));
        Assert.Null(world.Journal.Load(Key("a")));
        Assert.Equal(0, world.Total(Key("a")));
    }

    [Fact]
    public void A_crash_at_any_step_leaves_each_whole_or_gone()
    {
        for (var seed = 0; seed < 100; seed++)
        {
            using var world = New(seed: seed);
            for (var i = 0; i < 20; i++)
            {
                world.Ask(Key($"{i:00}"), new CounterCommand.Add("1", 10));
            }

            world.Pass(TimeSpan.FromHours(6));
            world.Time.Advance(Limits.SessionRetention);
            for (var steps = new Random(seed).Next(60); steps > 0; steps--)
            {
                world.Scheduler.Step();
            }

            world.Restart();
            foreach (var key in Keys(world))
            {
                Assert.Equal(10, world.Total(Key(key)));
            }

            world.Pass(TimeSpan.FromHours(12));
            Assert.Empty(Keys(world));
        }
    }

    [Fact]
    public void No_more_are_looked_at_in_a_sweep_than_the_limit_says()
    {
        using var world = New(Limits with { RetentionLooksMax = 70 });
        for (var i = 0; i < 500; i++)
        {
            world.Ask(Key($"{i:000}"), new CounterCommand.Add("1", 1));
        }

        world.Pass(Long - TimeSpan.FromHours(7));
        Assert.Equal(500, Keys(world).Length);
        var left = 500;
        for (var sweep = 0; sweep < 12; sweep++)
        {
            world.Pass(Limits.SweepInterval);
            Assert.InRange(left - Keys(world).Length, 0, 70);
            left = Keys(world).Length;
        }

        Assert.Equal(0, left);
    }

    private static World New(RuntimeLimits? limits = null, int seed = 1) => new(
        seed, limits: limits ?? Limits,
        types:
        [
            EntityType.Of<EagerCounter, CounterState>(Counter.Json), EntityType.Of<Passing, CounterState>(Counter.Json),
        ]);

    private static EntityAddress Key(string key) => new(EntityKind.OwnedProduct, key);

    private static string[] Keys(World world) =>
        [.. world.Journal.List(new EntityQuery(EntityKind.OwnedProduct, Limit: EntityQuery.LimitMax)).Keys];

    /// <summary>A counter that goes when nobody counts with it any more.</summary>
    private sealed class Passing : IDecider<CounterState>
    {
        public static EntityKind Kind => EntityKind.OwnedProduct;

        public static Durability Durability => Durability.Lazy;

        public static bool HasRetention => true;

        public static bool MayGo(Envelope<CounterState> envelope, DateTimeOffset now, TimeSpan retention) =>
            DateTimeOffset.FromUnixTimeSeconds(envelope.TouchedAt) + retention <= now;

        public static CounterState Initial(string key) => CounterState.Empty;

        public static Decision Decide(CounterState state, Command command, DecisionContext context) =>
            Counter.Decide(state, command);

        public static CounterState Evolve(CounterState state, Event happened) => Counter.Evolve(state, happened);
    }
}
