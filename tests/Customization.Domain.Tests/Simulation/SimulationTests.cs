using Customization.Runtime.Simulation;
using Xunit;
using Xunit.Abstractions;

namespace Customization.Domain.Tests.Simulation;

/// <summary>A share of the seeds that the build runs anyway; see the README of the runtime for longer soaks.</summary>
public class SimulationTests(ITestOutputHelper output)
{
    private const int Seeds = 40;

    [Fact]
    public void Every_world_keeps_every_rule_and_ends()
    {
        var endings = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var faults = new SortedDictionary<string, long>(StringComparer.Ordinal);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var outcome = Simulator.Run(seed);
            Assert.True(outcome.Violation is null, Failure.Of(outcome));
            foreach (var (ending, count) in outcome.Endings)
            {
                endings[ending] = endings.GetValueOrDefault(ending) + count;
            }

            foreach (var (fault, count) in outcome.Faults)
            {
                faults[fault] = faults.GetValueOrDefault(fault) + count;
            }
        }

        output.WriteLine(string.Join(", ", endings));
        output.WriteLine(string.Join(", ", faults));
        Assert.True(endings["Delivered"] > Seeds, "too few orders got through to mean anything");
        Assert.True(endings["Run Finished"] > 0, "no mass run got through");
        Assert.True(endings["Delivered of an erased customer"] > 0, "no order went on without its customer");
        Assert.True(faults["stale-write-refused"] > 0, "no entity lived twice");
        Assert.True(faults["session-deleted"] > 0, "no session was deleted");
    }

    [Fact]
    public void A_seed_replays_exactly()
    {
        var (first, second) = (Simulator.Run(3), Simulator.Run(3));

        Assert.Equal(first.Work, second.Work);
        Assert.Equal(first.Faults, second.Faults);
        Assert.Equal(first.Endings, second.Endings);
    }

    [Fact]
    public void A_violation_shrinks_to_fewer_steps_that_replay_it()
    {
        var bug = Bugs.StockBugs.All.First();
        var failed = Enumerable.Range(0, 100).Select(seed => Simulator.Run(seed, Swarm.Script(seed), bug))
            .First(outcome => outcome.Violation is not null && outcome.Steps.Length > 10);

        var shrunk = Shrinking.Shrink(failed, bug);

        output.WriteLine(Failure.Of(shrunk));
        Assert.InRange(shrunk.Steps.Length, 1, failed.Steps.Length - 1);
        Assert.Equal(shrunk.Violation, Simulator.Run(shrunk.Seed, shrunk.Steps, bug).Violation);
    }

    [Fact]
    public void Steps_read_as_they_are_written()
    {
        foreach (var step in Swarm.Script(1))
        {
            Assert.Equal(step, Step.Parse(step.ToString()));
        }

        Assert.Null(Step.Parse("crash"));
        Assert.Null(Step.Parse("crash:x"));
        Assert.Null(Step.Parse("nothing:1"));
    }
}
