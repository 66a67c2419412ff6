using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>Follows every order through its durable events: its way through the statuses, its promise, and whether it
/// holds what it says (I3) and nothing else (I4).</summary>
internal sealed class OrderBook(World world, Checks checks)
{
    private readonly LotCheck _lots = new(world.Verdict);

    private Verdict Verdict => world.Verdict;

    /// <summary>Enters a change.</summary>
    public void Take(Deed deed)
    {
        var before = (OrderState)deed.Before;
        var after = (OrderState)deed.After;
        var status = before.Status;
        _lots.Take(deed);
        foreach (var happened in deed.Change.Events)
        {
            status = Enter(status, happened, before, deed);
        }

        Verdict.Require(status == after.Status, "I3", $"{after.Id} is {after.Status}, by its events {status}");
        var isForgotten = deed.Change.Events.Any(happened => happened is PersonForgotten);
        Verdict.Require(IsKept(before.Placed, after.Placed, isForgotten), "I5", $"{after.Id} was placed again");
        Verdict.Require(IsKept(before.Accepted, after.Accepted, isForgotten), "I5", $"{after.Id} was accepted again");
        Verdict.Require(
            before.Outcome is null || before.Outcome == after.Outcome
            || deed.Change.Events.Any(happened => happened is QuoteAccepted),
            "I5", $"{after.Id} changed its outcome from {before.Outcome?.Status} to {after.Outcome?.Status}");
        CheckWork(before, after);
        CheckPromise(after);
    }

    /// <summary>Holds an order against the books of those who granted its claims.</summary>
    public void Check(string order)
    {
        var address = new EntityAddress(EntityKind.Order, order);
        if (checks.Truth.Find(address) is not { After: OrderState state } deed)
        {
            return;
        }

        if (state.Status is OrderStatus.Confirmed or OrderStatus.Producing && state.Moving is null)
        {
            CheckHolds(state);
        }
        else if (state.Status.IsEnded() && deed.Outbox.IsEmpty
            && state.Claims.Values.All(claim => claim.Phase == ClaimPhase.Consumed))
        {
            var left = checks.ClaimsOf(order).FirstOrDefault();
            Verdict.Require(left is null, "I4", $"{order} is {state.Status} and keeps {left}");
        }
    }

    /// <summary>What was delivered was made, of exactly what its BOM names.</summary>
    public void Final()
    {
        foreach (var (_, state) in checks.Truth.States<OrderState>())
        {
            Check(state.Id);
            var stuck = state.Claims.Values.FirstOrDefault(claim => claim.Phase != ClaimPhase.Consumed);
            Verdict.Require(stuck is null, "I4", $"{state.Id} ended {state.Status} and its claim is {stuck?.Phase}");
            if (!state.Status.HasArrived())
            {
                continue;
            }

            foreach (var line in state.Item!.Work.Bom)
            {
                var (taken, due) = (checks.ConsumedBy(state.Id, line.Component), _lots.Takes(state, line));
                Verdict.Require(
                    taken >= due.Least && taken <= due.Most, "I3",
                    $"{state.Id} took {taken} {line.Component} instead of {due.Least} to {due.Most}");
            }

            foreach (var operation in state.Item.Work.Routing.Where(each => _lots.IsToCome(state, each.Id)))
            {
                Verdict.Require(
                    checks.WasWorked(state.Id, operation.Id, operation.Minutes), "I3",
                    $"{state.Id} was delivered without {operation.Id}");
            }
        }
    }

    /// <summary>The request is the same; its body is forgotten with the customer and never comes back.</summary>
    private static bool IsKept(IntentStamp? before, IntentStamp? after, bool isForgotten) =>
        before is null || before == after
        || (isForgotten && before.IdempotencyKey == after?.IdempotencyKey && after.BodyHash.Length == 0);

