using Customization.Domain.Entities;
using Customization.Runtime;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

public class CrashTests
{
    [Theory]
    [InlineData(Fault.Before)]
    [InlineData(Fault.After)]
    public void A_failed_write_is_reported_and_repeating_the_command_counts_once(Fault fault)
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.Add("1", 1));
        world.Journal.Plan = n => n == 1 ? fault : Fault.None;

        var probe = world.Post(World.Eager("a"), new CounterCommand.Add("2", 2));
        world.Run();

        var refusal = Assert.IsType<UnavailableException>(probe.Fault);
        Assert.Equal(UnavailableReason.StorageFault, refusal.Reason);
        Assert.Equal(new CounterTotal(3), world.Ask(World.Eager("a"), new CounterCommand.Add("2", 2)));
        Assert.Equal(3, world.Total(World.Eager("a")));
    }

    [Fact]
    public void What_was_decided_on_top_of_a_failed_write_is_given_up_with_it()
    {
        using var world = new World(limits: RuntimeLimits.Default with { TurnMax = 1 });
        world.Journal.Plan = n => n == 0 ? Fault.Before : Fault.None;
        var probes = Enumerable.Range(0, 20)
            .Select(i => world.Post(World.Eager("a"), new CounterCommand.Add($"{i}", 1)))
            .ToArray();

        world.Run();

        var confirmed = probes.Count(probe => probe.Reply is not null);
        Assert.Contains(probes, probe => probe.Fault is not null);
        Assert.Equal(confirmed, world.Total(World.Eager("a")));
    }

    [Fact]
    public void After_a_crash_at_any_step_everything_acknowledged_is_there_and_repeating_counts_once()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            using var world = new World(seed);
            var random = new Random(seed);
            world.Journal.Plan = _ => (Fault)(random.Next(10) is var draw && draw < 3 ? draw : 0);
            var probes = new List<(int Id, Probe Probe)>();
            for (var step = 0; step < 40; step++)
            {
                probes.Add((step, world.Post(
                    World.Eager($"e{step % 3}"), new CounterCommand.Forward($"{step}", 1, World.Eager("sink")))));
                for (var turns = random.Next(6); turns > 0; turns--)
                {
                    world.Scheduler.Step();
                }
            }

            var acknowledged = probes.Where(pair => pair.Probe.Reply is not null).Select(pair => pair.Id).ToArray();
            world.Restart();
            world.Journal.Plan = _ => Fault.None;
            world.Run();
            world.Pass(TimeSpan.FromMinutes(1));
            AssertSumsAgree(world, seed, acknowledged.Length);

            for (var step = 0; step < 40; step++)
            {
                world.Ask(World.Eager($"e{step % 3}"), new CounterCommand.Forward($"{step}", 1, World.Eager("sink")));
            }

            AssertSumsAgree(world, seed, 40);
            Assert.Equal(40, world.Total(World.Eager("sink")));
        }
    }

    [Fact]
    public void An_entity_that_cannot_be_read_fails_its_commands_and_recovers()
    {
        using var world = new World();
        world.Journal.FailsLoads = true;
        var probe = world.Post(World.Eager("a"), new CounterCommand.Read());
        world.Run();
        Assert.Equal(UnavailableReason.StorageFault, Assert.IsType<UnavailableException>(probe.Fault).Reason);

        world.Journal.FailsLoads = false;

        Assert.Equal(0, world.Total(World.Eager("a")));
    }

    [Fact]
    public void A_bug_in_a_decider_fails_its_command_only()
    {
        using var world = new World();
        world.Ask(World.Eager("a"), new CounterCommand.Add("1", 1));
        var probe = world.Post(World.Eager("a"), new CounterCommand.Throw());
        world.Run();

        Assert.IsType<InvalidOperationException>(probe.Fault);
        Assert.Equal(1, world.Total(World.Eager("a")));
    }

    private static void AssertSumsAgree(World world, int seed, int atLeast)
    {
        var sources = Enumerable.Range(0, 3).Sum(i => world.Total(World.Eager($"e{i}")));
        var sink = world.Total(World.Eager("sink"));
        Assert.True(
            sources == sink && sources >= atLeast,
            $"seed {seed}: {sources} sent, {sink} arrived, {atLeast} due");
    }
}
