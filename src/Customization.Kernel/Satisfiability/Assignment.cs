using System.Runtime.CompilerServices;

namespace Customization.Kernel.Satisfiability;

/// <summary>What a solver has assigned so far: a trail of literals in levels, each with its reason.</summary>
/// <remarks>
/// <para>A variable v has the literals 2v (it holds) and 2v + 1 (it does not), so l ^ 1 is the opposite of l. Level 0
/// holds whatever is assumed.</para>
/// <para>A reason is one integer: <see cref="NoReason"/> for a decision, r at least 0 for the clause at r, and below
/// that <code>-2 - 2p for the group of p, another member of which holds; -3 - 2s for side s % 2 of sum s / 2</code>
/// </para>
/// <para>Mutable; owned by one <see cref="Solver"/>.</para>
/// </remarks>
internal sealed class Assignment
{
    public const int NoReason = -1;

    private readonly List<int> _levelStarts = [];
    private sbyte[] _values = [];
    private int[] _levels = [];
    private int[] _reasons = [];
    private int[] _positions = [];
    private int[] _trail = [];

    public int VariableCount { get; private set; }

    /// <summary>The current level.</summary>
    public int Level => _levelStarts.Count;

    public int TrailCount { get; private set; }

    /// <summary>1 where a literal holds, -1 where it does not, 0 where it is open.</summary>
    public sbyte[] Values => _values;

    /// <summary>The literals that hold, oldest first.</summary>
    public ReadOnlySpan<int> Trail => _trail.AsSpan(0, TrailCount);

    public int LevelOf(int variable) => _levels[variable];

    public int ReasonOf(int variable) => _reasons[variable];

    /// <summary>Where a variable stands on the trail.</summary>
    public int PositionOf(int variable) => _positions[variable];

    /// <summary>Whether a literal has been refuted before a position of the trail.</summary>
    public bool IsFalseBefore(int literal, int position) =>
        _values[literal] < 0 && _positions[literal >> 1] < position;

    public static int GroupReason(int literal) => -2 - (2 * literal);

    public static int SumReason(int sum, int side) => -3 - (2 * ((2 * sum) + side));

    /// <summary>Where a level starts on the trail; its end for the next level.</summary>
    public int StartOf(int level) => level == 0 ? 0 : level > Level ? TrailCount : _levelStarts[level - 1];

    public int AddVariable()
    {
        if (VariableCount == _levels.Length)
        {
            var size = Math.Max(64, 2 * VariableCount);
            Array.Resize(ref _values, 2 * size);
            Array.Resize(ref _levels, size);
            Array.Resize(ref _reasons, size);
            Array.Resize(ref _positions, size);
            Array.Resize(ref _trail, size);
        }

        return VariableCount++;
    }

    public void OpenLevel() => _levelStarts.Add(TrailCount);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Assign(int literal, int reason)
    {
        var variable = literal >> 1;
        _values[literal] = 1;
        _values[literal ^ 1] = -1;
        _levels[variable] = Level;
        _reasons[variable] = reason;
        _positions[variable] = TrailCount;
        _trail[TrailCount++] = literal;
    }

    /// <summary>Takes back the newest literal.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pop()
    {
        var literal = _trail[--TrailCount];
        _values[literal] = 0;
        _values[literal ^ 1] = 0;
        return literal;
    }

    public void CloseLevelsAbove(int level) => _levelStarts.RemoveRange(level, _levelStarts.Count - level);

    /// <summary>Points a reason to where its clause has moved.</summary>
    public void MoveReason(int variable, int reason) => _reasons[variable] = reason;
}
