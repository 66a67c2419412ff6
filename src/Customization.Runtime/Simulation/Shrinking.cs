using System.Collections.Immutable;

namespace Customization.Runtime.Simulation;

/// <summary>Finds a shorter list of steps that breaks the same rule.</summary>
/// <remarks>Leaves out halves, quarters and so on down to single steps, and keeps what still fails. Source: Zeller and
/// Hildebrandt 2002, simplifying and isolating failure-inducing input.</remarks>
public static class Shrinking
{
    /// <summary>Most worlds that are run for one violation.</summary>
    public const int RunsMax = 300;

    /// <summary>The shortest outcome found; the given one where nothing shorter fails.</summary>
    public static SeedOutcome Shrink(SeedOutcome failed) => Shrink(failed, null);

    internal static SeedOutcome Shrink(SeedOutcome failed, Sabotage? sabotage)
    {
        var runs = 0;
        for (var size = failed.Steps.Length; size > 0 && runs < RunsMax; size /= 2)
        {
            for (var from = 0; from < failed.Steps.Length && runs < RunsMax;)
            {
                var rest = failed.Steps.RemoveRange(from, Math.Min(size, failed.Steps.Length - from));
                var outcome = Simulator.Run(failed.Seed, rest, sabotage);
                runs++;
                if (outcome.Violation?.Rule == failed.Violation!.Rule)
                {
                    failed = outcome;
                }
                else
                {
                    from += size;
                }
            }
        }

        return failed;
    }

    /// <summary>Steps as one text, e.g. <c>customer:12,crash:7</c>.</summary>
    public static string Write(ImmutableArray<Step> steps) => string.Join(',', steps);
}
