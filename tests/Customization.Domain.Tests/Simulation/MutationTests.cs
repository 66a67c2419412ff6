using Customization.Domain.Tests.Simulation.Bugs;
using Customization.Runtime.Simulation;
using Xunit;
using Xunit.Abstractions;

namespace Customization.Domain.Tests.Simulation;

/// <summary>Plants one bug after the other: a simulator that misses one would miss its like in the product too.
/// </summary>
public class MutationTests(ITestOutputHelper output)
{
    /// <summary>Every bug has to be found within so many; most are within the first few.</summary>
    private const int SeedsMax = 500;

    /// <summary>Bugs that take more seeds than that. The list only shrinks.</summary>
    private static readonly HashSet<string> Elusive = ["a slot is reserved after its expiry"];

    /// <summary><c>CUSTOMIZATION_BUG</c> picks those whose names contain it, separated by semicolons.</summary>
    private static readonly string[] Names =
        Environment.GetEnvironmentVariable("CUSTOMIZATION_BUG")?.Split(';') ?? [""];

    private static readonly PlantedBug[] Bugs =
    [
        .. ((PlantedBug[])
            [
                .. StockBugs.All, .. CellBugs.All, .. OrderBugs.All, .. ShopBugs.All, .. StoreBugs.All, .. RunBugs.All,
                .. LotBugs.All, .. OwnedBugs.All, .. ErasureBugs.All, .. TasteBugs.All,
                .. RetentionBugs.All,
            ])
            .Where(bug => !Elusive.Contains(bug.ToString())
                && Names.Any(name => bug.ToString().Contains(name, StringComparison.Ordinal))),
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
        Assert.True(Names is not [""] || Bugs.Length >= 70, "too few bugs to tell anything");
    }

    private static (int Seeds, Violation? Violation) Find(PlantedBug bug)
    {
        if (FoundBefore.Seeds.TryGetValue(bug.ToString(), out var known) && Run(known, bug) is { } again)
        {
            return (known + 1, again);
        }

        for (var seed = 0; seed < SeedsMax; seed++)
        {
            if (Run(seed, bug) is { } violation)
            {
                return (seed + 1, violation);
            }
        }

        return (SeedsMax, null);
    }

    private static Violation? Run(int seed, PlantedBug bug) =>
        Simulator.Run(seed, Swarm.Script(seed), bug).Violation;
}
