using System.Collections.Immutable;

namespace Customization.Domain.Production;

/// <summary>Arithmetic on sorted lists of intervals of one day.</summary>
internal static class DayMinutes
{
    /// <summary>What is open and not taken, sorted and apart.</summary>
    /// <remarks>O(o + t) for o openings and t taken intervals sorted by start.</remarks>
    public static ImmutableArray<MinuteInterval> Free(
        ImmutableArray<MinuteInterval> opening, IReadOnlyList<MinuteInterval> taken)
    {
        if (taken.Count == 0)
        {
            return opening;
        }

        var free = ImmutableArray.CreateBuilder<MinuteInterval>(opening.Length + taken.Count);
        var next = 0;
        foreach (var open in opening)
        {
            var from = open.From;
            while (next < taken.Count && taken[next].Until <= from)
            {
                next++;
            }

            for (var i = next; i < taken.Count && taken[i].From < open.Until; i++)
            {
                if (taken[i].From > from)
                {
                    free.Add(new MinuteInterval(from, taken[i].From));
                }

                from = Math.Max(from, taken[i].Until);
            }

            if (from < open.Until)
            {
                free.Add(new MinuteInterval(from, open.Until));
            }
        }

        return free.DrainToImmutable();
    }

    /// <summary>The past of one list and the future of another, joined where they touch.</summary>
    public static ImmutableArray<MinuteInterval> Splice(
        ImmutableArray<MinuteInterval> past, ImmutableArray<MinuteInterval> future, int minute)
    {
        var all = ImmutableArray.CreateBuilder<MinuteInterval>(past.Length + future.Length);
        foreach (var interval in past)
        {
            Append(all, interval with { Until = Math.Min(interval.Until, minute) });
        }

        foreach (var interval in future)
        {
            Append(all, interval with { From = Math.Max(interval.From, minute) });
        }

        return all.DrainToImmutable();
    }

    private static void Append(ImmutableArray<MinuteInterval>.Builder list, MinuteInterval interval)
    {
        if (interval.Minutes <= 0)
        {
            return;
        }

        if (list.Count > 0 && list[^1].Until == interval.From)
        {
            list[^1] = list[^1] with { Until = interval.Until };
        }
        else
        {
            list.Add(interval);
        }
    }
}
