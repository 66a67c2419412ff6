using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>The lots of an order: each is finished with its last operation and leaves after the one before it; the
/// order leaves and arrives with the last. Lots have numbers from 1.</summary>
internal static class OrderLots
{
    /// <summary>Notes the lots whose operations are all done, with later dates where that took longer.</summary>
    public static void Finish(OrderTurn turn)
    {
        var lots = LotsOf(turn.State);
        if (lots.IsEmpty || turn.State.Status != OrderStatus.Producing)
        {
            return;
        }

        var done = turn.State.Claims.Values.OfType<SlotClaim>()
            .Where(claim => claim.Phase == ClaimPhase.Consumed)
            .Select(claim => claim.Plan.Operation).ToHashSet(StringComparer.Ordinal);
        var finished = PlantMinute.At(turn.Now);
        for (var i = 0; i < lots.Length; i++)
        {
            if (turn.State.LotAt(i).Finished is null && lots[i].Operations.All(done.Contains)
                && OrderSupplies.IsTaken(turn.State, 0) && OrderSupplies.IsTaken(turn.State, i + 1))
            {
                var promise = Delayed(turn, i, turn.State.Lane!.ShipDate(finished));
                turn.Record(new LotFinished(i + 1, finished, promise, turn.Now));
            }
        }
    }

    /// <summary>The carrier took one lot, or all that are left of an order whose work is done.</summary>
    public static Reply Ship(OrderTurn turn, ShipOrder command)
    {
        var lots = LotsOf(turn.State);
        var status = turn.State.Status;
        if (command.Lot == 0
            ? status == OrderStatus.Shipped || status.HasArrived()
            : HasLeft(turn.State, command.Lot))
        {
            return Done.Instance;
        }

        if (Unknown(turn.State, command.Lot) is { } unknown)
        {
            return unknown;
        }

        if (command.Tracking.Length > OrderLimits.TextLengthMax)
        {
            return new OrderRejection.InvalidRequest("tracking");
        }

        if (status != OrderStatus.Produced && (command.Lot == 0 || status != OrderStatus.Producing))
        {
            return new OrderRejection.NotNow(status);
        }

        if (command.Lot > 0 && turn.State.LotAt(command.Lot - 1).Finished is null)
        {
            return new OrderRejection.LotNotReady(command.Lot, "is not finished");
        }

        if (command.Lot > 1 && !HasLeft(turn.State, command.Lot - 1))
        {
            return new OrderRejection.LotNotReady(command.Lot, "leaves after the one before it");
        }

        for (var lot = Math.Max(1, command.Lot); lot <= (command.Lot == 0 ? lots.Length : command.Lot); lot++)
        {
            Leave(turn, lot, command.Tracking);
        }

        return Done.Instance;
    }

    /// <summary>The customer has one lot, or all of an order that has left.</summary>
    public static Reply Deliver(OrderTurn turn, ConfirmDelivery command)
    {
        var lots = LotsOf(turn.State);
        var status = turn.State.Status;
        if (status.HasArrived() && command.Lot == 0)
        {
            return Done.Instance;
        }

        if (Unknown(turn.State, command.Lot) is { } unknown)
        {
            return unknown;
        }

        if (command.Lot > 0 && turn.State.LotAt(command.Lot - 1).DeliveredAt is not null)
        {
            return Done.Instance;
        }

        if (command.Lot == 0 ? status != OrderStatus.Shipped : status.IsEnded())
        {
            return new OrderRejection.NotNow(status);
        }

        if (command.Lot > 0 && !HasLeft(turn.State, command.Lot))
        {
            return new OrderRejection.LotNotReady(command.Lot, "has not left");
        }

        for (var lot = Math.Max(1, command.Lot); lot <= (command.Lot == 0 ? lots.Length : command.Lot); lot++)
        {
            Arrive(turn, lot, presumed: false);
        }

        return Done.Instance;
    }

    /// <summary>Whether a lot has left; of all that can, the first goes first.</summary>
    public static bool HasLeft(OrderState state, int lot = 1) =>
        lot > 0 && state.LotAt(lot - 1).ShippedAt is not null;

    /// <summary>The dates of lots that are finished: no later plan changes them.</summary>
    public static ImmutableArray<LotPromise?> Kept(OrderState state) =>
    [
        .. LotsOf(state).Select((_, i) => state.LotAt(i).Finished is null ? null : state.Promise?.Lots[i]),
    ];

