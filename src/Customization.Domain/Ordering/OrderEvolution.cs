using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>What the events of an order do to its state.</summary>
internal static class OrderEvolution
{
    /// <summary>Total: events that no longer make sense change nothing.</summary>
    public static OrderState Evolve(OrderState state, Event happened) => happened switch
    {
        OrderPlaced placed => Placed(state, placed),
        KeyClaimed claimed => state with { Claimed = Known(state, claimed.Stamp) },
        OrderPlanned planned => state with
        {
            Attempt = state.Attempt + 1,
            Tries = state.Tries + 1,
            Promise = state.Status.IsConfirmed() ? state.Promise : planned.Promise,
            Claims = state.Claims.SetItems(planned.Claims.Select(claim => KeyValuePair.Create(claim.Key, claim))),
        },
        ClaimMoved moved when state.Claims.TryGetValue(moved.Key, out var claim) =>
            state with { Claims = state.Claims.SetItem(moved.Key, At(claim, moved)) },
        ClaimEnded ended => state with { Claims = state.Claims.Remove(ended.Key) },
        ClaimRefused refused => state with { Refusals = refused.Refusals },
        RetryScheduled retry => state with { RetryAt = retry.At },
        ReleasePostponed postponed => state with { ReleaseAt = postponed.At },
        RetryBegun => state with { RetryAt = null, Tries = 0, Refusals = PlanRefusals.None },
        OrderQuoted quoted => Settled(state, OrderStatus.Quoted, quoted.Promise, "quoted", quoted.At),
        QuoteRepriced repriced when state.Item is { } item =>
            state with { Item = item with { Price = repriced.Price } },
        QuoteAccepted accepted => state with
        {
            Status = OrderStatus.Confirming,
            Accepted = Known(state, accepted.Stamp),
            IsQuote = false,
            Outcome = null,
            SettleBy = accepted.At + OrderLimits.SettleTimeout,
        },
        ConfirmationBegun begun => state with
        {
            Status = state.Status == OrderStatus.Holding ? OrderStatus.Confirming : state.Status,
            Promise = state.Status.IsConfirmed() ? state.Promise : begun.Promise,
        },
        OrderConfirmed confirmed => Settled(
            state, state.Status.IsConfirmed() ? state.Status : OrderStatus.Confirmed, confirmed.Promise,
            confirmed.Reason, confirmed.At),
        OrderUnsettled unsettled => Unsettled(state, unsettled),
        ProductionStarted => state with { Status = OrderStatus.Producing },
        ProductionFinished finished => WithPromise(
            state with { Status = OrderStatus.Produced, Finished = finished.Finished },
            finished.Promise, "finished-late", finished.At),
        OrderShipped shipped => WithPromise(
            state with { Status = OrderStatus.Shipped, Tracking = shipped.Tracking },
            shipped.Promise, "shipped-late", shipped.At),
        OrderDelivered => state.CancelledLots is { } missing
            ? state with { Status = OrderStatus.PartlyDelivered, EndReason = missing.Code }
            : state with { Status = OrderStatus.Delivered },
        ForgettingAsked => state with { IsForgottenAtEnd = true },
        PersonForgotten => Forgotten(state),
        OrderEnded ended => state with
        {
            Status = ended.Status,
            EndReason = ended.Code,
            CancelledLots = null,
            SettleBy = null,
            RetryAt = null,
            Moving = null,
            MovingSince = null,
            Outcome = state.Outcome ?? new OrderOutcome(ended.Status, null, ended.Code, ended.Detail),
        },
        _ => OfLots(state, happened),
    };

    private static OrderState OfLots(OrderState state, Event happened) => happened switch
    {
        LotFinished finished => WithPromise(
            WithLot(state, finished.Lot, lot => lot with { Finished = finished.Finished }),
            finished.Promise, "finished-late", finished.At),
        LotShipped shipped => WithPromise(
            WithLot(state, shipped.Lot, lot => lot with { ShippedAt = shipped.At, Tracking = shipped.Tracking }),
            shipped.Promise, "shipped-late", shipped.At),
        LotDelivered delivered => WithLot(state, delivered.Lot, lot => lot with { DeliveredAt = delivered.At }),
        LotsCancelled cancelled => Cut(state, cancelled),
        _ => state,
    };

