using Customization.Domain.Tests.Simulation.Bugs;
using Customization.Runtime.Simulation;
using Xunit;
using Xunit.Abstractions;

namespace Customization.Domain.Tests.Simulation;

/// <summary>Plants one bug after the other: a simulator that misses one would miss its like in the product too.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    /// <summary>Enough for all but <see cref="Elusive"/>, and few enough for every build.</summary>
    private const int SeedsMax = 60;

    /// <summary>Bugs that take more seeds or more daring actors than there are. The list only shrinks.</summary>
    private static readonly HashSet<string> Elusive =
    [
        "a hold is reserved after its expiry",
        "a slot is reserved after its expiry",
        "no hold expires",
        "no slot expires",
        "a quote is accepted after its end",
        "a key is bound again",
        "a refusal to reserve counts as a yes",
        "goods are shipped before they are made",
        "an operation is done before those it waits for",
        "goods that leave late keep their old promise",
        "a withdrawn version comes back",
    ];

    private static readonly PlantedBug[] Bugs =
    [
        .. ((PlantedBug[])[.. StockBugs.All, .. CellBugs.All, .. OrderBugs.All, .. ShopBugs.All, .. StoreBugs.All])
            .Where(bug => !Elusive.Contains(bug.ToString())),
    ];

    [Fact]
    public void Every_planted_bug_that_is_not_elusive_is_found()
    {
        var found = new (int Seeds, Violation? Violation)[Bugs.Length];
        Parallel.For(0, Bugs.Length, i => found[i] = Find(Bugs[i]));

        for (var i = 0; i < Bugs.Length; i++)
        {
            output.WriteLine($"{found[i].Seeds,4} seeds  {Bugs[i]}  ({found[i].Violation})");
        }

        var missed = Bugs.Where((_, i) => found[i].Violation is null).ToArray();
        Assert.True(missed.Length == 0, $"not found: {string.Join("; ", missed.AsEnumerable())}");
        Assert.True(Bugs.Length >= 25, "too few bugs to tell anything");
    }

    private static (int Seeds, Violation? Violation) Find(PlantedBug bug)
    {
        for (var seed = 0; seed < SeedsMax; seed++)
        {
            if (Simulator.Run(seed, Swarm.Script(seed), bug).Violation is { } violation)
            {
                return (seed + 1, violation);
            }
        }

        return (SeedsMax, null);
    }
}
