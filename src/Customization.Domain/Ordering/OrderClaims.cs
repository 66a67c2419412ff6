using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Domain.Stock;

namespace Customization.Domain.Ordering;

/// <summary>Acquires claims, hears what their owners answer, and gives claims up.</summary>
internal static class OrderClaims
{
    /// <summary>Does the next step of holding and confirming, if all that it waits for is there.</summary>
    public static void Advance(OrderTurn turn)
    {
        var isAcquiring = turn.State.Status is OrderStatus.Holding or OrderStatus.Confirming
            || (turn.State.Status.IsConfirmed() && turn.State.Moving is not null && turn.State.RetryAt is null);
        if (!isAcquiring || !AskPlanned(turn))
        {
            return;
        }

        var live = turn.State.Claims.Values.Where(claim => claim.IsLive).ToArray();
        if (live.Any(claim => claim.Phase is ClaimPhase.Planned or ClaimPhase.Asked or ClaimPhase.Confirming))
        {
            return;
        }

        var promise = OrderPlanning.Promised(turn.State) ?? turn.State.Promise!;
        if (turn.State is { Status: OrderStatus.Holding, IsQuote: true })
        {
            turn.Record(new OrderQuoted(promise, turn.Now));
            return;
        }

        var held = live.Where(claim => claim.Phase == ClaimPhase.Held).ToArray();
        if (held.Length == 0)
        {
            var isNew = !turn.State.Status.IsConfirmed();
            turn.Record(new OrderConfirmed(promise, turn.Now, turn.State.Moving ?? "confirmed"));
            if (isNew)
            {
                OrderSale.Report(turn);
            }

            return;
        }

        turn.Record(new ConfirmationBegun(promise));
        foreach (var claim in held)
        {
            turn.Move(claim, ClaimPhase.Confirming, "confirm", claim is SlotClaim
                ? new ConfirmSlot(claim.HoldId)
                : new ConfirmHold(claim.HoldId));
        }
    }

    /// <summary>An owner answered.</summary>
    public static Reply Answered(OrderTurn turn, EffectReplied replied)
    {
        if (OrderSale.IsAnswer(replied))
        {
            return OrderSale.Answered(turn, replied);
        }

        if (OrderOwning.IsAnswer(replied))
        {
            return OrderOwning.Answered(turn, replied);
        }

        var split = replied.Key.IndexOf('|', StringComparison.Ordinal);
        if (split < 0 || !turn.State.Claims.TryGetValue(replied.Key[(split + 1)..], out var claim))
        {
            return Done.Instance;
        }

        switch (claim.Phase)
        {
            case ClaimPhase.Withdrawn:
                turn.Move(claim, ClaimPhase.Releasing, "release", Release(claim));
                break;
            case ClaimPhase.Releasing:
                turn.Record(new ClaimEnded(claim.Key));
                break;
            case ClaimPhase.Asked when replied.Reply is SlotHold hold:
                var granted = ((SlotClaim)claim).Plan.Start;
                turn.Record(new ClaimMoved(
                    claim.Key, ClaimPhase.Held, PlantMinute.Of(granted.Date, hold.Interval.From)));
                Advance(turn);
                break;
            case ClaimPhase.Asked when replied.Reply is StockHold:
                turn.Record(new ClaimMoved(claim.Key, ClaimPhase.Held, null));
                Advance(turn);
                break;
            case ClaimPhase.Confirming when replied.Reply is Done:
                turn.Record(new ClaimMoved(claim.Key, ClaimPhase.Reserved, null));
                Advance(turn);
                break;
            case ClaimPhase.Consuming when replied.Reply is Done:
                OrderFulfilment.Consumed(turn, claim);
                break;
            case ClaimPhase.Consuming when replied.Reply is StockRejection.NotArrived:
                OrderFulfilment.NotArrived(turn, claim);
                break;
            case ClaimPhase.Asked or ClaimPhase.Confirming or ClaimPhase.Consuming:
                var rejection = replied.Reply as Rejection;
                var refusals = Refused(turn.State.Refusals, claim, replied.Reply);

                // The answer is here: a hold that was refused is over, what may be held is released at once.
                turn.Record(new ClaimMoved(
                    claim.Key, claim.Phase == ClaimPhase.Asked ? ClaimPhase.Planned : ClaimPhase.Held, null));
                Lose(turn, claim, refusals, rejection?.Code ?? "refused");
                break;
        }

        return Done.Instance;
    }

    /// <summary>A cell-day took a slot.</summary>
    public static Reply Lost(OrderTurn turn, SlotLost lost)
    {
        if (turn.State.Claims.TryGetValue(lost.HoldId, out var claim) && IsLosable(claim))
        {
            var isBroken = lost.Reason.StartsWith("cell-broken", StringComparison.Ordinal);
            var refusals = isBroken
                ? turn.State.Refusals.WithCell(lost.Cell)
                : turn.State.Refusals.WithFull(claim.Owner.Key, 0);
            Lose(turn, claim, refusals, lost.Reason);
        }

        return Done.Instance;
    }

