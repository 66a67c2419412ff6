using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Domain.Stock;

namespace Customization.Domain.Ordering;

/// <summary>Everything after confirmation: components leave the store, operations run, the carrier takes over.
/// </summary>
internal static class OrderFulfilment
{
    /// <summary>Components left the store; the owner keeps the consumed claim until it is released.</summary>
    public static void Consumed(OrderTurn turn, OrderClaim claim)
    {
        turn.Move(claim, ClaimPhase.Consumed, "release", OrderClaims.Release(claim));
        StartIfSupplied(turn);
    }

    /// <summary>Reserved goods are not there yet: ask again later.</summary>
    public static void NotArrived(OrderTurn turn, OrderClaim claim)
    {
        turn.Record(new ClaimMoved(claim.Key, ClaimPhase.Reserved, null));
        turn.Record(new ReleasePostponed(turn.Now + OrderLimits.ReleaseRetry));
    }

    /// <summary>An operator says that an operation is done.</summary>
    public static Reply Complete(OrderTurn turn, CompleteOperation command)
    {
        var routing = turn.State.Item!.Work.Routing;
        if (!routing.Any(operation => string.Equals(operation.Id, command.Operation, StringComparison.Ordinal)))
        {
            return new OrderRejection.UnknownOperation(command.Operation);
        }

        var slot = turn.State.Claims.Values.OfType<SlotClaim>().FirstOrDefault(claim =>
            claim.IsLive && string.Equals(claim.Plan.Operation, command.Operation, StringComparison.Ordinal));
        if (slot?.Phase == ClaimPhase.Consumed || (turn.State.CancelledLots is null
            && turn.State.Status is OrderStatus.Produced or OrderStatus.Shipped or OrderStatus.Delivered))
        {
            return Done.Instance;
        }

        if (turn.State.Status != OrderStatus.Producing || slot?.Phase != ClaimPhase.Reserved
            || !OrderClock.IsStartable(turn.State, slot))
        {
            return new OrderRejection.NotNow(turn.State.Status);
        }

        // Who works ahead has taken the material.
        var lot = turn.State.Item.Work.LotOf(command.Operation);
        if (lot > 0 && !OrderSupplies.IsTaken(turn.State, lot))
        {
            if (!OrderSupplies.IsAtHand(turn.State, lot, turn.Now))
            {
                return new OrderRejection.NotNow(turn.State.Status);
            }

            OrderSupplies.Release(turn, lot);
        }

        Complete(turn, slot);
        return Done.Instance;
    }

    /// <summary>An operation is done.</summary>
    public static void Complete(OrderTurn turn, SlotClaim slot)
    {
        turn.Move(slot, ClaimPhase.Consumed, "complete", new CompleteSlot(slot.HoldId));
        Finish(turn);
    }

    /// <summary>The carrier took the goods.</summary>
    public static Reply Ship(OrderTurn turn, ShipOrder command)
    {
        if (command.Lot != 0 || !turn.State.Item!.Work.Lots.IsEmpty)
        {
            return OrderLots.Ship(turn, command);
        }

        if (turn.State.Status is OrderStatus.Shipped or OrderStatus.Delivered)
        {
            return Done.Instance;
        }

        if (turn.State.Status != OrderStatus.Produced)
        {
            return new OrderRejection.NotNow(turn.State.Status);
        }

        if (command.Tracking.Length > OrderLimits.TextLengthMax)
        {
            return new OrderRejection.InvalidRequest("tracking");
        }

        var promise = turn.State.Promise!;
        if (turn.Today > promise.ShipDate && turn.State.Lane!.DeliveryDate(turn.Today) is { } delivery)
        {
            promise = promise with { ShipDate = turn.Today, DeliveryDate = delivery };
        }

        turn.Record(new OrderShipped(command.Tracking, promise, turn.Now));
        return Done.Instance;
    }

    /// <summary>The customer has the goods.</summary>
    public static Reply Deliver(OrderTurn turn, ConfirmDelivery command, bool presumed = false)
    {
        if (command.Lot != 0 || !turn.State.Item!.Work.Lots.IsEmpty)
        {
            return OrderLots.Deliver(turn, command);
        }

        if (turn.State.Status == OrderStatus.Delivered)
        {
            return Done.Instance;
        }

        if (turn.State.Status != OrderStatus.Shipped)
        {
            return new OrderRejection.NotNow(turn.State.Status);
        }

        turn.Record(new OrderDelivered(turn.Now, presumed));
        OrderOwning.Begin(turn);
        return Done.Instance;
    }

    /// <summary>Production starts once all is taken that some operation needs, or the whole BOM where there is no work;
    /// what is done by then is finished.</summary>
    public static void StartIfSupplied(OrderTurn turn)
    {
        var state = turn.State;
        var slots = state.Claims.Values.OfType<SlotClaim>().Where(claim => claim.IsLive).ToArray();
        if (state.Status == OrderStatus.Confirmed && (slots.Length == 0
            ? OrderSupplies.IsTaken(state)
            : slots.Any(slot => OrderSupplies.IsSupplied(state, slot.Plan.Operation))))
        {
            turn.Record(new ProductionStarted());
        }

        Finish(turn);
    }

    /// <summary>The lots that are done, and the order with the last of them.</summary>
    private static void Finish(OrderTurn turn)
    {
        OrderLots.Finish(turn);
        FinishIfDone(turn);
    }

    private static void FinishIfDone(OrderTurn turn)
    {
        var done = turn.State.Claims.Values.OfType<SlotClaim>().Count(claim => claim.Phase == ClaimPhase.Consumed);
        if (turn.State.Status != OrderStatus.Producing || done < turn.State.Item!.Work.Routing.Length
            || !(turn.State.Item.Work.Lots.IsEmpty || OrderSupplies.IsTaken(turn.State)))
        {
            return;
        }

        // Where there are lots, the last one that was finished has brought the dates with it.
        var finished = PlantMinute.At(turn.Now);
        var promise = turn.State.Promise!;
        if (turn.State.Lane!.ShipDate(finished) is { } ship && ship > promise.ShipDate
            && turn.State.Lane.DeliveryDate(ship) is { } delivery)
        {
            promise = promise with { ShipDate = ship, DeliveryDate = delivery };
        }

        turn.Record(new ProductionFinished(finished, promise, turn.Now));
    }
}
