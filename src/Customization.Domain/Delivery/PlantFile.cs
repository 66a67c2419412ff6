using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Yaml;
using Customization.Domain.Production;

namespace Customization.Domain.Delivery;

/// <summary>Days and times as plant files write them.</summary>
internal static class PlantFile
{
    private const int HolidaysMax = CellCalendar.ExceptionsMax;

    private static readonly ImmutableArray<DayOfWeek> MondayToFriday =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Words for days of the week, one or several.</summary>
    public static readonly ImmutableSortedDictionary<string, ImmutableArray<DayOfWeek>> Weekdays =
        new Dictionary<string, ImmutableArray<DayOfWeek>>
        {
            ["daily"] = [DayOfWeek.Sunday, .. MondayToFriday, DayOfWeek.Saturday],
            ["weekdays"] = MondayToFriday,
            ["mon"] = [DayOfWeek.Monday],
            ["tue"] = [DayOfWeek.Tuesday],
            ["wed"] = [DayOfWeek.Wednesday],
            ["thu"] = [DayOfWeek.Thursday],
            ["fri"] = [DayOfWeek.Friday],
            ["sat"] = [DayOfWeek.Saturday],
            ["sun"] = [DayOfWeek.Sunday],
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>A list of words for days; Monday to Friday where there is none.</summary>
    public static ImmutableArray<DayOfWeek> ReadDays(Fields fields, string key)
    {
        if (!fields.Has(key))
        {
            return MondayToFriday;
        }

        var days = new SortedSet<DayOfWeek>();
        foreach (var item in fields.Items(key, Weekdays.Count))
        {
            if (Scalars.Text(item, Scalars.CodeLengthMax, fields.Report) is not { } word)
            {
                continue;
            }

            if (Weekdays.TryGetValue(word.Text, out var found))
            {
                days.UnionWith(found);
            }
            else
            {
                fields.Report.Error(CatalogCode.WrongValue, word.Span,
                    $"expected one of {string.Join(", ", Weekdays.Keys)}, found '{Scalars.Shown(word.Text)}'");
            }
        }

        return [.. days];
    }

    /// <summary>A list of dates, sorted.</summary>
    public static ImmutableArray<DateOnly> ReadHolidays(Fields fields)
    {
        var days = new SortedSet<DateOnly>();
        foreach (var item in fields.Items("holidays", HolidaysMax))
        {
            if (Scalars.Text(item, Scalars.CodeLengthMax, fields.Report) is not { } text)
            {
                continue;
            }

            if (DateOnly.TryParseExact(text.Text, "yyyy-MM-dd", out var day))
            {
                days.Add(day);
            }
            else
            {
                fields.Report.Error(CatalogCode.WrongValue, text.Span, "expected a date such as 2027-01-31");
            }
        }

        return [.. days];
    }

    /// <summary>A time of day such as <c>16:00</c> in minutes, up to <c>24:00</c>; null where it is none.</summary>
    public static int? MinuteOf(string text)
    {
        var parts = text.Split(':');
        return parts.Length == 2 && parts[1].Length == 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var hours)
            && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minutes)
            && hours <= 24 && minutes < 60 && (hours * 60) + minutes <= PlantMinute.PerDay
            ? (hours * 60) + minutes
            : null;
    }

    /// <summary>A calendar from shifts by weekday; days not named are closed.</summary>
    public static CellCalendar ReadCalendar(Fields cell)
    {
        var calendar = CellCalendar.Closed;
        if (cell["shifts"] is not { } node || Fields.Of(node, PlantFields.Shifts, cell.Report) is not { } shifts)
        {
            return calendar;
        }

        foreach (var (word, days) in Weekdays.OrderBy(pair => -pair.Value.Length))
        {
            if (shifts.Has(word))
            {
                var intervals = ReadShifts(shifts, word);
                foreach (var day in days)
                {
                    calendar = calendar with { Week = calendar.Week.SetItem((int)day, intervals) };
                }
            }
        }

        foreach (var day in ReadHolidays(cell))
        {
            calendar = calendar.WithHoliday(day);
        }

        if (!calendar.IsValid())
        {
            cell.Report.Error(CatalogCode.Contradiction, cell.SpanOf("shifts"),
                "expected shifts such as 06:00-14:00, in order and apart");
        }

        return calendar;
    }

    private static ImmutableArray<MinuteInterval> ReadShifts(Fields shifts, string key)
    {
        var intervals = ImmutableArray.CreateBuilder<MinuteInterval>();
        foreach (var item in shifts.Items(key, CellCalendar.ShiftsMax))
        {
            if (Scalars.Text(item, Scalars.CodeLengthMax, shifts.Report) is not { } text)
            {
                continue;
            }

            var ends = text.Text.Split('-');
            if (ends.Length == 2 && MinuteOf(ends[0].Trim()) is { } from && MinuteOf(ends[1].Trim()) is { } until
                && from < until)
            {
                intervals.Add(new MinuteInterval(from, until));
            }
            else
            {
                shifts.Report.Error(CatalogCode.WrongValue, text.Span,
                    $"expected a shift such as 06:00-14:00, found '{Scalars.Shown(text.Text)}'");
            }
        }

        return intervals.ToImmutable();
    }
}
