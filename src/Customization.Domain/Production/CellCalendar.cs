using System.Collections.Immutable;

namespace Customization.Domain.Production;

/// <summary>When a cell works.</summary>
/// <param name="Week">Seven entries from Sunday, as <see cref="DayOfWeek"/>; each sorted and without overlap.</param>
/// <param name="Exceptions">Days that differ from their weekday; empty for a holiday.</param>
public sealed record CellCalendar(
    ImmutableArray<ImmutableArray<MinuteInterval>> Week,
    ImmutableSortedDictionary<DateOnly, ImmutableArray<MinuteInterval>> Exceptions)
{
    /// <summary>Never open.</summary>
    public static readonly CellCalendar Closed = new(
        [[], [], [], [], [], [], []], ImmutableSortedDictionary<DateOnly, ImmutableArray<MinuteInterval>>.Empty);

    /// <summary>Most shifts of one day.</summary>
    public const int ShiftsMax = 8;

    /// <summary>Most exceptions of one calendar.</summary>
    public const int ExceptionsMax = 400;

    /// <summary>Monday to Friday with the same shifts.</summary>
    public static CellCalendar Weekdays(params ImmutableArray<MinuteInterval> shifts) =>
        Closed with { Week = [[], shifts, shifts, shifts, shifts, shifts, []] };

    /// <summary>Every day with the same shifts.</summary>
    public static CellCalendar Daily(params ImmutableArray<MinuteInterval> shifts) =>
        Closed with { Week = [shifts, shifts, shifts, shifts, shifts, shifts, shifts] };

    /// <summary>This calendar with a day off.</summary>
    public CellCalendar WithHoliday(DateOnly date) => this with { Exceptions = Exceptions.SetItem(date, []) };

    /// <summary>The shifts of a day.</summary>
    public ImmutableArray<MinuteInterval> On(DateOnly date) =>
        Exceptions.TryGetValue(date, out var shifts) ? shifts : Week[(int)date.DayOfWeek];

    /// <summary>Whether all shifts are sorted, apart and within their day, and within the limits.</summary>
    public bool IsValid() =>
        !Week.IsDefault && Week.Length == 7 && Week.All(AreValid)
        && Exceptions.Count <= ExceptionsMax && Exceptions.Values.All(AreValid);

    /// <summary>Whether two calendars open the same days at the same times.</summary>
    public bool IsSameAs(CellCalendar other) =>
        Week.Zip(other.Week).All(pair => pair.First.SequenceEqual(pair.Second))
        && Exceptions.Count == other.Exceptions.Count
        && Exceptions.All(day =>
            other.Exceptions.TryGetValue(day.Key, out var shifts) && shifts.SequenceEqual(day.Value));

    private static bool AreValid(ImmutableArray<MinuteInterval> shifts)
    {
        if (shifts.IsDefault || shifts.Length > ShiftsMax)
        {
            return false;
        }

        var last = 0;
        foreach (var shift in shifts)
        {
            if (shift.From < last || shift.Until <= shift.From || shift.Until > Delivery.PlantMinute.PerDay)
            {
                return false;
            }

            last = shift.Until;
        }

        return true;
    }
}
