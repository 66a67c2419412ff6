using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>The rules of one day of one cell: no minute is given twice, and none outside of the opening (I1).</summary>
public sealed class CellDayDecider : IDecider<CellDayState>
{
    /// <summary>Expires held slots, forgets ended ones.</summary>
    public const string SweepTimer = "sweep";

    private CellDayDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.CellDay;

    /// <inheritdoc/>
    public static CellDayState Initial(string key) => CellDayState.Initial(key);

    /// <inheritdoc/>
    public static Decision Decide(CellDayState state, Command command, DecisionContext context)
    {
        var turn = new CellDayTurn(state, context.Now);
        var reply = command switch
        {
            EffectReplied => Done.Instance,
            OpenDay open => Open(turn, open),
            HoldSlot hold => Hold(turn, hold),
            ConfirmSlot confirm => Confirm(turn, confirm),
            CompleteSlot complete => Complete(turn, complete),
            ReleaseSlot release => Release(turn, release),
            TimerFired { Name: SweepTimer } => Sweep(turn),
            ReadCellDay => new CellDayView(state.Cell, state.Date, state.Opening, state.Slots, state.Moved),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command of a cell-day"),
        };
        turn.Wake(SweepTimer, command is TimerFired ? null : Due(state), Due(turn.State));
        return turn.Answer(reply);
    }

    /// <inheritdoc/>
    public static CellDayState Evolve(CellDayState state, Event @event) => @event switch
    {
        DayOpened opened => state with { Revision = opened.Revision, Opening = opened.Opening },
        SlotHeld held => state with
        {
            Slots = state.Slots.SetItem(held.HoldId, new Slot(held.Interval, held.Expires, SlotStatus.Held)),
        },
        SlotConfirmed confirmed => WithStatus(state, confirmed.HoldId, SlotStatus.Reserved),
        SlotCompleted completed => WithStatus(state, completed.HoldId, SlotStatus.Completed),
        SlotReleased released => state with
        {
            Slots = state.Slots.Remove(released.HoldId),
            Ended = state.Ended.With(released.HoldId, released.RememberUntil, CellDayState.EndedMax),
        },
        SlotExpired expired => state with { Slots = state.Slots.Remove(expired.HoldId) },
        SlotTaken taken => state with
        {
            Slots = state.Slots.Remove(taken.Moved.HoldId),
            Moved = [.. state.Moved.Add(taken.Moved).TakeLast(CellDayState.MovedMax)],
        },
        EndedSlotsForgotten forgotten => state with { Ended = state.Ended.Without(forgotten.Until) },
        _ => state,
    };

    /// <summary>What of the opening no slot takes.</summary>
    internal static ImmutableArray<MinuteInterval> FreeOf(CellDayState state) =>
        state.Slots.Count >= CellDayState.SlotsMax
            ? []
            : DayMinutes.Free(
                state.Opening,
                [.. state.Slots.Values.Select(slot => slot.Interval).OrderBy(interval => interval.From)]);

    private static Reply Open(CellDayTurn turn, OpenDay command)
    {
        var state = turn.State;
        if (command.Revision > state.Revision)
        {
            var now = NowMinute(turn);
            var opening = DayMinutes.Splice(state.Opening, command.Opening, now);
            turn.Record(new DayOpened(command.Revision, opening));
            foreach (var (holdId, slot) in state.Slots)
            {
                if (slot.Status != SlotStatus.Completed && slot.Interval.Until > now
                    && !opening.Any(open => open.Contains(slot.Interval)))
                {
                    Take(turn, holdId, slot, command);
                }
            }
        }

        return new DayOpening([.. turn.State.Moved.Where(moved => moved.Revision == command.Revision)]);
    }

    private static void Take(CellDayTurn turn, string holdId, Slot slot, OpenDay command)
    {
        var state = turn.State;
        var order = HoldId.OrderOf(holdId);
        turn.Record(new SlotTaken(new MovedOrder(
            order, holdId, state.Date, slot.Interval, command.Reason, turn.Now, command.Revision)));
        turn.Then(new Effect.Send(
            $"lost|{holdId}", new EntityAddress(EntityKind.Order, order),
            new Ordering.SlotLost(holdId, state.Cell, state.Date, command.Reason)));
    }

