using System.Runtime.CompilerServices;

namespace Customization.Kernel.Satisfiability;

/// <summary>The last solution found, under what is assigned now: where it still satisfies everything, nothing more need
/// be decided.</summary>
/// <remarks>Only clauses that lose a literal are looked at, so a solution near the last one costs what differs, however
/// large the problem is. Where a clause is broken, one of its open literals is the next decision. Mutable; owned by one
/// <see cref="Solver"/>.</remarks>
internal sealed class Overlay
{
    private readonly Assignment _assignment;
    private readonly ClauseStore _store;
    private readonly ClauseDatabase _database;
    private readonly DecisionQueue _queue;
    private readonly SumCheck _sumCheck;
    private sbyte[] _solution = [];
    private int[] _starts = [];
    private int[] _clauses = [];
    private int _indexed;
    private int _checked;

    public Overlay(
        Assignment assignment, ClauseStore store, ClauseDatabase database, SumPropagator sums, DecisionQueue queue)
    {
        (_assignment, _store, _database, _queue) = (assignment, store, database, queue);
        _sumCheck = new SumCheck(assignment, sums, this);
    }

    /// <summary>Whether there is a last solution.</summary>
    public bool HasSolution { get; private set; }

    /// <summary>1 where a literal holds, -1 where it does not, also where it is open now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Value(int literal)
    {
        var value = _assignment.Values[literal];
        return value != 0 ? value : _solution[literal];
    }

    /// <summary>Forgets the solution: it may not satisfy a new clause.</summary>
    public void Forget() => HasSolution = false;

    /// <summary>Room for a new variable, which the solution has false.</summary>
    public void Grow(int variables)
    {
        if (2 * variables > _solution.Length)
        {
            Array.Resize(ref _solution, Math.Max(2 * variables, 2 * _solution.Length));
        }

        (_solution[(2 * variables) - 2], _solution[(2 * variables) - 1]) = (-1, 1);
    }

    public sbyte[] Snapshot() => _solution.AsSpan(0, 2 * _assignment.VariableCount).ToArray();

    /// <summary>Takes up an earlier solution; variables added since stay as they are.</summary>
    public void Resume(sbyte[] snapshot)
    {
        snapshot.CopyTo(_solution.AsSpan());
        _checked = 0;
    }

    /// <summary>Starts to look again: literals were taken back.</summary>
    public void Restart() => _checked = 0;

    /// <summary>Makes what is assigned part of the solution.</summary>
    public void Accept()
    {
        foreach (var literal in _assignment.Trail)
        {
            (_solution[literal], _solution[literal ^ 1]) = (1, -1);
        }

        HasSolution = true;
    }

    /// <summary>An open literal that something needs; -1 where the solution satisfies everything.</summary>
    /// <remarks>Everything that can be propagated has been.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int NextNeeded()
    {
        Index();
        while (_checked < _assignment.TrailCount)
        {
            var literal = _assignment.Trail[_checked];
            if (_solution[literal] < 0)
            {
                var lost = literal ^ 1;
                for (var i = _starts[lost]; i < _starts[lost + 1]; i++)
                {
                    var broken = Broken(_store.Literals(_database.Given[_clauses[i]]));
                    if (broken >= 0)
                    {
                        return broken;
                    }
                }
            }

            _checked++;
        }

        return _sumCheck.Needed();
    }

    /// <summary>The open literal of a broken clause that took part in a conflict last; -1 where it is not broken.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Broken(ReadOnlySpan<int> literals)
    {
        foreach (var literal in literals)
        {
            if (Value(literal) > 0)
            {
                return -1;
            }
        }

        var best = -1;
        foreach (var literal in literals)
        {
            if (_assignment.Values[literal] == 0
                && (best < 0 || _queue.StampOf(literal >> 1) > _queue.StampOf(best >> 1)))
            {
                best = literal;
            }
        }

        return best;
    }

    /// <summary>Lists the given clauses of each literal, again where there are new ones.</summary>
    private void Index()
    {
        if (_indexed == _database.Given.Count && _starts.Length > 2 * _assignment.VariableCount)
        {
            return;
        }

        _indexed = _database.Given.Count;
        _starts = new int[(2 * _assignment.VariableCount) + 1];
        foreach (var clause in _database.Given)
        {
            foreach (var literal in _store.Literals(clause))
            {
                _starts[literal + 1]++;
            }
        }

        for (var literal = 1; literal < _starts.Length; literal++)
        {
            _starts[literal] += _starts[literal - 1];
        }

        _clauses = new int[_starts[^1]];
        var next = _starts.AsSpan().ToArray();
        for (var i = 0; i < _database.Given.Count; i++)
        {
            foreach (var literal in _store.Literals(_database.Given[i]))
            {
                _clauses[next[literal]++] = i;
            }
        }
    }
}
