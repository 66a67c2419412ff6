using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Delivery;
using Customization.Domain.Stock;

namespace Customization.Domain.Ordering;

/// <summary>When components leave the store: those of a lot with the first work on it, what is for no lot alone with
/// the first work of all. So a lot that is given up before gives back what it never used.</summary>
internal static class OrderSupplies
{
    private const int NoLot = 0;

    /// <summary>The claims for a lot that belong to the current plan.</summary>
    /// <param name="lot">Its number, from 1; 0 for what is for no lot alone.</param>
    public static IEnumerable<ComponentClaim> ClaimsOf(OrderState state, int lot) =>
        state.Claims.Values.OfType<ComponentClaim>().Where(claim => claim.IsLive && claim.Plan.Lot == lot);

    /// <summary>What of the BOM has no claim.</summary>
    public static IEnumerable<(int Lot, BomLine Line)> Missing(OrderState state) =>
        state.Item!.Work.Needs().Where(need =>
            !ClaimsOf(state, need.Lot).Any(claim => claim.Plan.Component == need.Line.Component));

    /// <summary>Whether all is taken that an operation needs.</summary>
    public static bool IsSupplied(OrderState state, string operation) =>
        IsTaken(state, NoLot)
        && (state.Item!.Work.Lots.IsEmpty || IsTaken(state, state.Item.Work.LotOf(operation)));

    /// <summary>Whether all is taken that is for a lot, or with 0 for none alone.</summary>
    public static bool IsTaken(OrderState state, int lot) =>
        CountOf(state, lot) == ClaimsOf(state, lot).Count(claim => claim.Phase == ClaimPhase.Consumed);

    /// <summary>Whether the whole BOM is taken.</summary>
    public static bool IsTaken(OrderState state) =>
        Enumerable.Range(0, state.Item!.Work.Lots.Length + 1).All(lot => IsTaken(state, lot));

    /// <summary>Whether what is for a lot can be taken today, or is taken.</summary>
    public static bool IsAtHand(OrderState state, int lot, DateTimeOffset now) =>
        (state.ReleaseAt is null || state.ReleaseAt <= now)
        && CountOf(state, lot) == ClaimsOf(state, lot).Count(claim =>
            claim.Phase is ClaimPhase.Reserved or ClaimPhase.Consuming or ClaimPhase.Consumed
            && claim.Plan.NeededBy <= PlantMinute.DayOf(now));

    /// <summary>When components are taken next; null where none can be.</summary>
    public static DateTimeOffset? Due(OrderState state)
    {
        // A wait for another plan stops only an order that has not begun; of one that has, other lots go on.
        if (!(state.Status == OrderStatus.Producing
            || (state.Status == OrderStatus.Confirmed && state.RetryAt is null)))
        {
            return null;
        }

        DateTimeOffset? due = null;
        for (var lot = 0; lot <= state.Item!.Work.Lots.Length; lot++)
        {
            due = OrderClock.Earlier(due, DueOf(state, lot));
        }

        return due is not null && state.ReleaseAt > due ? state.ReleaseAt : due;
    }

    /// <summary>Takes what is due.</summary>
    public static void Release(OrderTurn turn)
    {
        for (var lot = 0; lot <= turn.State.Item!.Work.Lots.Length; lot++)
        {
            if (DueOf(turn.State, lot) <= turn.Now)
            {
                Release(turn, lot);
            }
        }

        OrderFulfilment.StartIfSupplied(turn);
    }

    /// <summary>Takes what is reserved for a lot, or with 0 for none alone.</summary>
    public static void Release(OrderTurn turn, int lot)
    {
        foreach (var claim in ClaimsOf(turn.State, lot).Where(claim => claim.Phase == ClaimPhase.Reserved).ToArray())
        {
            turn.Move(claim, ClaimPhase.Consuming, "consume", new ConsumeReservation(claim.HoldId));
        }
    }

    /// <summary>With the first slot that has not ended, or once they are there where there is no work left; not while
    /// one is missing.</summary>
    private static DateTimeOffset? DueOf(OrderState state, int lot)
    {
        var claims = ClaimsOf(state, lot).ToArray();
        var needs = CountOf(state, lot);
        var isReady = claims.All(claim => claim.Phase is ClaimPhase.Reserved or ClaimPhase.Consumed);
        if (claims.Length < needs || !isReady
            || (needs > 0 && claims.All(claim => claim.Phase == ClaimPhase.Consumed)))
        {
            return null;
        }

        var work = state.Item!.Work;
        if (work.Routing.IsEmpty)
        {
            return lot == NoLot && state.Status == OrderStatus.Confirmed
                ? state.Promise!.Evidence.Ready.Instant
                : null;
        }

        var slots = state.Claims.Values.OfType<SlotClaim>()
            .Where(claim => claim.IsLive && (lot == NoLot || work.LotOf(claim.Plan.Operation) == lot)).ToArray();
        var first = slots.Where(claim => claim.Phase == ClaimPhase.Reserved).MinBy(claim => claim.Plan.Start);
        if (needs == 0)
        {
            // Nothing is taken, but work begins: for a lot that needs something, when that is taken.
            return lot == NoLot && state.Status == OrderStatus.Confirmed && first is not null
                && CountOf(state, work.LotOf(first.Plan.Operation)) == 0
                ? first.Plan.Start.Instant
                : null;
        }

        var isWorked = slots.Length > 0 && slots.All(claim => claim.Phase == ClaimPhase.Consumed);
        return first is not null ? first.Plan.Start.Instant
            : isWorked ? PlantMinute.Of(claims.Max(claim => claim.Plan.NeededBy)).Instant
            : null;
    }

    private static int CountOf(OrderState state, int lot) => lot == NoLot
        ? state.Item!.Work.Needs().Count(need => need.Lot == NoLot)
        : state.Item!.Work.Lots[lot - 1].Bom.Length;
}