    private OrderStatus Enter(OrderStatus status, Event happened, OrderState before, Deed deed)
    {
        var id = before.Id;
        switch (happened)
        {
            case OrderPlaced placed:
                Verdict.Require(status == OrderStatus.Unknown, "I5", $"{id} was placed while {status}");
                checks.Intents.Placed(id, placed);
                return OrderStatus.Holding;
            case OrderQuoted:
                return Step(id, status, OrderStatus.Quoted, OrderStatus.Holding);
            case QuoteAccepted:
                Verdict.Require(deed.At < before.QuoteExpires, "expiry", $"{id} was accepted after its quote expired");
                return Step(id, status, OrderStatus.Confirming, OrderStatus.Quoted);
            case ConfirmationBegun:
                return status is OrderStatus.Confirmed or OrderStatus.Producing
                    ? status
                    : Step(id, status, OrderStatus.Confirming, OrderStatus.Holding, OrderStatus.Confirming);
            case OrderConfirmed confirmed:
                Verdict.Require(confirmed.Reason.Length > 0, "promise", $"{id} was confirmed without a reason");
                return status is OrderStatus.Confirmed or OrderStatus.Producing
                    ? status
                    : Step(id, status, OrderStatus.Confirmed, OrderStatus.Confirming);
            case OrderUnsettled unsettled:
                Verdict.Require(unsettled.Reason.Length > 0, "promise", $"{id} lost a claim without a reason");
                return status == OrderStatus.Quoted ? OrderStatus.Holding : status;
            case ProductionStarted:
                return Step(id, status, OrderStatus.Producing, OrderStatus.Confirmed);
            case ProductionFinished:
                return Step(id, status, OrderStatus.Produced, OrderStatus.Producing);
            case OrderShipped shipped:
                CheckShipped(id, shipped, before, deed);
                return Step(id, status, OrderStatus.Shipped, OrderStatus.Produced);
            case LotsCancelled:
                return Step(
                    id, status, _lots.HaveLeft(id) ? OrderStatus.Shipped : OrderStatus.Produced, OrderStatus.Producing,
                    OrderStatus.Produced);
            case OrderDelivered:
                return Step(
                    id, status, _lots.HasCancelled(id) ? OrderStatus.PartlyDelivered : OrderStatus.Delivered,
                    OrderStatus.Shipped);
            case OrderEnded ended:
                CheckEnded(id, status, ended, deed);
                return ended.Status;
            default:
                return status;
        }
    }

    private OrderStatus Step(string id, OrderStatus from, OrderStatus to, params OrderStatus[] allowed)
    {
        Verdict.Require(allowed.Contains(from), "I3", $"{id} went from {from} to {to}");
        return to;
    }

    private void CheckEnded(string id, OrderStatus status, OrderEnded ended, Deed deed)
    {
        var allowed = ended.Status switch
        {
            OrderStatus.Rejected => status is OrderStatus.Holding or OrderStatus.Quoted or OrderStatus.Confirming,
            OrderStatus.Expired => status is OrderStatus.Holding or OrderStatus.Quoted
                && deed.At >= ((OrderState)deed.After).QuoteExpires,
            OrderStatus.Cancelled => status is > OrderStatus.Unknown and < OrderStatus.Shipped,
            _ => false,
        };
        Verdict.Require(allowed && ended.Code.Length > 0, "I3", $"{id} ended {status} as {ended.Status} {ended.Code}");
    }

    /// <summary>The carrier cannot bring it later than promised unless the promise says so.</summary>
    private void CheckShipped(string id, OrderShipped shipped, OrderState before, Deed deed)
    {
        var left = DateOnly.FromDateTime(deed.At.UtcDateTime);
        var arrives = LaneCalendar.Arrives(before.Lane!, left);
        Verdict.Require(
            arrives <= shipped.Promise.DeliveryDate || left <= before.Promise!.ShipDate, "promise",
            $"{id} left on {left}, arrives on {arrives} and is promised for {shipped.Promise.DeliveryDate}");
    }

    /// <summary>No operation is done before those it waits for.</summary>
    private void CheckWork(OrderState before, OrderState after)
    {
        foreach (var claim in after.Claims.Values.OfType<SlotClaim>())
        {
            if (claim.Phase != ClaimPhase.Consumed || before.Claims.GetValueOrDefault(claim.Key) == claim)
            {
                continue;
            }

            var operation = after.Item!.Work.Routing.First(each => each.Id == claim.Plan.Operation);
            var isNext = operation.After.All(earlier => after.Claims.Values.OfType<SlotClaim>().Any(other =>
                other.Plan.Operation == earlier && other.Phase == ClaimPhase.Consumed));
            Verdict.Require(isNext, "I3", $"{after.Id} did {operation.Id} before {string.Join(' ', operation.After)}");
        }
    }

