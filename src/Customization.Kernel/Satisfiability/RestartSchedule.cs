namespace Customization.Kernel.Satisfiability;

/// <summary>When a search starts over with what it has learnt: after 1, 1, 2, 1, 1, 2, 4... times a unit of conflicts.
/// </summary>
/// <remarks>Source: Luby, Sinclair, Zuckerman 1993, optimal speedup of Las Vegas algorithms.</remarks>
internal struct RestartSchedule()
{
    private const int UnitConflicts = 64;

    private long _next = UnitConflicts;
    private long _index = 1;

    /// <summary>Whether to start over now; asked again, it waits for the next time.</summary>
    public bool IsDue(long conflicts)
    {
        if (conflicts < _next)
        {
            return false;
        }

        _next = conflicts + (UnitConflicts * Luby(++_index));
        return true;
    }

    /// <summary>The member of the sequence at a position from 1.</summary>
    public static long Luby(long position)
    {
        while (true)
        {
            var size = 1L;
            while (size < position)
            {
                size = (2 * size) + 1;
            }

            if (size == position)
            {
                return (size + 1) / 2;
            }

            position -= (size - 1) / 2;
        }
    }
}
