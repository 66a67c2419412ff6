namespace Customization.Kernel.Satisfiability;

/// <summary>All clauses of a solver, one after the other in one array.</summary>
/// <remarks><code>at + 0  number of literals    at + 1  LBD of a learnt clause, 0 for a given one
/// at + 2  origin (see <see cref="Origins"/>)    at + 3...  literals, the first two are watched</code>
/// LBD is the number of decision levels that a clause spans (Audemard, Simon 2009); few means useful. Mutable; owned
/// by one <see cref="Solver"/>.</remarks>
internal sealed class ClauseStore
{
    public const int Header = 3;

    private int[] _data = new int[1024];
    private int _count;

    public int Add(ReadOnlySpan<int> literals, int lbd, int origin)
    {
        var at = _count;
        _count += Header + literals.Length;
        if (_count > _data.Length)
        {
            Array.Resize(ref _data, Math.Max(_count, 2 * _data.Length));
        }

        (_data[at], _data[at + 1], _data[at + 2]) = (literals.Length, lbd, origin);
        literals.CopyTo(_data.AsSpan(at + Header));
        return at;
    }

    public Span<int> Literals(int clause) => _data.AsSpan(clause + Header, _data[clause]);

    public int Lbd(int clause) => _data[clause + 1];

    public int Origin(int clause) => _data[clause + 2];

    /// <summary>Keeps only the clauses of two lists, and writes into the lists where they now lie.</summary>
    /// <returns>The new place of each by the old one.</returns>
    public Dictionary<int, int> Keep(List<int> given, List<int> learnt)
    {
        var (old, moves) = (_data, new Dictionary<int, int>(given.Count + learnt.Count));
        (_data, _count) = (new int[Math.Max(1024, _count)], 0);
        foreach (var list in new[] { given, learnt })
        {
            for (var i = 0; i < list.Count; i++)
            {
                var from = list[i];
                list[i] = Add(old.AsSpan(from + Header, old[from]), old[from + 1], old[from + 2]);
                moves.Add(from, list[i]);
            }
        }

        return moves;
    }
}
