using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>When the next wait of an order ends, and what then happens: no status waits without an end.</summary>
internal static class OrderClock
{
    /// <summary>Hour of the promised day at which an automatic lane has delivered.</summary>
    private const int DeliveryHour = 12;

    /// <summary>The next time something is due, or null for an ended order.</summary>
    public static DateTimeOffset? Due(OrderState state) => state.Status switch
    {
        OrderStatus.Holding or OrderStatus.Confirming or OrderStatus.Quoted =>
            Earlier(state.SettleBy, state.IsQuote ? state.QuoteExpires : null),
        OrderStatus.Confirmed or OrderStatus.Producing =>
            Earlier(
                Earlier(Earlier(state.RetryAt, state.MovingSince + OrderLimits.MoveTimeout), WorkDue(state)),
                OrderLots.Due(state)),
        OrderStatus.Produced => Earlier(ShipDue(state), OrderLots.Due(state)),
        OrderStatus.Shipped => state.Item!.Work.Lots.IsEmpty
            ? DeliveryDue(state.Promise!.DeliveryDate, state.Lane!.Automatic)
            : OrderLots.Due(state),
        _ => null,
    };

    /// <summary>Does what is due.</summary>
    public static Reply Tick(OrderTurn turn)
    {
        if (Due(turn.State) is not { } due || due > turn.Now)
        {
            return Done.Instance;
        }

        OrderLots.Tick(turn);
        switch (turn.State.Status)
        {
            case OrderStatus.Holding or OrderStatus.Confirming or OrderStatus.Quoted:
                Timeout(turn);
                break;
            case OrderStatus.Confirmed or OrderStatus.Producing:
                Work(turn);
                break;
            case OrderStatus.Produced when ShipDue(turn.State) is not { } shipDue || shipDue > turn.Now:
                break;
            case OrderStatus.Produced when turn.State.Lane!.Automatic:
                OrderFulfilment.Ship(turn, new ShipOrder(""));
                break;
            case OrderStatus.Produced:
                OrderPlacement.GiveUp(turn, "not-shipped", "Nobody shipped the goods.");
                break;
            case OrderStatus.Shipped when turn.State.Item!.Work.Lots.IsEmpty:
                OrderFulfilment.Deliver(turn, new ConfirmDelivery(), presumed: !turn.State.Lane!.Automatic);
                break;
        }

        return Done.Instance;
    }

    /// <summary>Whether all operations are done that the one of a slot waits for.</summary>
    public static bool IsStartable(OrderState state, SlotClaim slot)
    {
        var operation = state.Item!.Work.Routing.First(operation =>
            string.Equals(operation.Id, slot.Plan.Operation, StringComparison.Ordinal));
        return operation.After.All(before => state.Claims.Values.OfType<SlotClaim>().Any(other =>
            other.Phase == ClaimPhase.Consumed
            && string.Equals(other.Plan.Operation, before, StringComparison.Ordinal)));
    }

    /// <summary>Whether the plant works on the order and has what a slot's operation needs.</summary>
    private static bool IsUnderWay(OrderState state, SlotClaim slot) =>
        state.Status == OrderStatus.Producing
        && (state.Item!.Work.Lots.IsEmpty || OrderSupplies.IsSupplied(state, slot.Plan.Operation));

    private static void Timeout(OrderTurn turn)
    {
        if (turn.State.IsQuote && turn.State.QuoteExpires <= turn.Now)
        {
            OrderPlacement.End(turn, OrderStatus.Expired, "quote-expired", "The quote was not accepted in time.");
        }
        else
        {
            OrderPlacement.End(turn, OrderStatus.Rejected, "timed-out", "The plant did not answer in time.");
        }
    }

    private static void Work(OrderTurn turn)
    {
        if (turn.State.MovingSince + OrderLimits.MoveTimeout <= turn.Now)
        {
            OrderPlacement.GiveUp(turn, "promise-broken", $"No other date was found: {turn.State.Moving}.");
            return;
        }

        if (turn.State.RetryAt <= turn.Now)
        {
            turn.Record(new RetryBegun());
            if (turn.State.Moving is not null)
            {
                OrderPlanning.Plan(turn);
            }
        }

        foreach (var slot in SlotsByEnd(turn.State))
        {
            // An earlier slot of this loop may have ended the order or moved this claim.
            if (turn.State.Claims.GetValueOrDefault(slot.Key) is SlotClaim { Phase: ClaimPhase.Reserved } current
                && SlotDue(turn.State, current) is { } due && due <= turn.Now)
            {
                WorkOn(turn, current);
            }
        }

        if (OrderSupplies.Due(turn.State) <= turn.Now)
        {
            OrderSupplies.Release(turn);
        }
    }

    private static void WorkOn(OrderTurn turn, SlotClaim slot)
    {
        if (IsUnderWay(turn.State, slot) && slot.Plan.AutomaticCompletion)
        {
            OrderFulfilment.Complete(turn, slot);
        }
        else
        {
            var reason = IsUnderWay(turn.State, slot) ? "operation-overdue" : "material-late";
            OrderClaims.Lose(turn, slot, turn.State.Refusals, reason);
        }
    }

    private static IEnumerable<SlotClaim> SlotsByEnd(OrderState state) => state.Claims.Values.OfType<SlotClaim>()
        .Where(claim => claim.Phase == ClaimPhase.Reserved)
        .OrderBy(claim => claim.Plan.End).ThenBy(claim => claim.Key, StringComparer.Ordinal);

    private static DateTimeOffset? WorkDue(OrderState state)
    {
        var due = OrderSupplies.Due(state);
        foreach (var slot in SlotsByEnd(state))
        {
            due = Earlier(due, SlotDue(state, slot));
        }

        return due;
    }

    /// <summary>When a reserved slot needs attention: at its end where material is missing or the cell reports by
    /// itself, after the grace where an operator reports; never while an earlier operation is not done.</summary>
    private static DateTimeOffset? SlotDue(OrderState state, SlotClaim slot)
    {
        var end = slot.Plan.End.Instant;
        if (!IsUnderWay(state, slot))
        {
            return end;
        }

        if (!IsStartable(state, slot))
        {
            return null;
        }

        return slot.Plan.AutomaticCompletion ? end : end + OrderLimits.CompletionGrace;
    }

    /// <summary>When goods that are ready leave by themselves, or are given up; null where their lots leave one by one
    /// by themselves.</summary>
    private static DateTimeOffset? ShipDue(OrderState state)
    {
        var cutoff = Cutoff(state.Promise!.ShipDate, state.Lane!);
        return !state.Lane!.Automatic ? cutoff + OrderLimits.ShipTimeout
            : state.Item!.Work.Lots.IsEmpty ? cutoff
            : null;
    }

    /// <summary>When the carrier leaves on a day.</summary>
    public static DateTimeOffset Cutoff(DateOnly day, ShippingLane lane) =>
        PlantMinute.Of(day, lane.CutoffMinute).Instant;

    /// <summary>When goods arrive by themselves on the promised day, or are presumed to have arrived.</summary>
    public static DateTimeOffset DeliveryDue(DateOnly day, bool isAutomatic)
    {
        var noon = PlantMinute.Of(day, DeliveryHour * 60).Instant;
        return isAutomatic ? noon : noon + OrderLimits.DeliveryPresumed;
    }

    /// <summary>The earlier of two times, where there are two.</summary>
    public static DateTimeOffset? Earlier(DateTimeOffset? left, DateTimeOffset? right) =>
        left is null || right < left ? right ?? left : left;
}