    /// <summary>When the next lot is due to leave or to arrive; null where nobody waits for that.</summary>
    public static DateTimeOffset? Due(OrderState state)
    {
        DateTimeOffset? due = null;
        var lots = state.Status is >= OrderStatus.Producing and <= OrderStatus.Shipped ? LotsOf(state).Length : 0;
        for (var i = 0; i < lots; i++)
        {
            due = OrderClock.Earlier(due, DueOf(state, i));
        }

        return due;
    }

    /// <summary>Lets leave and arrive what is due.</summary>
    public static void Tick(OrderTurn turn)
    {
        for (var lot = 1; lot <= LotsOf(turn.State).Length; lot++)
        {
            if (DueOf(turn.State, lot - 1) <= turn.Now && !HasLeft(turn.State, lot))
            {
                Leave(turn, lot, "");
            }

            if (DueOf(turn.State, lot - 1) <= turn.Now)
            {
                Arrive(turn, lot, presumed: !turn.State.Lane!.Automatic);
            }
        }
    }

    /// <summary>What there is to see.</summary>
    public static ImmutableArray<LotView> View(OrderState state) =>
    [
        .. AllOf(state).Select((lot, i) => new LotView(
            i + 1, lot.From, lot.To, state.Promise?.Lots.ElementAtOrDefault(i), state.LotAt(i))
        {
            IsCancelled = i + 1 >= state.CancelledLots?.From,
        }),
    ];

    /// <summary>Ends the order where the customer has all lots that come.</summary>
    public static void EndIfArrived(OrderTurn turn, bool presumed)
    {
        if (LotsOf(turn.State).Select((_, i) => turn.State.LotAt(i)).All(lot => lot.DeliveredAt is not null))
        {
            turn.Record(new OrderDelivered(turn.Now, presumed));
            OrderOwning.Begin(turn);
        }
    }

    /// <summary>Those that come or have come.</summary>
    public static ImmutableArray<WorkLot> LotsOf(OrderState state) =>
        state.CancelledLots is { } cancelled ? AllOf(state)[..(cancelled.From - 1)] : AllOf(state);

    private static ImmutableArray<WorkLot> AllOf(OrderState state) => state.Item?.Work.Lots ?? [];

    /// <param name="number">From 1; 0 is no lot, but no unknown one.</param>
    private static OrderRejection? Unknown(OrderState state, int number) =>
        number < 0 || number > AllOf(state).Length ? new OrderRejection.UnknownLot(number)
        : number > LotsOf(state).Length ? new OrderRejection.LotNotReady(number, "is cancelled")
        : null;

    private static DateTimeOffset? DueOf(OrderState state, int i)
    {
        var lot = state.LotAt(i);
        var isAutomatic = state.Lane!.Automatic;
        if (lot.ShippedAt is not null)
        {
            return lot.DeliveredAt is null
                ? OrderClock.DeliveryDue(state.Promise!.Lots[i].DeliveryDate, isAutomatic)
                : null;
        }

        return isAutomatic && lot.Finished is not null && (i == 0 || HasLeft(state, i))
            ? OrderClock.Cutoff(state.Promise!.Lots[i].ShipDate, state.Lane)
            : null;
    }

    private static void Leave(OrderTurn turn, int lot, string tracking)
    {
        if (HasLeft(turn.State, lot))
        {
            return;
        }

        turn.Record(new LotShipped(lot, tracking, Delayed(turn, lot - 1, turn.Today), turn.Now));
        if (lot == LotsOf(turn.State).Length)
        {
            turn.Record(new OrderShipped(tracking, turn.State.Promise!, turn.Now));
        }
    }

    private static void Arrive(OrderTurn turn, int lot, bool presumed)
    {
        if (turn.State.LotAt(lot - 1).DeliveredAt is not null)
        {
            return;
        }

        turn.Record(new LotDelivered(lot, turn.Now, presumed));
        EndIfArrived(turn, presumed);
    }

    private static Promise Delayed(OrderTurn turn, int i, DateOnly? ship) => ship is { } day
        ? LotPromises.NotBefore(turn.State.Promise!, turn.State.Lane!, i, day)
        : turn.State.Promise!;
}
