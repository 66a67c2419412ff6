using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong at a cell and on its days.</summary>
internal static class CellBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Seeing<CellDayState, HoldSlot>("a minute is sold twice", (state, _) => state with
        {
            Slots = state.Slots.Clear(),
        }),
        Seeing<CellDayState, HoldSlot>("a late copy of a slot's hold claims again", (state, _) =>
            state with { Ended = EndedHolds.None }),
        Seeing<CellDayState, HoldSlot>("a slot starts before the cell opens", (state, _) => state with
        {
            Opening = state.Opening.IsEmpty ? [] : [new MinuteInterval(0, 1440)],
        }),
        Seeing<CellDayState, ConfirmSlot>("a slot is reserved after its expiry", (state, command) =>
            state.Slots.TryGetValue(command.HoldId, out var slot)
                ? state with
                {
                    Slots = state.Slots.SetItem(command.HoldId, slot with { Expires = DateTimeOffset.MaxValue }),
                }
                : state),
        Changing<CellDayState>("a slot is a minute too long", (_, each) => each is SlotHeld held
            ? held with { Interval = held.Interval with { Until = held.Interval.Until + 1 } }
            : each),
        Dropping<CellDayState>("no slot expires", each => each is SlotExpired),
        Dropping<CellDayState>("a cell that breaks keeps its slots", each =>
            each is SlotTaken or Effect.Send { Command: SlotLost }),
        Dropping<CellDayState>("an order is not told that its slot is lost", each =>
            each is Effect.Send { Command: SlotLost }),
        Ignoring<CellDayState, CompleteSlot>("a slot that is done stays reserved"),
        Seeing<CellDayState, OpenDay>("an old opening overtakes a new one", (state, _) =>
            state with { Revision = 0 }),
        Changing<CellState>("Saturdays follow the calendar of Fridays", (state, each) =>
            each is Effect.Send { Command: OpenDay open } send && IsSaturday(send.To)
                ? send with { Command = open with { Opening = state.Calendar.Week[(int)DayOfWeek.Friday] } }
                : each),
        On<CellState, ChangeCalendar>("a change of calendar misses a day", (state, command, site, honest) =>
        {
            var (change, reply) = honest(state, command, site.Context);
            return change is { Effects.Length: > 0 }
                ? (change with { Effects = change.Effects.RemoveAt(change.Effects.Length - 1) }, reply)
                : (change, reply);
        }),
        Ignoring<CellState, ChangeCalendar>("a calendar is acknowledged and forgotten"),
        On<CellState, TimerFired>("no new day opens at midnight", (_, _, site, _) => (
            new Change(
                site.Version + 1, site.Context.Now, [],
                [new Effect.SetTimer(CellDecider.MidnightTimer, site.Context.Now.AddDays(1))], null,
                CellDecider.MidnightTimer),
            Done.Instance)),
    ];

    private static bool IsSaturday(EntityAddress day) =>
        CellDayState.Initial(day.Key).Date.DayOfWeek == DayOfWeek.Saturday;
}
