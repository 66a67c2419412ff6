using System.Runtime.CompilerServices;

namespace Customization.Kernel.Satisfiability;

/// <summary>For each literal the clauses to look at when it is refuted.</summary>
/// <remarks>Beside each clause stands another of its literals: where that holds, the clause need not be read. In a list
/// of clauses of two literals it is the other one. Mutable; owned by one <see cref="Solver"/>.</remarks>
internal sealed class WatchLists
{
    private Watch[][] _lists = [];
    private int[] _counts = [];

    internal readonly record struct Watch(int Clause, int Other);

    public void Grow(int literals)
    {
        if (literals > _lists.Length)
        {
            var before = _lists.Length;
            Array.Resize(ref _lists, Math.Max(literals, 2 * before));
            Array.Resize(ref _counts, _lists.Length);
            Array.Fill(_lists, [], before, _lists.Length - before);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Span<Watch> Of(int literal) => _lists[literal].AsSpan(0, _counts[literal]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int literal, Watch watch)
    {
        var count = _counts[literal];
        if (count == _lists[literal].Length)
        {
            Array.Resize(ref _lists[literal], Math.Max(4, 2 * count));
        }

        _lists[literal][count] = watch;
        _counts[literal] = count + 1;
    }

    /// <summary>Keeps only the first watches of a literal.</summary>
    public void Truncate(int literal, int count) => _counts[literal] = count;

    public void Clear() => Array.Clear(_counts);
}
