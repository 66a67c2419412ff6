using System.Runtime.CompilerServices;
using Customization.Kernel.Compilation.Network;

namespace Customization.Kernel.Compilation.Propagation;

/// <summary>Two watched literals of different variables per clause; when only one variable can still satisfy it, that
/// variable loses all values outside the clause.</summary>
internal sealed class ClauseWatches
{
    private readonly Domains _domains;
    private readonly bool[] _isOff;
    private readonly int[][] _literals;
    private readonly int[] _watchA;
    private readonly int[] _watchB;
    private readonly int[][] _watchers;
    private readonly int[] _watcherCounts;

    public ClauseWatches(ConstraintNetwork network, Domains domains, bool[] isOff)
    {
        _domains = domains;
        _isOff = isOff;
        _literals = network.Clauses.Select(clause => clause.Literals).ToArray();
        _watchA = new int[_literals.Length];
        _watchB = new int[_literals.Length];
        _watchers = new int[network.LiteralCount][];
        _watcherCounts = new int[network.LiteralCount];
        Array.Fill(_watchers, []);
    }

    /// <summary>Begins to watch a clause; false when nothing in it is alive.</summary>
    public bool Start(int clause)
    {
        var literals = _literals[clause];
        var first = FindAlive(literals, -1);
        if (first < 0)
        {
            return false;
        }

        var second = FindAlive(literals, _domains.VariableOf(first));
        if (second < 0)
        {
            // Never wakes again: its one variable is restricted for good.
            return Restrict(clause, _domains.VariableOf(first));
        }

        (_watchA[clause], _watchB[clause]) = (first, second);
        AddWatcher(first, clause);
        AddWatcher(second, clause);
        return true;
    }

    /// <summary>Reacts to a removed literal; false with the clause that cannot be satisfied any more.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool OnRemoved(int removed, out int conflict)
    {
        var watchers = _watchers[removed];
        var count = _watcherCounts[removed];
        var kept = 0;
        for (var i = 0; i < count; i++)
        {
            var clause = watchers[i];
            var other = _watchA[clause] == removed ? _watchB[clause] : _watchA[clause];
            var replacement = _isOff[clause] ? -1 : FindAlive(_literals[clause], _domains.VariableOf(other));
            if (replacement >= 0)
            {
                _watchA[clause] = other;
                _watchB[clause] = replacement;
                AddWatcher(replacement, clause);
                continue;
            }

            watchers[kept++] = clause;
            if (!_isOff[clause] && !Restrict(clause, _domains.VariableOf(other)))
            {
                while (++i < count)
                {
                    watchers[kept++] = watchers[i];
                }

                _watcherCounts[removed] = kept;
                conflict = clause;
                return false;
            }
        }

        _watcherCounts[removed] = kept;
        conflict = -1;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Restrict(int clause, int variable)
    {
        var literals = _literals[clause];
        var next = 0;
        while (next < literals.Length && literals[next] < _domains.Offset(variable))
        {
            next++;
        }

        for (var literal = _domains.Offset(variable); literal < _domains.End(variable); literal++)
        {
            if (next < literals.Length && literals[next] == literal)
            {
                next++;
            }
            else if (_domains.Alive[literal] && !_domains.Remove(literal, clause))
            {
                return false;
            }
        }

        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int FindAlive(int[] literals, int notVariable)
    {
        foreach (var literal in literals)
        {
            if (_domains.Alive[literal] && _domains.VariableOf(literal) != notVariable)
            {
                return literal;
            }
        }

        return -1;
    }

    private void AddWatcher(int literal, int clause)
    {
        ref var count = ref _watcherCounts[literal];
        if (count == _watchers[literal].Length)
        {
            Array.Resize(ref _watchers[literal], Math.Max(4, count * 2));
        }

        _watchers[literal][count++] = clause;
    }
}
