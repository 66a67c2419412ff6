using System.Runtime.CompilerServices;

namespace Customization.Kernel.Satisfiability;

/// <summary>Which variable to decide next, and how: those of the latest conflicts first, with the value they last had.
/// </summary>
/// <remarks>A linked list in the order of <c>stamp</c>; no open variable has a later stamp than the cursor, so the next
/// one is found by walking on. Source: variable move to front, Biere and Froehlich 2015, evaluating CDCL variable
/// scoring schemes. Mutable; owned by one <see cref="Solver"/>.</remarks>
internal sealed class DecisionQueue
{
    private const int NotListed = -2;

    private int[] _previous = [];
    private int[] _next = [];
    private long[] _stamps = [];
    private bool[] _phases = [];
    private int _count;
    private int _last = -1;
    private int _cursor = -1;
    private long _stamp;

    /// <summary>Adds the next variable.</summary>
    /// <param name="isDetermined">Whether the others determine it, so that it is never decided.</param>
    public void Add(bool isDetermined)
    {
        if (_count == _next.Length)
        {
            var size = Math.Max(64, 2 * _count);
            Array.Resize(ref _previous, size);
            Array.Resize(ref _next, size);
            Array.Resize(ref _stamps, size);
            Array.Resize(ref _phases, size);
        }

        var variable = _count++;
        (_previous[variable], _next[variable]) = (NotListed, NotListed);
        if (!isDetermined)
        {
            Append(variable);
            _cursor = variable;
        }
    }

    public long StampOf(int variable) => _stamps[variable];

    /// <summary>The value that a variable is decided to.</summary>
    public bool this[int variable]
    {
        get => _phases[variable];
        set => _phases[variable] = value;
    }

    /// <summary>The next open variable, or -1 where all are assigned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Next(sbyte[] values)
    {
        var variable = _cursor;
        while (variable >= 0 && values[2 * variable] != 0)
        {
            variable = _previous[variable];
        }

        _cursor = variable >= 0 ? variable : _cursor;
        return variable;
    }

    /// <summary>Hears that a literal is open again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Unassigned(int literal)
    {
        var variable = literal >> 1;
        _phases[variable] = (literal & 1) == 0;
        if (_cursor >= 0 && _stamps[variable] > _stamps[_cursor])
        {
            _cursor = variable;
        }
    }

    /// <summary>Makes a variable the first to be decided.</summary>
    public void MoveToFront(int variable, bool isOpen)
    {
        if (variable == _last || _next[variable] == NotListed)
        {
            return;
        }

        if (variable == _cursor)
        {
            _cursor = _previous[variable] >= 0 ? _previous[variable] : _next[variable];
        }

        Unlink(variable);
        Append(variable);
        if (isOpen)
        {
            _cursor = variable;
        }
    }

    private void Append(int variable)
    {
        (_previous[variable], _next[variable]) = (_last, -1);
        if (_last >= 0)
        {
            _next[_last] = variable;
        }

        _last = variable;
        _stamps[variable] = ++_stamp;
    }

    private void Unlink(int variable)
    {
        var (before, after) = (_previous[variable], _next[variable]);
        if (before >= 0)
        {
            _next[before] = after;
        }

        _previous[after] = before;
    }
}
