using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Stock;

/// <summary>What the events of a component do to its state.</summary>
internal static class StockEvolution
{
    /// <summary>Total: events that no longer make sense change nothing.</summary>
    public static StockState Evolve(StockState state, Event happened) => happened switch
    {
        ComponentDefined defined => state with { Terms = defined.Terms },
        StockReceived received => Received(state, received),
        StockAdjusted adjusted => state with
        {
            OnHand = state.OnHand + adjusted.Delta,
            Adjusted = state.Adjusted + adjusted.Delta,
            RecentIds = Remember(state.RecentIds, adjusted.AdjustmentId),
        },
        ReceiptAnnounced announced => WithReceipt(
            state, announced.ReceiptId, new Receipt(announced.Quantity, announced.Date, false)),
        ReplenishmentOrdered ordered => WithReceipt(
            state, ordered.ReceiptId,
            new Receipt(
                ordered.Quantity + (state.Receipts.GetValueOrDefault(ordered.ReceiptId)?.Quantity ?? 0),
                ordered.Date, true)),
        ReceiptSlipped slipped when state.Receipts.TryGetValue(slipped.ReceiptId, out var receipt) =>
            WithReceipt(state, slipped.ReceiptId, receipt with { Date = slipped.Date }),
        HoldPlaced placed => WithClaim(
            state, placed.HoldId,
            new StockClaim(placed.Quantity, placed.NeededBy, placed.Expires, ClaimStatus.Held)),
        HoldConfirmed confirmed when state.Claims.TryGet(confirmed.HoldId, out var claim) =>
            WithClaim(state, confirmed.HoldId, claim with { Status = ClaimStatus.Reserved }),
        ReservationConsumed consumed when state.Claims.TryGet(consumed.HoldId, out var claim) =>
            WithClaim(state, consumed.HoldId, claim with { Status = ClaimStatus.Consumed }) with
            {
                OnHand = state.OnHand - claim.Quantity,
                Consumed = state.Consumed + claim.Quantity,
            },
        HoldReleased released => state with
        {
            Claims = state.Claims.Without(released.HoldId),
            Ended = state.Ended.With(released.HoldId, released.RememberUntil, StockLimits.EndedMax),
        },
        HoldExpired expired => state with { Claims = state.Claims.Without(expired.HoldId) },
        ReservationLost lost => state with { Claims = state.Claims.Without(lost.HoldId) },
        EndedHoldsForgotten forgotten => state with { Ended = state.Ended.Without(forgotten.Until) },
        _ => state,
    };

    private static StockState Received(StockState state, StockReceived received) => state with
    {
        OnHand = state.OnHand + received.Quantity,
        Received = state.Received + received.Quantity,
        Receipts = state.Receipts.Remove(received.ReceiptId),
        RecentIds = Remember(state.RecentIds, received.ReceiptId),
    };

    private static StockState WithClaim(StockState state, string holdId, StockClaim claim) =>
        state with { Claims = state.Claims.With(holdId, claim) };

    private static StockState WithReceipt(StockState state, string receiptId, Receipt receipt) =>
        state with { Receipts = state.Receipts.SetItem(receiptId, receipt) };

    private static ImmutableArray<string> Remember(ImmutableArray<string> recent, string id) =>
        recent.Length < StockLimits.RecentIdsMax ? recent.Add(id) : recent.RemoveAt(0).Add(id);
}