    /// <summary>A component took a claim.</summary>
    public static Reply Lost(OrderTurn turn, StockLost lost)
    {
        var claim = turn.State.Claims.Values.OfType<ComponentClaim>().FirstOrDefault(claim =>
            string.Equals(claim.HoldId, lost.HoldId, StringComparison.Ordinal)
            && string.Equals(claim.Plan.Component, lost.Component, StringComparison.Ordinal));
        if (claim is not null && IsLosable(claim))
        {
            Lose(turn, claim, turn.State.Refusals.WithStock(lost.Component, lost.Earliest), lost.Reason);
        }

        return Done.Instance;
    }

    /// <summary>Gives up a claim that the plant refused or took, and plans again.</summary>
    public static void Lose(OrderTurn turn, OrderClaim claim, PlanRefusals refusals, string reason)
    {
        turn.Record(new ClaimRefused(claim.Key, refusals, reason));
        GiveUp(turn, turn.State.Claims[claim.Key]);
        var isSettled = turn.State.Status == OrderStatus.Quoted
            || (turn.State.Status.IsConfirmed() && turn.State.Moving is null);
        if (isSettled)
        {
            turn.Record(new OrderUnsettled(reason, turn.Now));
        }

        if (turn.State.Moves > OrderLimits.MovesMax)
        {
            OrderPlacement.GiveUp(turn, "promise-broken", $"Moved too often: {reason}.");
            return;
        }

        if (turn.State.RetryAt is null || turn.State.Moving is null)
        {
            OrderPlanning.Plan(turn);
        }
    }

    /// <summary>Ends a claim: at once, by a release, or by a release once the answer that is outstanding has come.
    /// </summary>
    public static void GiveUp(OrderTurn turn, OrderClaim claim)
    {
        switch (claim.Phase)
        {
            case ClaimPhase.Planned or ClaimPhase.Consumed:
                turn.Record(new ClaimEnded(claim.Key));
                break;
            case ClaimPhase.Asked or ClaimPhase.Confirming or ClaimPhase.Consuming:
                turn.Record(new ClaimMoved(claim.Key, ClaimPhase.Withdrawn, null));
                break;
            case ClaimPhase.Held or ClaimPhase.Reserved:
                turn.Move(claim, ClaimPhase.Releasing, "release", Release(claim));
                break;
        }
    }

    /// <summary>The command that ends a claim at its owner.</summary>
    public static Command Release(OrderClaim claim) => claim is SlotClaim
        ? new ReleaseSlot(claim.HoldId, claim.Expires)
        : new ReleaseHold(claim.HoldId, claim.Expires);

    private static bool IsLosable(OrderClaim claim) => claim.IsLive && claim.Phase != ClaimPhase.Consumed;

    /// <summary>Asks for every planned claim whose turn it is: components at once, a slot when all slots before it are
    /// held, so that it starts after what was really granted. False where that led to another plan.</summary>
    private static bool AskPlanned(OrderTurn turn)
    {
        var operations = turn.State.Item!.Work.Routing.ToDictionary(
            operation => operation.Id, operation => operation.After, StringComparer.Ordinal);
        var slots = turn.State.Claims.Values.OfType<SlotClaim>().Where(claim => claim.IsLive)
            .ToDictionary(claim => claim.Plan.Operation, StringComparer.Ordinal);
        foreach (var (_, claim) in turn.State.Claims)
        {
            if (claim.Phase != ClaimPhase.Planned)
            {
                continue;
            }

            if (claim is ComponentClaim { Plan: var stock })
            {
                turn.Move(claim, ClaimPhase.Asked, "ask", new PlaceHold(
                    claim.HoldId, stock.Quantity, stock.NeededBy, claim.Expires));
                continue;
            }

            var slot = (SlotClaim)claim;
            var before = operations[slot.Plan.Operation]
                .Where(slots.ContainsKey).Select(operation => slots[operation]).ToArray();
            if (before.Any(other => other.Phase is ClaimPhase.Planned or ClaimPhase.Asked))
            {
                continue;
            }

            var start = before.Select(other => other.Plan.End).Append(slot.Plan.Start).Max();
            if (start.Date > slot.Plan.Start.Date)
            {
                Lose(turn, slot, turn.State.Refusals.WithFull(slot.Owner.Key, slot.Plan.Start.OfDay), "no-time-left");
                return false;
            }

            turn.Record(new ClaimMoved(slot.Key, ClaimPhase.Asked, start));
            turn.Send(slot, "ask", new HoldSlot(slot.HoldId, slot.Plan.Minutes, start.OfDay, slot.Expires));
        }

        return true;
    }

    /// <summary>What a refusal teaches about the plant.</summary>
    private static PlanRefusals Refused(PlanRefusals known, OrderClaim claim, Reply reply) => (claim, reply) switch
    {
        (ComponentClaim stock, StockRejection.Short shortage) =>
            known.WithStock(stock.Plan.Component, shortage.Earliest),
        (ComponentClaim stock, StockRejection.Full or StockRejection.Unknown) =>
            known.WithStock(stock.Plan.Component, stock.Plan.NeededBy.AddDays(1)),
        (SlotClaim slot, CellDayRejection.Full) => known.WithFull(slot.Owner.Key, slot.Plan.Start.OfDay),
        (SlotClaim slot, CellDayRejection.Closed) => known.WithCell(slot.Plan.Cell),
        _ => known,
    };
}
