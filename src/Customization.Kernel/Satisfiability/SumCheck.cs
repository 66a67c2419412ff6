namespace Customization.Kernel.Satisfiability;

/// <summary>Finds the sums that a solution breaks, and what brings them nearer to their bounds.</summary>
/// <remarks>O(size of the sums) a call.</remarks>
internal sealed class SumCheck(Assignment assignment, SumPropagator sums, Overlay overlay)
{
    /// <summary>An open literal that brings a sum, which a solution breaks, nearer to its bounds; -1 where it breaks
    /// none.</summary>
    public int Needed()
    {
        foreach (var state in sums.States)
        {
            if (overlay.Value(state.Guard) <= 0)
            {
                continue;
            }

            var total = 0L;
            for (var group = 0; group < state.Sum.Groups.Length; group++)
            {
                total += state.Sum.Weights[group][HoldingIn(state.Sum.Groups[group])];
            }

            if (total > state.Max || total < state.Sum.Min)
            {
                return assignment.Values[state.Guard] == 0
                    ? state.Guard ^ 1
                    : Nearer(state, total > state.Max ? state.Max - total : state.Sum.Min - total);
            }
        }

        return -1;
    }

    private int HoldingIn(int[] group)
    {
        var at = 0;
        while (overlay.Value(group[at]) < 0)
        {
            at++;
        }

        return at;
    }

    /// <summary>The open literal that moves a sum best: just far enough, or else as far as can be.</summary>
    private int Nearer(SumState state, long missing)
    {
        var (best, bestMove) = (-1, 0L);
        for (var group = 0; group < state.Sum.Groups.Length; group++)
        {
            var (literals, weights) = (state.Sum.Groups[group], state.Sum.Weights[group]);
            var now = weights[HoldingIn(literals)];
            for (var i = 0; i < literals.Length; i++)
            {
                var move = missing > 0 ? weights[i] - now : now - weights[i];
                if (move <= 0 || assignment.Values[literals[i]] != 0)
                {
                    continue;
                }

                var isFarEnough = bestMove >= Math.Abs(missing);
                if (isFarEnough ? move >= Math.Abs(missing) && move < bestMove : move > bestMove)
                {
                    (best, bestMove) = (literals[i], move);
                }
            }
        }

        Invariant.Check(best >= 0, "a sum that is not refuted can be reached");
        return best;
    }
}