    private static OrderState Placed(OrderState state, OrderPlaced placed) => state with
    {
        Status = OrderStatus.Holding,
        CustomerId = placed.CustomerId,
        Run = placed.Run,
        Item = placed.Item,
        Lane = placed.Lane,
        PlacedAt = placed.At,
        Placed = placed.Stamp,
        IsQuote = placed.QuoteExpires is not null,
        QuoteExpires = placed.QuoteExpires,
        SettleBy = placed.At + OrderLimits.SettleTimeout,
    };

    private static OrderState Forgotten(OrderState state) => state with
    {
        Item = state.Item?.Forgotten(),
        Placed = Forgotten(state.Placed),
        Accepted = Forgotten(state.Accepted),
        Claimed = Forgotten(state.Claimed),
        IsForgottenAtEnd = false,
    };

    /// <summary>What is said late to an order that forgot its customer is not kept either (seed 1093).</summary>
    private static IntentStamp? Known(OrderState state, IntentStamp stamp) =>
        state.Item is { Configuration.Length: 0 } ? Forgotten(stamp) : stamp;

    private static IntentStamp? Forgotten(IntentStamp? stamp) => stamp is null ? null : stamp with { BodyHash = "" };

    private static OrderState Settled(
        OrderState state, OrderStatus status, Promise promise, string reason, DateTimeOffset at) => state with
        {
            Status = status,
            Promise = promise,
            SettleBy = null,
            RetryAt = state.Moving is null ? state.RetryAt : null,
            Tries = 0,
            Refusals = PlanRefusals.None,
            Moving = null,
            MovingSince = null,
            Outcome = state.Outcome ?? new OrderOutcome(status, promise, "", ""),
            History = Remember(state.History, new PromiseChange(at, promise, reason)),
        };

    private static OrderState Unsettled(OrderState state, OrderUnsettled unsettled)
    {
        var history = Remember(state.History, new PromiseChange(unsettled.At, null, unsettled.Reason));
        return state.Status == OrderStatus.Quoted
            ? state with
            {
                Status = OrderStatus.Holding,
                SettleBy = unsettled.At + OrderLimits.SettleTimeout,
                History = history,
            }
            : state with
            {
                Moving = unsettled.Reason,
                MovingSince = unsettled.At,
                Moves = state.Moves + 1,
                RetryAt = null,
                History = history,
            };
    }

    private static OrderState WithPromise(OrderState state, Promise promise, string reason, DateTimeOffset at) =>
        IsSame(promise, state.Promise) || state.Moving is not null
            ? state with { Promise = promise }
            : state with
            {
                Promise = promise,
                History = Remember(state.History, new PromiseChange(at, promise, reason)),
            };

    /// <summary>What is left of it is made, and may have left.</summary>
    private static OrderState Cut(OrderState state, LotsCancelled cancelled)
    {
        var hasLeft = OrderLots.HasLeft(state, cancelled.Lots.From - 1);
        var left = state with
        {
            Status = hasLeft ? OrderStatus.Shipped : OrderStatus.Produced,
            CancelledLots = cancelled.Lots,
            RetryAt = null,
            Moving = null,
            MovingSince = null,
        };
        return WithPromise(left, cancelled.Promise, cancelled.Lots.Code, cancelled.At);
    }

    private static bool IsSame(Promise promise, Promise? known) =>
        promise.DeliveryDate == known?.DeliveryDate
        && promise.Lots.Select(lot => lot.DeliveryDate).SequenceEqual(known.Lots.Select(lot => lot.DeliveryDate));

    /// <param name="number">Of the lot, from 1.</param>
    private static OrderState WithLot(OrderState state, int number, Func<OrderLot, OrderLot> change)
    {
        var lots = state.Lots;
        while (lots.Length < number)
        {
            lots = lots.Add(OrderLot.New);
        }

        return state with { Lots = lots.SetItem(number - 1, change(lots[number - 1])) };
    }

    private static OrderClaim At(OrderClaim claim, ClaimMoved moved) =>
        claim is SlotClaim slot && moved.Start is { } start
            ? slot with { Phase = moved.Phase, Plan = slot.Plan with { Start = start } }
            : claim with { Phase = moved.Phase };

    /// <summary>Twenty promises with their evidence would be most of the stored state.</summary>
    private static ImmutableArray<PromiseChange> Remember(
        ImmutableArray<PromiseChange> history, PromiseChange change)
    {
        var promise = change.Promise is { } full ? full with { Evidence = Evidence.None } : null;
        return [.. history.Add(change with { Promise = promise }).TakeLast(OrderLimits.HistoryMax)];
    }
}
