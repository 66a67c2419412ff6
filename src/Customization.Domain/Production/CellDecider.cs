using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>The rules of one production cell: it alone knows when it is open, and tells its days.</summary>
/// <remarks>Every day up to the planning horizon is told, once and after each change; a day grants nothing before. Each
/// telling has its own outbox key, since a key that is pending would be ignored.</remarks>
public sealed class CellDecider : IDecider<CellState>
{
    /// <summary>Fires at each midnight: opens the next day of the horizon, or slips an overdue repair.</summary>
    public const string MidnightTimer = "midnight";

    /// <summary>Most capabilities of a cell.</summary>
    public const int CapabilitiesMax = 50;

    /// <summary>Longest name, capability or reason, characters.</summary>
    public const int TextLengthMax = 128;

    private CellDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.ProductionCell;

    /// <inheritdoc/>
    public static CellState Initial(string key) => CellState.Initial(key);

    /// <inheritdoc/>
    public static Decision Decide(CellState state, Command command, DecisionContext context)
    {
        var turn = new CellTurn(state, context.Now);
        if (state.Terms is null && command is not DefineCell)
        {
            return turn.Answer(new CellRejection.Unknown(state.Cell));
        }

        var reply = command switch
        {
            DefineCell define => Define(turn, define),
            ChangeCalendar change => Change(turn, change),
            BreakCell broken => Break(turn, broken),
            RepairCell => Repair(turn),
            TimerFired { Name: MidnightTimer } => Midnight(turn),
            EffectReplied { Reply: DayOpening { Moved.IsEmpty: false } opening } => Remember(turn, opening),
            EffectReplied => Done.Instance,
            ReadCell => View(state),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command of a cell"),
        };
        return turn.Answer(reply);
    }

    /// <inheritdoc/>
    public static CellState Evolve(CellState state, Event @event) => @event switch
    {
        CellDefined defined => state with { Terms = defined.Terms },
        CalendarChanged changed => state with { Calendar = changed.Calendar },
        CellBroke broke => state with
        {
            BrokenSince = broke.Since,
            BrokenReason = broke.Reason,
            ExpectedRepair = broke.ExpectedRepair,
        },
        RepairSlipped slipped => state with { ExpectedRepair = slipped.ExpectedRepair },
        CellRepaired => state with { BrokenSince = null, BrokenReason = "", ExpectedRepair = null },
        DaysOpened opened => state with { OpenUntil = opened.Until, Revision = opened.Revision },
        OrdersMoved moved => state with
        {
            Moved = [.. state.Moved.AddRange(moved.Orders).TakeLast(CellState.MovedMax)],
        },
        _ => state,
    };

    private static Reply Define(CellTurn turn, DefineCell command)
    {
        var terms = command.Terms;
        if (terms.Name.Length is 0 or > TextLengthMax
            || terms.Capabilities.IsDefaultOrEmpty || terms.Capabilities.Length > CapabilitiesMax
            || terms.Capabilities.Distinct().Count() < terms.Capabilities.Length
            || terms.Capabilities.Any(capability => capability.Length is 0 or > TextLengthMax))
        {
            return new CellRejection.InvalidTerms(turn.State.Cell);
        }

        if (!command.Calendar.IsValid())
        {
            return new CellRejection.InvalidCalendar(turn.State.Cell);
        }

        var isNew = turn.State.Terms is null;
        if (turn.State.Terms is not { } known || known.Name != terms.Name
            || known.AutomaticCompletion != terms.AutomaticCompletion
            || !known.Capabilities.SequenceEqual(terms.Capabilities))
        {
            turn.Record(new CellDefined(terms));
        }

        SetCalendar(turn, command.Calendar);
        if (isNew)
        {
            turn.Then(NextMidnight(turn));
        }

        return Done.Instance;
    }

    private static Reply Change(CellTurn turn, ChangeCalendar command)
    {
        if (!command.Calendar.IsValid())
        {
            return new CellRejection.InvalidCalendar(turn.State.Cell);
        }

        SetCalendar(turn, command.Calendar);
        return Done.Instance;
    }

    private static Reply Break(CellTurn turn, BreakCell command)
    {
        var reason = command.Reason.Length > TextLengthMax ? command.Reason[..TextLengthMax] : command.Reason;
        var state = turn.State;
        if (state.BrokenSince is null || state.BrokenReason != reason || state.ExpectedRepair != command.ExpectedRepair)
        {
            turn.Record(new CellBroke(state.BrokenSince ?? turn.Now, reason, command.ExpectedRepair));
            TellDays(turn, $"cell-broken: {reason}");
        }

        return Done.Instance;
    }

    private static Reply Repair(CellTurn turn)
    {
        if (turn.State.BrokenSince is not null)
        {
            turn.Record(new CellRepaired());
            TellDays(turn, "cell-repaired");
        }

        return Done.Instance;
    }

    private static Reply Midnight(CellTurn turn)
    {
        if (turn.State.BrokenSince is not null && turn.State.ExpectedRepair < turn.Today)
        {
            turn.Record(new RepairSlipped(turn.Today));
        }

        TellDays(turn, $"cell-broken: {turn.State.BrokenReason}");
        turn.Then(NextMidnight(turn));
        return Done.Instance;
    }

    private static Reply Remember(CellTurn turn, DayOpening opening)
    {
        turn.Record(new OrdersMoved(opening.Moved));
        return Done.Instance;
    }

    private static void SetCalendar(CellTurn turn, CellCalendar calendar)
    {
        if (!calendar.IsSameAs(turn.State.Calendar))
        {
            turn.Record(new CalendarChanged(calendar));
        }

        TellDays(turn, "calendar-changed");
    }

    /// <summary>Tells the days whose opening this decision changed, and those that were never told.</summary>
    private static void TellDays(CellTurn turn, string reason)
    {
        var horizon = turn.Today.AddDays(PlanningLimits.PlanningHorizonDays);
        var revision = turn.State.Revision + 1;
        var isAny = false;
        for (var day = turn.Today; day <= horizon; day = day.AddDays(1))
        {
            var opening = turn.State.OpeningOn(day);
            if (day > turn.Before.OpenUntil || !opening.SequenceEqual(turn.Before.OpeningOn(day)))
            {
                var date = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                turn.Then(new Effect.Send(
                    $"open|{date}|{revision}", CellDayState.AddressOf(turn.State.Cell, day),
                    new OpenDay(revision, opening, reason)));
                isAny = true;
            }
        }

        if (isAny)
        {
            var until = horizon > turn.State.OpenUntil ? horizon : turn.State.OpenUntil;
            turn.Record(new DaysOpened(until, revision));
        }
    }

    private static Effect.SetTimer NextMidnight(CellTurn turn) =>
        new(MidnightTimer, PlantMinute.Of(turn.Today.AddDays(1)).Instant);

    private static CellView View(CellState state) => new(
        state.Cell, state.Terms!, state.Calendar, state.BrokenSince, state.BrokenReason, state.ExpectedRepair,
        state.Moved);
}
