using Customization.Domain.Entities;
using Customization.Runtime;
using Customization.Runtime.Scheduling;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class GroupCommitTests
{
    [Fact]
    public void Commands_of_all_entities_share_batches()
    {
        using var world = new World();
        var probes = Enumerable.Range(0, 1000)
            .Select(i => world.Post(World.Eager($"e{i}"), new CounterCommand.Add("1", 1)))
            .ToArray();

        world.Run();

        Assert.All(probes, probe => Assert.NotNull(probe.Reply));
        Assert.True(world.Journal.Batches.Count < 200, $"{world.Journal.Batches.Count} batches");
        Assert.Equal(1000, world.Journal.Batches.Sum(batch => batch.Count));
    }

    [Fact]
    public void A_hot_entity_decides_ahead_and_shares_one_write()
    {
        using var world = new World();
        var probes = Enumerable.Range(0, 200)
            .Select(i => world.Post(World.Eager("hot"), new CounterCommand.Add($"{i}", 1)))
            .ToArray();

        world.Run();

        Assert.Single(world.Journal.Batches);
        Assert.Equal(new CounterTotal(200), probes[^1].Reply);
    }

    [Fact]
    public void A_full_mailbox_refuses_and_the_others_are_answered()
    {
        using var world = new World(limits: RuntimeLimits.Default with { MailboxMax = 10 });
        var probes = Enumerable.Range(0, 10)
            .Select(i => world.Post(World.Eager("hot"), new CounterCommand.Add($"{i}", 1)))
            .ToArray();

        var refusal = Assert.Throws<UnavailableException>(
            () => world.Post(World.Eager("hot"), new CounterCommand.Read()));

        Assert.Equal(UnavailableReason.Overloaded, refusal.Reason);
        world.Run();
        Assert.All(probes, probe => Assert.NotNull(probe.Reply));
        Assert.Equal(10, world.Total(World.Eager("hot")));
    }

    [Fact]
    public void Ten_thousand_entities_run_at_once()
    {
        using var world = new World();
        var probes = Enumerable.Range(0, 10_000)
            .Select(i => world.Post(World.Eager($"e{i}"), new CounterCommand.Add("1", i)))
            .ToArray();

        world.Run();

        Assert.Equal(10_000, world.Engine.ActiveCount);
        Assert.All(
            probes.Select((probe, i) => (probe, i)),
            pair => Assert.Equal(new CounterTotal(pair.i), pair.probe.Reply));
    }

    [Fact]
    public void The_same_seed_gives_the_same_run()
    {
        static string Digest(int seed)
        {
            using var world = new World(seed);
            for (var i = 0; i < 50; i++)
            {
                world.Post(World.Eager($"e{i % 7}"), new CounterCommand.Forward($"{i}", i, World.Eager($"f{i % 3}")));
            }

            world.Run();
            return string.Join('\n', world.Changes.Select(change => $"{change.Address} {change.Change.Version}"));
        }

        Assert.Equal(Digest(7), Digest(7));
        Assert.NotEqual(Digest(7), Digest(8));
    }
}