    private static Reply Hold(CellDayTurn turn, HoldSlot command)
    {
        var state = turn.State;
        if (state.Slots.TryGetValue(command.HoldId, out var slot))
        {
            return new SlotHold(command.HoldId, slot.Interval, slot.Expires);
        }

        if (Refusal(turn, command) is { } refusal)
        {
            return refusal;
        }

        var earliest = Math.Max(command.NotBefore, NowMinute(turn));
        foreach (var free in FreeOf(state))
        {
            var start = Math.Max(free.From, earliest);
            if (start + command.Minutes <= free.Until)
            {
                var interval = new MinuteInterval(start, start + command.Minutes);
                turn.Record(new SlotHeld(command.HoldId, interval, command.Expires));
                return new SlotHold(command.HoldId, interval, command.Expires);
            }
        }

        return new CellDayRejection.Full(state.Cell, state.Date);
    }

    private static CellDayRejection? Refusal(CellDayTurn turn, HoldSlot command)
    {
        var state = turn.State;
        if (command.Minutes is < 1 or > PlantMinute.PerDay || command.NotBefore is < 0 or > PlantMinute.PerDay)
        {
            return new CellDayRejection.InvalidSlot(command.Minutes, command.NotBefore);
        }

        if (state.Ended.Contains(command.HoldId))
        {
            return new CellDayRejection.Released(command.HoldId);
        }

        if (command.Expires <= turn.Now)
        {
            return new CellDayRejection.Expired(command.HoldId);
        }

        if (command.Expires > turn.Now + HoldId.TtlMax)
        {
            return new CellDayRejection.TooLong(command.HoldId);
        }

        if (state.Opening.IsEmpty || state.Date < turn.Today)
        {
            return new CellDayRejection.Closed(state.Cell, state.Date);
        }

        return state.Slots.Count >= CellDayState.SlotsMax
            ? new CellDayRejection.Full(state.Cell, state.Date)
            : null;
    }

    private static Reply Confirm(CellDayTurn turn, ConfirmSlot command)
    {
        if (!turn.State.Slots.TryGetValue(command.HoldId, out var slot))
        {
            return new CellDayRejection.UnknownSlot(command.HoldId);
        }

        if (slot.Status == SlotStatus.Held)
        {
            if (slot.Expires <= turn.Now)
            {
                return new CellDayRejection.Expired(command.HoldId);
            }

            turn.Record(new SlotConfirmed(command.HoldId));
        }

        return Done.Instance;
    }

    private static Reply Complete(CellDayTurn turn, CompleteSlot command)
    {
        if (!turn.State.Slots.TryGetValue(command.HoldId, out var slot))
        {
            return new CellDayRejection.UnknownSlot(command.HoldId);
        }

        switch (slot.Status)
        {
            case SlotStatus.Held:
                return new CellDayRejection.NotReserved(command.HoldId);
            case SlotStatus.Reserved:
                turn.Record(new SlotCompleted(command.HoldId));
                return Done.Instance;
            default:
                return Done.Instance;
        }
    }

    private static Reply Release(CellDayTurn turn, ReleaseSlot command)
    {
        var isKnown = turn.State.Slots.TryGetValue(command.HoldId, out var slot);
        var until = EndedHolds.RememberUntil(command.Expires, turn.Now);
        var isRemembered = until is null || turn.State.Ended.Contains(command.HoldId);
        if (slot?.Status != SlotStatus.Completed && (isKnown || !isRemembered))
        {
            turn.Record(new SlotReleased(command.HoldId, until));
        }

        return Done.Instance;
    }

    private static Reply Sweep(CellDayTurn turn)
    {
        foreach (var (holdId, slot) in turn.State.Slots)
        {
            if (slot.Status == SlotStatus.Held && slot.Expires <= turn.Now)
            {
                turn.Record(new SlotExpired(holdId));
            }
        }

        if (turn.State.Ended.Due <= turn.Now)
        {
            turn.Record(new EndedSlotsForgotten(turn.Now));
        }

        return Done.Instance;
    }

    private static DateTimeOffset? Due(CellDayState state)
    {
        var due = state.Ended.Due;
        foreach (var (_, slot) in state.Slots)
        {
            if (slot.Status == SlotStatus.Held && !(due <= slot.Expires))
            {
                due = slot.Expires;
            }
        }

        return due;
    }

    private static CellDayState WithStatus(CellDayState state, string holdId, SlotStatus status) =>
        state.Slots.TryGetValue(holdId, out var slot)
            ? state with { Slots = state.Slots.SetItem(holdId, slot with { Status = status }) }
            : state;

    /// <summary>The minute of this day that now is: 0 before it, 1440 after it.</summary>
    private static int NowMinute(CellDayTurn turn) => (int)Math.Clamp(
        PlantMinute.AtOrAfter(turn.Now).Value - PlantMinute.Of(turn.State.Date).Value, 0, PlantMinute.PerDay);
}
