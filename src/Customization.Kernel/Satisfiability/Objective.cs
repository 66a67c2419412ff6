namespace Customization.Kernel.Satisfiability;

/// <summary>A sum that searches make small: over all questions, with weights per value that change from call to call.
/// </summary>
/// <remarks>It counts only while <see cref="Guard"/> is assumed, so that nothing learnt about it outlives it. Owned by
/// the owner of the solver.</remarks>
internal sealed class Objective(Solver solver, int index, Sum sum)
{
    /// <summary>To be assumed for <see cref="SetMax"/> to count; changes with <see cref="SetWeights"/>.</summary>
    public int Guard => solver.GuardOf(index);

    /// <summary>Starts anew with other weights.</summary>
    /// <param name="weightOf">By group and place in it.</param>
    public void SetWeights(Func<int, int, long> weightOf)
    {
        for (var group = 0; group < sum.Weights.Length; group++)
        {
            for (var i = 0; i < sum.Weights[group].Length; i++)
            {
                sum.Weights[group][i] = weightOf(group, i);
            }
        }

        solver.Restart(index, Guard);
    }

    /// <summary>The greatest total allowed from now on, which only shrinks until the weights change.</summary>
    public void SetMax(long max) => solver.SetMax(index, max);

    /// <summary>The total in the solution found last.</summary>
    public long Total()
    {
        var total = 0L;
        for (var group = 0; group < sum.Groups.Length; group++)
        {
            total += sum.Weights[group][Array.FindIndex(sum.Groups[group], solver.Holds)];
        }

        return total;
    }
}
