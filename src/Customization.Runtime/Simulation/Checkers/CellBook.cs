using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Production;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>A second book of one cell: which calendar it was given, when it is broken, and so what every day has to
/// know.</summary>
internal sealed class CellBook(string cell, World world)
{
    private const int HorizonDays = 60;

    private readonly List<CellCalendar> _worked = [];
    private CellCalendar _calendar = CellCalendar.Closed;
    private bool _isBroken;
    private DateOnly? _repair;

    /// <summary>Whether the cell ever worked by a calendar.</summary>
    public bool HasWorked(CellCalendar calendar) => _worked.Exists(known => Same(known, calendar));

    /// <summary>Enters a change.</summary>
    public void Take(Deed deed)
    {
        foreach (var happened in deed.Change.Events)
        {
            switch (happened)
            {
                case CalendarChanged changed:
                    _calendar = changed.Calendar;
                    _worked.Add(_calendar);
                    world.Verdict.Require(
                        WasAsked(_calendar), "calendar", $"{cell} works by a calendar that nobody gave it");
                    break;
                case CellBroke broke:
                    (_isBroken, _repair) = (true, broke.ExpectedRepair);
                    break;
                case RepairSlipped slipped:
                    _repair = slipped.ExpectedRepair;
                    break;
                case CellRepaired:
                    (_isBroken, _repair) = (false, null);
                    break;
            }
        }

        foreach (var effect in deed.Change.Effects)
        {
            if (effect is Effect.Send { Command: OpenDay open, To: var day })
            {
                var date = DateOnly.ParseExact(
                    day.Key[^10..], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
                world.Verdict.Require(
                    open.Opening.SequenceEqual(On(date)), "calendar",
                    $"{cell} tells {date} {string.Join(' ', open.Opening)}, its calendar says "
                    + $"{string.Join(' ', On(date))}");
            }
        }
    }

    /// <summary>Every day from tomorrow on knows what the calendar says.</summary>
    public void Final(DateOnly today)
    {
        for (var i = 1; i <= HorizonDays; i++)
        {
            var date = today.AddDays(i);
            var opening = world.Checks.DayOf(CellDayState.AddressOf(cell, date)).Opening;
            world.Verdict.Require(
                opening.SequenceEqual(On(date)), "calendar",
                $"{cell} {date} is open {string.Join(' ', opening)}, its calendar says {string.Join(' ', On(date))}");
        }
    }

    /// <summary>1 January of the year 1 was a Monday.</summary>
    private ImmutableArray<MinuteInterval> On(DateOnly date) =>
        _isBroken && (_repair is null || date <= _repair) ? []
        : _calendar.Exceptions.TryGetValue(date, out var shifts) ? shifts
        : _calendar.Week[(date.DayNumber + 1) % 7];

    private bool WasAsked(CellCalendar calendar) =>
        world.Plant.Cells.Any(known => known.Id == cell && Same(known.Calendar, calendar))
        || (world.Operators.Calendars.GetValueOrDefault(cell)?.Exists(known => Same(known, calendar)) ?? false);

    private static bool Same(CellCalendar left, CellCalendar right)
    {
        for (var i = 0; i < 7; i++)
        {
            if (!left.Week[i].SequenceEqual(right.Week[i]))
            {
                return false;
            }
        }

        return left.Exceptions.Keys.SequenceEqual(right.Exceptions.Keys)
            && left.Exceptions.Values.Zip(right.Exceptions.Values).All(pair => pair.First.SequenceEqual(pair.Second));
    }
}
