using System.Runtime.InteropServices;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Kernel.Satisfiability;

/// <summary>Finds a solution of least cost: values one by one as cheap as they can be, then a search below that.
/// </summary>
/// <remarks>The search ends with a proof, or at its limit of conflicts; the result tells. Owned by the owner of the
/// solver.</remarks>
internal sealed class LeastCostSearch(ModelSolver whole)
{
    private readonly Objective _objective = whole.Solver.AddObjective(GroupsOf(whole));
    private readonly long[] _costs = new long[whole.Model.LiteralCount];
    private int[] _lastChoices = [];
    private long _lastConflictsMax;
    private Completion? _last;
    private sbyte[]? _lastSolution;

    /// <summary>The cheapest solution with choices; null where there is none.</summary>
    /// <remarks>The same question again, with no higher limit, is answered at once. Otherwise as
    /// <see cref="Find"/>.</remarks>
    public Completion? FindForChoices(int[] choices, ReadOnlySpan<long> costs, LiteralSet possible, long conflictsMax)
    {
        var isSame = costs.SequenceEqual(_costs) && choices.AsSpan().SequenceEqual(_lastChoices);
        if (!isSame || _last is null || (!_last.IsOptimal && _lastConflictsMax < conflictsMax))
        {
            _last = Find(choices, costs, possible, conflictsMax);
            (_lastChoices, _lastConflictsMax) = (choices, conflictsMax);
        }

        return _last;
    }

    /// <summary>The cheapest solution under assumptions; null where there is none.</summary>
    /// <param name="among">Every value that a solution under the assumptions can have, and perhaps more.</param>
    /// <param name="conflictsMax">Conflicts that the search may meet before it is content with what it has.</param>
    /// <remarks>Starts from the last solution, as questions that follow each other are alike.</remarks>
    public Completion? Find(int[] assumptions, ReadOnlySpan<long> costs, LiteralSet among, long conflictsMax)
    {
        costs.CopyTo(_costs);
        _last = null;
        if (_lastSolution is not null)
        {
            whole.Solver.Resume(_lastSolution);
        }

        var isPossible = whole.Solver.Solve(assumptions) == Verdict.Satisfiable;
        return isPossible ? Search(assumptions, among, conflictsMax) : null;
    }

    private Completion Search(int[] assumptions, LiteralSet among, long conflictsMax)
    {
        var solver = whole.Solver;
        var best = Descend(assumptions, among, out var isLeast);
        _lastSolution = solver.Snapshot();
        var cost = CostOf(best);
        if (isLeast || conflictsMax == 0)
        {
            return new Completion([.. best], cost) { IsOptimal = isLeast };
        }

        var start = solver.Conflicts;
        _objective.SetWeights((characteristic, value) => CostOf(characteristic, value));
        while (true)
        {
            _objective.SetMax(cost - 1);
            var verdict = solver.Solve([_objective.Guard, .. assumptions], conflictsMax - (solver.Conflicts - start));
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
    private int[] Descend(int[] assumptions, LiteralSet among, out bool isLeast)
    {
        isLeast = true;
        var (model, assumed) = (whole.Model, assumptions.ToHashSet());
        var spread = Enumerable.Range(0, model.Characteristics.Length)
            .Select(i => (Index: i, Spread: SpreadOf(i))).Where(pair => pair.Spread > 0)
            .OrderByDescending(pair => pair.Spread).ToArray();
        var given = new List<int>(assumptions);
        var solution = whole.Values();
        foreach (var (i, _) in spread)
        {
            var first = model.Offset(new CharacteristicIndex(i));
            var values = Enumerable.Range(0, model.Characteristics[i].Values.Length)
                .Where(value => among.Contains(first + value)).OrderBy(value => _costs[first + value]);
            foreach (var value in values)
            {
                var literal = whole.Literals[first + value];
                given.Add(literal);
                if (solution[i] == value)
                {
                    break;
                }

                if (whole.Solver.Solve(CollectionsMarshal.AsSpan(given)) == Verdict.Satisfiable)
                {
                    solution = whole.Values();
                    break;
                }

                // What the assumptions alone refute, no solution can have.
                given.RemoveAt(given.Count - 1);
                isLeast &= whole.Solver.Core.All(core => core == literal || assumed.Contains(core));
            }
        }

        return solution;
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
