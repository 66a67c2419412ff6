using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Production;

namespace Customization.Gateway.Cells;

/// <summary>When a cell works; shifts are texts like <c>08:00-16:30</c>, in UTC.</summary>
/// <param name="Week">Shifts by weekday, e.g. <c>monday</c>; days that are left out are closed.</param>
/// <param name="Exceptions">Shifts of single days; an empty list is a holiday.</param>
public sealed record CalendarBody(
    IReadOnlyDictionary<DayOfWeek, IReadOnlyList<string>> Week,
    IReadOnlyDictionary<DateOnly, IReadOnlyList<string>>? Exceptions = null)
{
    /// <summary>The calendar as text.</summary>
    public static CalendarBody Of(CellCalendar calendar) => new(
        Enum.GetValues<DayOfWeek>().Where(day => !calendar.Week[(int)day].IsEmpty)
            .ToDictionary(day => day, day => TextOf(calendar.Week[(int)day])),
        calendar.Exceptions.ToDictionary(day => day.Key, day => TextOf(day.Value)));

    /// <summary>The calendar, or null where a shift is malformed.</summary>
    public CellCalendar? ToCalendar()
    {
        var week = Enum.GetValues<DayOfWeek>().Select(day => Parse(Week.GetValueOrDefault(day, []))).ToArray();
        var exceptions = (Exceptions ?? new Dictionary<DateOnly, IReadOnlyList<string>>())
            .Select(day => KeyValuePair.Create(day.Key, Parse(day.Value))).ToArray();
        return week.Any(shifts => shifts.IsDefault) || exceptions.Any(day => day.Value.IsDefault)
            ? null
            : new CellCalendar([.. week], exceptions.ToImmutableSortedDictionary());
    }

    private static IReadOnlyList<string> TextOf(ImmutableArray<MinuteInterval> shifts) =>
        [.. shifts.Select(shift => shift.ToString())];

    private static ImmutableArray<MinuteInterval> Parse(IReadOnlyList<string> texts)
    {
        var shifts = ImmutableArray.CreateBuilder<MinuteInterval>(texts.Count);
        foreach (var text in texts)
        {
            var ends = text.Split('-');
            if (ends.Length != 2 || MinuteOf(ends[0]) is not { } from || MinuteOf(ends[1]) is not { } until)
            {
                return default;
            }

            shifts.Add(new MinuteInterval(from, until));
        }

        return shifts.ToImmutable();
    }

    /// <summary>Minute of the day; 24:00 is the end of it.</summary>
    private static int? MinuteOf(string text) =>
        text == "24:00" ? 24 * 60
        : TimeOnly.TryParseExact(text, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? (time.Hour * 60) + time.Minute
            : null;
}
