using System.Runtime.CompilerServices;

namespace Customization.Kernel.Satisfiability;

/// <summary>Assigns what clauses, groups and sums leave no choice about.</summary>
/// <remarks>Clauses of two literals by lists of their own, longer ones by two watched literals (Moskewicz et al. 2001);
/// groups, of which at most one member holds, need no clauses; sums when nothing else is left to do. Mutable; owned by
/// one <see cref="Solver"/>.</remarks>
internal sealed class ClausePropagator
{
    private readonly Assignment _assignment;
    private readonly ClauseStore _clauses;
    private readonly SumPropagator _sums;
    private readonly WatchLists _pairs = new();
    private readonly WatchLists _watches = new();
    private readonly Action<int, int> _refute;
    private (int First, int End)[] _groups = [];
    private int _head;

    public ClausePropagator(Assignment assignment, ClauseStore clauses, SumPropagator sums)
    {
        (_assignment, _clauses, _sums) = (assignment, clauses, sums);
        _refute = Refute;
    }

    /// <summary>The literal that, with the reason of the conflict, broke a group; -1 in other conflicts.</summary>
    public int ConflictLiteral { get; private set; } = -1;

    public void Grow(int variables)
    {
        _pairs.Grow(2 * variables);
        _watches.Grow(2 * variables);
        if (variables > _groups.Length)
        {
            Array.Resize(ref _groups, Math.Max(variables, 2 * _groups.Length));
        }
    }

    /// <summary>At most one of the variables holds.</summary>
    public void AddGroup(int first, int count)
    {
        for (var variable = first; variable < first + count; variable++)
        {
            _groups[variable] = (first, first + count);
        }
    }

    /// <summary>Watches a clause of at least two literals.</summary>
    public void Watch(int clause)
    {
        var literals = _clauses.Literals(clause);
        var lists = literals.Length == 2 ? _pairs : _watches;
        lists.Add(literals[0], new WatchLists.Watch(clause, literals[1]));
        lists.Add(literals[1], new WatchLists.Watch(clause, literals[0]));
    }

    public void ClearWatches()
    {
        _pairs.Clear();
        _watches.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Assign(int literal, int reason)
    {
        _assignment.Assign(literal, reason);
        _sums.Refuted(literal ^ 1);
    }

    /// <summary>Takes a level and all above it back.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void BacktrackTo(int level, DecisionQueue queue)
    {
        var start = _assignment.StartOf(level + 1);
        while (_assignment.TrailCount > start)
        {
            var literal = _assignment.Pop();
            queue.Unassigned(literal);
            _sums.Reopened(literal ^ 1);
        }

        _assignment.CloseLevelsAbove(level);
        _head = Math.Min(_head, start);
    }

    /// <summary>Runs to the end, or to a conflict.</summary>
    /// <returns>The reason of the conflict, or <see cref="Assignment.NoReason"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Propagate()
    {
        ConflictLiteral = -1;
        while (true)
        {
            while (_head < _assignment.TrailCount)
            {
                var literal = _assignment.Trail[_head++];
                if (!PropagatePairs(literal, out var conflict) || !PropagateGroup(literal, out conflict)
                    || !PropagateClauses(literal, out conflict))
                {
                    return conflict;
                }
            }

            if (!_sums.TryStep(_refute, out var unreachable))
            {
                return Assignment.NoReason;
            }

            if (unreachable != Assignment.NoReason)
            {
                return unreachable;
            }
        }
    }

    private void Refute(int literal, int reason)
    {
        if (_assignment.Values[literal] == 0)
        {
            Assign(literal ^ 1, reason);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool PropagatePairs(int literal, out int conflict)
    {
        var values = _assignment.Values;
        foreach (var watch in _pairs.Of(literal ^ 1))
        {
            var value = values[watch.Other];
            if (value == 0)
            {
                Assign(watch.Other, watch.Clause);
            }
            else if (value < 0)
            {
                conflict = watch.Clause;
                return false;
            }
        }

        conflict = Assignment.NoReason;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool PropagateGroup(int literal, out int conflict)
    {
        conflict = Assignment.NoReason;
        if ((literal & 1) != 0)
        {
            return true;
        }

        var (first, end) = _groups[literal >> 1];
        for (var other = 2 * first; other < 2 * end; other += 2)
        {
            var value = _assignment.Values[other];
            if (value == 0)
            {
                Assign(other ^ 1, Assignment.GroupReason(literal));
            }
            else if (value > 0 && other != literal)
            {
                (conflict, ConflictLiteral) = (Assignment.GroupReason(literal), other ^ 1);
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool PropagateClauses(int literal, out int conflict)
    {
        var refuted = literal ^ 1;
        var values = _assignment.Values;
        var list = _watches.Of(refuted);
        var kept = 0;
        conflict = Assignment.NoReason;
        for (var i = 0; i < list.Length; i++)
        {
            var watch = list[i];
            if (values[watch.Other] > 0)
            {
                list[kept++] = watch;
                continue;
            }

            var literals = _clauses.Literals(watch.Clause);
            if (literals[0] == refuted)
            {
                (literals[0], literals[1]) = (literals[1], refuted);
            }

            var first = literals[0];
            if (first != watch.Other && values[first] > 0)
            {
                list[kept++] = new WatchLists.Watch(watch.Clause, first);
                continue;
            }

            if (FindOther(literals, values))
            {
                _watches.Add(literals[1], new WatchLists.Watch(watch.Clause, first));
                continue;
            }

            list[kept++] = new WatchLists.Watch(watch.Clause, first);
            if (values[first] < 0)
            {
                list[(i + 1)..].CopyTo(list[kept..]);
                kept += list.Length - i - 1;
                conflict = watch.Clause;
                break;
            }

            Assign(first, watch.Clause);
        }

        _watches.Truncate(refuted, kept);
        return conflict == Assignment.NoReason;
    }

    /// <summary>Puts a literal that is not refuted second; false where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool FindOther(Span<int> literals, sbyte[] values)
    {
        for (var i = 2; i < literals.Length; i++)
        {
            if (values[literals[i]] >= 0)
            {
                (literals[1], literals[i]) = (literals[i], literals[1]);
                return true;
            }
        }

        return false;
    }
}
