using System.Numerics;
using System.Runtime.CompilerServices;
using Customization.Kernel.Compilation.Network;

namespace Customization.Kernel.Compilation.Propagation;

/// <summary>For each table a bit set of the rows that are still possible, and for each literal the rows that have it.
/// </summary>
internal sealed class TableRows
{
    private readonly Domains _domains;
    private readonly int[][] _scopes;
    private readonly ulong[][] _live;
    private readonly ulong[][][][] _rowsWith;
    private readonly int[][] _sizes;
    private (int Table, int Word, ulong Old)[] _trail = new (int, int, ulong)[256];

    public TableRows(ConstraintNetwork network, Domains domains)
    {
        _domains = domains;
        _scopes = network.Tables.Select(table => table.Scope).ToArray();
        _live = network.Tables.Select(table => AllRows(table.Rows.Length)).ToArray();
        _rowsWith = network.Tables.Select(table => RowsWith(network, table)).ToArray();
        _sizes = network.Tables
            .Select(table => table.Scope.Select(variable => network.DomainSize(variable)).ToArray()).ToArray();
    }

    public int TrailCount { get; private set; }

    /// <summary>The live rows of a table; row r is bit r % 64 of word r / 64.</summary>
    public ReadOnlySpan<ulong> Live(int table) => _live[table];

    /// <summary>Whether the table allows every combination of what is still alive in its scope.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool IsEntailed(int table)
    {
        var rows = 0L;
        foreach (var word in _live[table])
        {
            rows += BitOperations.PopCount(word);
        }

        foreach (var variable in _scopes[table])
        {
            var size = _domains.Size[variable];
            if (rows % size != 0)
            {
                return false;
            }

            rows /= size;
        }

        return rows == 1;
    }

    /// <summary>Drops rows with dead values, then values without a row; false when no row is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Propagate(int table, int constraint)
    {
        var live = _live[table];
        var scope = _scopes[table];
        var rowsWith = _rowsWith[table];
        var hasChanged = false;
        for (var i = 0; i < scope.Length; i++)
        {
            if (_domains.Size[scope[i]] != _sizes[table][i])
            {
                hasChanged |= FilterRows(table, live, scope[i], rowsWith[i]);
            }
        }

        if (hasChanged && live.AsSpan().IndexOfAnyExcept(0UL) < 0)
        {
            return false;
        }

        for (var i = 0; i < scope.Length; i++)
        {
            var offset = _domains.Offset(scope[i]);
            var support = rowsWith[i];
            if (_domains.Size[scope[i]] == 1)
            {
                continue;
            }

            for (var value = 0; value < support.Length; value++)
            {
                if (_domains.Alive[offset + value] && !Intersects(live, support[value])
                    && !_domains.Remove(offset + value, constraint))
                {
                    return false;
                }
            }
        }

        return true;
    }

    public void BacktrackTo(int mark)
    {
        while (TrailCount > mark)
        {
            var (table, word, old) = _trail[--TrailCount];
            _live[table][word] = old;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool FilterRows(int table, ulong[] live, int variable, ulong[][] support)
    {
        var offset = _domains.Offset(variable);
        var hasChanged = false;
        for (var word = 0; word < live.Length; word++)
        {
            var old = live[word];
            if (old == 0)
            {
                continue;
            }

            var supported = 0UL;
            for (var value = 0; value < support.Length; value++)
            {
                if (_domains.Alive[offset + value])
                {
                    supported |= support[value][word];
                }
            }

            if ((old & supported) != old)
            {
                Save(table, word, old);
                live[word] = old & supported;
                hasChanged = true;
            }
        }

        return hasChanged;
    }

    private void Save(int table, int word, ulong old)
    {
        if (TrailCount == _trail.Length)
        {
            Array.Resize(ref _trail, TrailCount * 2);
        }

        _trail[TrailCount++] = (table, word, old);
    }

    private static bool Intersects(ulong[] live, ulong[] support)
    {
        for (var word = 0; word < live.Length; word++)
        {
            if ((live[word] & support[word]) != 0)
            {
                return true;
            }
        }

        return false;
    }

    private static ulong[] AllRows(int rows)
    {
        var words = new ulong[(rows + 63) / 64];
        Array.Fill(words, ulong.MaxValue);
        if (rows % 64 != 0)
        {
            words[^1] = (1UL << (rows % 64)) - 1;
        }

        return words;
    }

    private static ulong[][][] RowsWith(ConstraintNetwork network, Table table)
    {
        var words = (table.Rows.Length + 63) / 64;
        var rowsWith = table.Scope
            .Select(variable => Enumerable.Range(0, network.DomainSize(variable)).Select(_ => new ulong[words]).ToArray())
            .ToArray();
        for (var row = 0; row < table.Rows.Length; row++)
        {
            for (var i = 0; i < table.Scope.Length; i++)
            {
                rowsWith[i][table.Rows[row][i]][row / 64] |= 1UL << (row % 64);
            }
        }

        return rowsWith;
    }
}
