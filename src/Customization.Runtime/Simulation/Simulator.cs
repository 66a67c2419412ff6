using System.Collections.Immutable;
using Customization.Domain.Ordering;
using Customization.Domain.Runs;

namespace Customization.Runtime.Simulation;

/// <summary>Runs whole worlds, each determined by its seed: customers, operators, authors, faults, then recovery.
/// </summary>
public static class Simulator
{
    /// <summary>The world of a seed, to its end or to its first violation.</summary>
    public static SeedOutcome Run(int seed) => Run(seed, Swarm.Script(seed), null);

    /// <summary>The world of a seed with these steps instead of its own.</summary>
    public static SeedOutcome Run(int seed, ImmutableArray<Step> steps) => Run(seed, steps, null);

    internal static SeedOutcome Run(int seed, ImmutableArray<Step> steps, Sabotage? sabotage)
    {
        using var world = new World(seed, sabotage);
        var done = 0;
        while (done < steps.Length && world.Verdict.Violation is null)
        {
            world.Do(steps[done++]);
        }

        if (world.Verdict.Violation is null)
        {
            world.Heal(seed);
        }

        return new SeedOutcome(
            seed, world.Work + done, world.Faults.Counts, world.Verdict.Violation, steps[..done], Endings(world));
    }

    private static SortedDictionary<string, int> Endings(World world)
    {
        var endings = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var (_, state) in world.Checks.Truth.States<OrderState>())
        {
            var ending = $"{state.Status} {state.EndReason}".TrimEnd();
            endings[ending] = endings.GetValueOrDefault(ending) + 1;
        }

        endings["Delivered of an erased customer"] = world.Checks.Truth.States<OrderState>().Count(
            order => order.State is { Status: OrderStatus.Delivered, Placed.BodyHash.Length: 0 });
        foreach (var (_, state) in world.Checks.Truth.States<RunState>())
        {
            var ending = $"Run {state.Status}";
            endings[ending] = endings.GetValueOrDefault(ending) + 1;
        }

        return endings;
    }
}

/// <summary>What a seed led to.</summary>
/// <param name="Work">Steps and pieces of work that ran.</param>
/// <param name="Faults">Planted faults, by kind.</param>
/// <param name="Violation">Null where nothing went wrong.</param>
/// <param name="Steps">The steps until then.</param>
/// <param name="Endings">How many orders ended how.</param>
public sealed record SeedOutcome(
    int Seed, long Work, IReadOnlyDictionary<string, long> Faults, Violation? Violation, ImmutableArray<Step> Steps,
    IReadOnlyDictionary<string, int> Endings);
