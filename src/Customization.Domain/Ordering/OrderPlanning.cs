using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Delivery;

namespace Customization.Domain.Ordering;

/// <summary>Finds claims for whatever part of the work order has none, for the first time or again.</summary>
/// <remarks>What is held and still fits is kept: only operations without a claim and those that wait for them are
/// planned. Where a component is missing, all work on its lot that has not been done starts anew, since it has to wait
/// for it; that of the whole order where it is for no lot alone.</remarks>
internal static class OrderPlanning
{
    /// <summary>Plans what has no claim, and asks for it; where there is no plan, the order fails or waits.</summary>
    public static void Plan(OrderTurn turn)
    {
        if (turn.State.Tries >= OrderLimits.AttemptsMax)
        {
            Fail(turn, "attempts-exhausted", $"The plant refused {OrderLimits.AttemptsMax} plans in a row.");
            return;
        }

        var needs = OrderSupplies.Missing(turn.State).ToImmutableArray();
        var missing = Missing(turn, needs);
        var claims = turn.State.Claims.Values;
        var lots = missing.Routing.Select(operation => missing.LotOf(operation.Id)).Append(0).ToHashSet();
        var request = new PlanRequest(missing, turn.State.Lane!, turn.Outlook, turn.Now)
        {
            Asked = turn.State.PlacedAt,
            Refusals = turn.State.Refusals,
            NotBefore = claims.OfType<ComponentClaim>()
                .Where(claim => claim.IsLive && claim.Phase != ClaimPhase.Consumed && lots.Contains(claim.Plan.Lot))
                .Select(claim => PlantMinute.Of(claim.Plan.NeededBy)).DefaultIfEmpty().Max(),
            Ends = claims.OfType<SlotClaim>().Where(claim => claim.IsLive)
                .ToImmutableDictionary(claim => claim.Plan.Operation, claim => claim.Plan.End, StringComparer.Ordinal),
        };
        switch (PromisePlanner.Plan(request))
        {
            case PromisePlan plan:
                Adopt(turn, plan, needs);
                break;
            case NoPromise none:
                Fail(turn, none.Code, none.Detail);
                break;
        }
    }

    /// <summary>The promise that the live claims make as they are now.</summary>
    public static Promise? Promised(OrderState state)
    {
        ImmutableArray<PlannedStock> stock = [.. state.Claims.Values.OfType<ComponentClaim>()
            .Where(claim => claim.IsLive).Select(claim => claim.Plan)
            .GroupBy(plan => plan.Component, StringComparer.Ordinal).Select(Sum)];
        ImmutableArray<PlannedSlot> slots = [.. state.Claims.Values.OfType<SlotClaim>()
            .Where(claim => claim.IsLive).Select(claim => claim.Plan).OrderBy(plan => plan.Start)];
        var ready = slots.Select(slot => slot.End)
            .Concat(slots.IsEmpty ? stock.Select(line => PlantMinute.Of(line.NeededBy)) : [])
            .Append(slots.IsEmpty ? PlantMinute.AtOrAfter(state.PlacedAt) : default).Max();
        var lots = LotPromises.Of(
            state.Item!.Work.Lots, state.Lane!, slots.ToDictionary(slot => slot.Operation, slot => slot.End),
            OrderLots.Kept(state), slots.IsEmpty ? ready : slots[0].Start, ready);
        return PromisePlanner.PromiseOf(
            state.Lane!, PlantMinute.DayOf(state.PlacedAt), state.Item.Work.WaitDays, stock, slots, ready, lots);
    }

    /// <summary>What all lots need of a component, on the day by which all of it is there.</summary>
    private static PlannedStock Sum(IEnumerable<PlannedStock> claims)
    {
        var latest = claims.MaxBy(plan => plan.Available)!;
        return latest with
        {
            Quantity = claims.Sum(plan => plan.Quantity),
            NeededBy = claims.Max(plan => plan.NeededBy),
        };
    }

    private static void Adopt(OrderTurn turn, PromisePlan plan, ImmutableArray<(int Lot, BomLine Line)> needs)
    {
        var state = turn.State;
        var attempt = state.Attempt + 1;
        var expires = state.IsQuote && state.QuoteExpires is { } quoteExpires
            ? quoteExpires + OrderLimits.HoldMargin
            : turn.Now + OrderLimits.HoldTtl;
        var claims = ImmutableArray.CreateBuilder<OrderClaim>(needs.Length + plan.Slots.Length);
        foreach (var (lot, line) in needs)
        {
            var stock = plan.Stock.First(each => each.Component == line.Component);
            claims.Add(new ComponentClaim(
                HoldId.OfStock(state.Id, attempt, lot), expires, ClaimPhase.Planned,
                stock with { Quantity = line.Quantity, Lot = lot }));
        }

        foreach (var slot in plan.Slots)
        {
            claims.Add(new SlotClaim(
                HoldId.OfOperation(state.Id, attempt, slot.Operation), expires, ClaimPhase.Planned, slot));
        }

        turn.Record(new OrderPlanned(plan.Promise, claims.MoveToImmutable()));
        OrderClaims.Advance(turn);
    }

    /// <summary>Components and operations without a live claim, after giving up the work that can no longer keep its
    /// slot.</summary>
    private static WorkOrder Missing(OrderTurn turn, ImmutableArray<(int Lot, BomLine Line)> needs)
    {
        var work = turn.State.Item!.Work;
        var lots = needs.Select(need => need.Lot).ToHashSet();
        ImmutableArray<BomLine> bom =
        [
            .. needs.GroupBy(need => need.Line.Component, StringComparer.Ordinal)
                .Select(lines => new BomLine(lines.Key, lines.Sum(need => need.Line.Quantity))),
        ];
        var slots = turn.State.Claims.Values.OfType<SlotClaim>().Where(claim => claim.IsLive)
            .ToDictionary(claim => claim.Plan.Operation, StringComparer.Ordinal);
        var routing = ImmutableArray.CreateBuilder<RoutingOperation>();
        var planned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in work.Routing)
        {
            var isKept = slots.TryGetValue(operation.Id, out var slot)
                && (slot.Phase == ClaimPhase.Consumed || (!lots.Contains(0) && !lots.Contains(work.LotOf(operation.Id))
                    && !operation.After.Any(planned.Contains)));
            if (!isKept)
            {
                routing.Add(operation);
                planned.Add(operation.Id);
                if (slot is not null)
                {
                    OrderClaims.GiveUp(turn, slot);
                }
            }
        }

        return work with { Bom = bom, Routing = routing.ToImmutable() };
    }

    /// <summary>An order that was never confirmed is rejected; a confirmed one waits and asks again, until its patience
    /// ends.</summary>
    private static void Fail(OrderTurn turn, string code, string detail)
    {
        if (!turn.State.Status.IsConfirmed())
        {
            OrderPlacement.End(turn, OrderStatus.Rejected, code, detail);
            return;
        }

        foreach (var (_, claim) in turn.State.Claims)
        {
            if (claim.Phase is ClaimPhase.Planned or ClaimPhase.Asked or ClaimPhase.Held or ClaimPhase.Confirming)
            {
                OrderClaims.GiveUp(turn, claim);
            }
        }

        turn.Record(new RetryScheduled(turn.Now + OrderLimits.MoveRetry, code));
    }
}
