using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Kernel.Satisfiability;

/// <summary>Finds the values that occur in a completion: each is shown by a solution that has it, or refuted.
/// </summary>
/// <remarks>A few solutions of earlier questions are moved to the new one first; together they show most values, so
/// that few searches are left. Exact. Owned by the owner of the solver.</remarks>
internal sealed class PossibleValueSearch(ModelSolver whole)
{
    /// <summary>Solutions kept; more cost every question more than they save it searches.</summary>
    private const int SolutionsMax = 8;

    /// <summary>Searches after which the solution, which has drifted, is kept.</summary>
    private const int SearchesPerSolution = 128;

    private readonly List<sbyte[]> _solutions = [];
    private int[] _lastAssumptions = [];
    private LiteralSet? _last;
    private int _next;

    /// <summary>The values possible under assumptions, which are choices or exclude values.</summary>
    public LiteralSet Find(int[] assumptions)
    {
        if (_last is not null && assumptions.AsSpan().SequenceEqual(_lastAssumptions))
        {
            return _last;
        }

        var (solver, possible) = (whole.Solver, new LiteralSet(whole.Model));
        var open = Open(assumptions);
        if (solver.Solve(assumptions) != Verdict.Satisfiable)
        {
            return possible;
        }

        AddSolution(possible);
        for (var i = 0; i < _solutions.Count; i++)
        {
            solver.Resume(_solutions[i]);
            solver.Solve(assumptions);
            AddSolution(possible);
            _solutions[i] = solver.Snapshot();
        }

        // Whatever fewer choices exclude, more do.
        var before = _lastAssumptions.Except(assumptions).Any() ? null : _last;
        int[] wanted = [.. assumptions, -1];
        var searches = 0;
        for (var literal = 0; literal < whole.Model.LiteralCount; literal++)
        {
            var isInQuestion = !possible.Contains(literal) && open.Contains(literal)
                && before?.Contains(literal) != false;
            if (isInQuestion && TryAdd(wanted, literal, possible) && ++searches % SearchesPerSolution == 0)
            {
                Keep();
            }
        }

        if (searches % SearchesPerSolution > 0)
        {
            Keep();
        }

        (_lastAssumptions, _last) = (assumptions, possible);

        return possible;
    }

    /// <summary>Adds the other values that choices could be exchanged for, each without a change elsewhere.</summary>
    /// <param name="possible">The values possible with the choices.</param>
    public void AddAlternatives(Selection selection, LiteralSet alive, LiteralSet possible) =>
        AddAlternatives([], [.. selection.Choices], alive, possible);

    /// <summary>Halves the choices, so that each is left out of all others with O(log n) of them assumed anew.
    /// </summary>
    private void AddAlternatives(
        List<int> assumed, ReadOnlySpan<(CharacteristicIndex Characteristic, int Value)> choices, LiteralSet alive,
        LiteralSet possible)
    {
        if (choices.Length <= 1)
        {
            foreach (var (characteristic, _) in choices)
            {
                var first = whole.Model.Offset(characteristic);
                int[] wanted = [.. assumed, -1];
                for (var value = 0; value < whole.Model.Characteristics[characteristic.Value].Values.Length; value++)
                {
                    if (!possible.Contains(first + value) && alive.Contains(first + value))
                    {
                        TryAdd(wanted, first + value, possible, isOnly: true);
                    }
                }
            }

            return;
        }

        var left = choices[..(choices.Length / 2)];
        var right = choices[left.Length..];
        var before = assumed.Count;
        Assume(assumed, right);
        AddAlternatives(assumed, left, alive, possible);
        assumed.RemoveRange(before, assumed.Count - before);
        Assume(assumed, left);
        AddAlternatives(assumed, right, alive, possible);
        assumed.RemoveRange(before, assumed.Count - before);
    }

    private void Assume(List<int> assumed, ReadOnlySpan<(CharacteristicIndex Characteristic, int Value)> choices)
    {
        foreach (var (characteristic, value) in choices)
        {
            assumed.Add(whole.Literals[whole.Model.Literal(characteristic, value)]);
        }
    }

    /// <summary>The values that propagation alone does not decide.</summary>
    private LiteralSet Open(int[] assumptions)
    {
        var open = new LiteralSet(whole.Model);
        whole.Solver.Assume(assumptions);
        for (var literal = 0; literal < whole.Literals.Length; literal++)
        {
            if (whole.Solver.Value(whole.Literals[literal]) == 0)
            {
                open.Add(literal);
            }
        }

        return open;
    }

    /// <summary>Looks for a solution with a value, and adds what it has beside the one before.</summary>
    private bool TryAdd(int[] wanted, int literal, LiteralSet possible, bool isOnly = false)
    {
        var solver = whole.Solver;
        wanted[^1] = whole.Literals[literal];
        if (solver.Solve(wanted) != Verdict.Satisfiable)
        {
            return false;
        }

        possible.Add(literal);
        if (isOnly)
        {
            return true;
        }

        foreach (var holding in solver.TrailAbove(wanted.Length - 1))
        {
            var meaning = holding < whole.Meanings.Length ? whole.Meanings[holding] : -1;
            if (meaning >= 0)
            {
                possible.Add(meaning);
            }
        }

        return true;
    }

    private void AddSolution(LiteralSet possible)
    {
        for (var literal = 0; literal < whole.Literals.Length; literal++)
        {
            if (whole.Solver.Holds(whole.Literals[literal]))
            {
                possible.Add(literal);
            }
        }
    }

    private void Keep()
    {
        if (_solutions.Count < SolutionsMax)
        {
            _solutions.Add(whole.Solver.Snapshot());
        }
        else
        {
            _solutions[_next++ % SolutionsMax] = whole.Solver.Snapshot();
        }
    }
}
