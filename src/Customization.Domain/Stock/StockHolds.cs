using System.Globalization;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Stock;

/// <summary>The life of a claim on a component.</summary>
internal static class StockHolds
{
    /// <summary>Holds a quantity, or says when it could.</summary>
    public static Reply Place(StockTurn turn, PlaceHold command)
    {
        var state = turn.State;
        if (state.Claims.TryGet(command.HoldId, out var claim))
        {
            return new StockHold(command.HoldId, claim.Quantity, claim.NeededBy, claim.Expires);
        }

        if (Refusal(turn, command) is { } refusal)
        {
            return refusal;
        }

        var free = StockLedger.AvailableOn(state, command.NeededBy, turn.Today);
        if (free < command.Quantity)
        {
            var arrival = turn.Today.AddDays(state.Terms!.LeadTimeDays);
            if (command.NeededBy < arrival)
            {
                return new StockRejection.Short(
                    state.Component, free, StockLedger.Earliest(state, command.Quantity, turn.Today));
            }

            var receiptId = ReplenishmentId(state, arrival);
            if (!state.Receipts.ContainsKey(receiptId) && state.Receipts.Count >= StockLimits.ReceiptsMax)
            {
                return new StockRejection.Full(state.Component);
            }

            var lots = (command.Quantity - free + state.Terms.LotSize - 1) / state.Terms.LotSize;
            turn.Record(new ReplenishmentOrdered(receiptId, lots * state.Terms.LotSize, arrival));
        }

        turn.Record(new HoldPlaced(command.HoldId, command.Quantity, command.NeededBy, command.Expires));
        return new StockHold(command.HoldId, command.Quantity, command.NeededBy, command.Expires);
    }

    /// <summary>Makes a hold a reservation.</summary>
    public static Reply Confirm(StockTurn turn, ConfirmHold command)
    {
        if (!turn.State.Claims.TryGet(command.HoldId, out var claim))
        {
            return new StockRejection.UnknownHold(command.HoldId);
        }

        if (claim.Status == ClaimStatus.Held)
        {
            if (claim.Expires <= turn.Now)
            {
                return new StockRejection.Expired(command.HoldId);
            }

            turn.Record(new HoldConfirmed(command.HoldId));
        }

        return Done.Instance;
    }

    /// <summary>Takes reserved goods out of the store.</summary>
    public static Reply Consume(StockTurn turn, ConsumeReservation command)
    {
        if (!turn.State.Claims.TryGet(command.HoldId, out var claim))
        {
            return new StockRejection.UnknownHold(command.HoldId);
        }

        switch (claim.Status)
        {
            case ClaimStatus.Held:
                return new StockRejection.NotReserved(command.HoldId);
            case ClaimStatus.Reserved when turn.State.OnHand < claim.Quantity:
                return new StockRejection.NotArrived(turn.State.Component);
            case ClaimStatus.Reserved:
                turn.Record(new ReservationConsumed(command.HoldId));
                return Done.Instance;
            default:
                return Done.Instance;
        }
    }

    /// <summary>Ends a claim of any status.</summary>
    public static Reply Release(StockTurn turn, ReleaseHold command)
    {
        var until = EndedHolds.RememberUntil(command.Expires, turn.Now);
        var isRemembered = until is null || turn.State.Ended.Contains(command.HoldId);
        if (turn.State.Claims.Contains(command.HoldId) || !isRemembered)
        {
            turn.Record(new HoldReleased(command.HoldId, until));
        }

        return Done.Instance;
    }

    private static StockRejection? Refusal(StockTurn turn, PlaceHold command)
    {
        if (command.Quantity is < 1 or > StockLimits.QuantityMax)
        {
            return new StockRejection.InvalidQuantity(command.Quantity);
        }

        if (turn.State.Ended.Contains(command.HoldId))
        {
            return new StockRejection.Released(command.HoldId);
        }

        if (command.Expires <= turn.Now)
        {
            return new StockRejection.Expired(command.HoldId);
        }

        if (command.Expires > turn.Now + HoldId.TtlMax)
        {
            return new StockRejection.TooLong(command.HoldId);
        }

        return turn.State.Claims.Count >= StockLimits.ClaimsMax
            ? new StockRejection.Full(turn.State.Component)
            : null;
    }

    /// <summary>One replenishment per day of arrival; a received one is not reopened.</summary>
    private static string ReplenishmentId(StockState state, DateOnly arrival)
    {
        var day = $"replenishment-{arrival.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}";
        var id = day;
        for (var i = 2; i <= StockLimits.RecentIdsMax + 2 && state.RecentIds.Contains(id); i++)
        {
            id = $"{day}-{i}";
        }

        return id;
    }
}