    /// <summary>The promise that stands is the last one in the history, and has a reason.</summary>
    private void CheckPromise(OrderState state)
    {
        if (!(state.Status is >= OrderStatus.Confirmed and <= OrderStatus.Delivered) || state.Moving is not null)
        {
            return;
        }

        var last = state.History.LastOrDefault();
        Verdict.Require(
            last is { Promise: not null, Reason.Length: > 0 }
            && last.Promise.DeliveryDate == state.Promise!.DeliveryDate
            && last.Promise.Lots.Select(lot => lot.DeliveryDate)
                .SequenceEqual(state.Promise.Lots.Select(lot => lot.DeliveryDate)),
            "promise", $"{state.Id} promises {state.Promise?.DeliveryDate}, its history ends with {last?.Reason} "
                + $"{last?.Promise?.DeliveryDate}");
    }

    private void CheckHolds(OrderState state)
    {
        var live = state.Claims.Values.Where(claim => claim.IsLive).ToArray();
        var work = state.Item!.Work;
        var stock = live.OfType<ComponentClaim>().ToLookup(claim => claim.Plan.Component, StringComparer.Ordinal);
        Verdict.Require(
            stock.Count == work.Bom.Length && live.OfType<SlotClaim>().Count() == work.Routing.Length, "I3",
            $"{state.Id} is {state.Status} with {live.Length} claims");
        foreach (var line in work.Bom)
        {
            Verdict.Require(
                stock[line.Component].Sum(claim => claim.Plan.Quantity) == line.Quantity
                && stock[line.Component].All(IsGranted),
                "I3", $"{state.Id} is {state.Status} without {line.Quantity} {line.Component}");
        }

        var end = new PlantMinute(0);
        foreach (var operation in work.Routing)
        {
            var slot = live.OfType<SlotClaim>().FirstOrDefault(claim => claim.Plan.Operation == operation.Id);
            Verdict.Require(
                slot is not null && slot.Plan.Minutes == operation.Minutes && IsGranted(slot), "I3",
                $"{state.Id} is {state.Status} without a slot for {operation.Id}");
            foreach (var earlier in live.OfType<SlotClaim>()
                .Where(claim => operation.After.Contains(claim.Plan.Operation)))
            {
                Verdict.Require(
                    slot is null || earlier.Plan.End.Value <= slot.Plan.Start.Value, "I3",
                    $"{state.Id} does {operation.Id} before {earlier.Plan.Operation} ends");
            }

            end = slot is not null && slot.Plan.End.Value > end.Value ? slot.Plan.End : end;
        }

        CheckDate(state, end);
        _lots.CheckDates(state);
    }

    private void CheckDate(OrderState state, PlantMinute end)
    {
        if (end.Value == 0)
        {
            return;
        }

        var ships = LaneCalendar.Ships(state.Lane!, end.Date, end.OfDay);
        var arrives = LaneCalendar.Arrives(state.Lane!, ships);
        Verdict.Require(
            state.Promise!.ShipDate >= ships && state.Promise.DeliveryDate >= arrives, "promise",
            $"{state.Id} is ready at {end}, cannot arrive before {arrives} and is promised for "
            + $"{state.Promise.DeliveryDate}");
    }

    /// <summary>The owner has it reserved, or is about to tell the order that it no longer has.</summary>
    private bool IsGranted(OrderClaim claim)
    {
        if (claim.Phase == ClaimPhase.Consumed)
        {
            return true;
        }

        if (checks.Truth.Find(claim.Owner) is { } owner && owner.Outbox.ContainsKey($"lost|{claim.HoldId}"))
        {
            return true;
        }

        return claim.Phase is ClaimPhase.Reserved or ClaimPhase.Consuming && claim switch
        {
            ComponentClaim stock => checks.StockOf(stock.Plan.Component).IsReserved(stock.HoldId, stock.Plan.Quantity),
            SlotClaim slot => checks.DayOf(slot.Owner).IsReserved(
                slot.HoldId, slot.Plan.Start.OfDay, slot.Plan.Minutes),
            _ => false,
        };
    }
}
