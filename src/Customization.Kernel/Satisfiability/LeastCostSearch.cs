using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Kernel.Satisfiability;

/// <summary>Finds a solution of least cost: values one by one as cheap as they can be, then a search below that.
/// </summary>
/// <remarks>The search ends with a proof, or at its limit of conflicts; the result tells. Owned by the owner of the
/// solver.</remarks>
internal sealed class LeastCostSearch(ModelSolver whole)
{
    /// <summary>Conflicts that one question may meet before it is content with what it has.</summary>
    private const long ConflictsMax = 2_000;

    private readonly Objective _objective = whole.Solver.AddObjective(GroupsOf(whole));
    private readonly long[] _costs = new long[whole.Model.LiteralCount];

    /// <summary>The cheapest solution under assumptions; null where there is none.</summary>
    public Completion? Find(int[] assumptions, ReadOnlySpan<long> costs)
    {
        var solver = whole.Solver;
        if (solver.Solve(assumptions) != Verdict.Satisfiable)
        {
            return null;
        }

        costs.CopyTo(_costs);
        var best = Descend(assumptions, out var isLeast);
        var cost = CostOf(best);
        if (isLeast)
        {
            return new Completion([.. best], cost);
        }

        var start = solver.Conflicts;
        _objective.SetWeights((characteristic, value) => CostOf(characteristic, value));
        while (true)
        {
            _objective.SetMax(cost - 1);
            var verdict = solver.Solve([_objective.Guard, .. assumptions], ConflictsMax - (solver.Conflicts - start));
            if (verdict != Verdict.Satisfiable)
            {
                return new Completion([.. best], cost) { IsOptimal = verdict == Verdict.Refuted };
            }

            best = whole.Values();
            cost = CostOf(best);
        }
    }

    /// <summary>Gives each characteristic in turn the cheapest value that what was given before allows, those first
    /// where most can be saved.</summary>
    /// <param name="isLeast">Whether each got the cheapest that it can have at all under the assumptions.</param>
    private int[] Descend(int[] assumptions, out bool isLeast)
    {
        isLeast = true;
        var model = whole.Model;
        var spread = Enumerable.Range(0, model.Characteristics.Length)
            .Select(i => (Index: i, Spread: SpreadOf(i))).Where(pair => pair.Spread > 0)
            .OrderByDescending(pair => pair.Spread).ToArray();
        var given = new List<int>(assumptions);
        foreach (var (i, _) in spread)
        {
            var first = model.Offset(new CharacteristicIndex(i));
            var values = Enumerable.Range(0, model.Characteristics[i].Values.Length)
                .OrderBy(value => _costs[first + value]);
            foreach (var value in values)
            {
                var literal = whole.Literals[first + value];
                if (whole.Solver.Solve([.. given, literal]) == Verdict.Satisfiable)
                {
                    given.Add(literal);
                    break;
                }

                // What the assumptions alone refute, no solution can have.
                isLeast &= whole.Solver.Core.All(core => core == literal || assumptions.Contains(core));
            }
        }

        return whole.Values();
    }

    private long SpreadOf(int characteristic)
    {
        var costs = _costs.AsSpan(
            whole.Model.Offset(new CharacteristicIndex(characteristic)),
            whole.Model.Characteristics[characteristic].Values.Length);
        var (least, most) = (long.MaxValue, long.MinValue);
        foreach (var cost in costs)
        {
            (least, most) = (Math.Min(least, cost), Math.Max(most, cost));
        }

        return most - least;
    }

    private long CostOf(int characteristic, int value) =>
        _costs[whole.Model.Literal(new CharacteristicIndex(characteristic), value)];

    private long CostOf(int[] values)
    {
        var total = 0L;
        for (var i = 0; i < values.Length; i++)
        {
            total += CostOf(i, values[i]);
        }

        return total;
    }

    /// <summary>The literals of each characteristic.</summary>
    internal static int[][] GroupsOf(ModelSolver whole)
    {
        var groups = new int[whole.Model.Characteristics.Length][];
        for (var i = 0; i < groups.Length; i++)
        {
            groups[i] = whole.Literals.Slice(
                whole.Model.Offset(new CharacteristicIndex(i)), whole.Model.Characteristics[i].Values.Length).ToArray();
        }

        return groups;
    }
}
