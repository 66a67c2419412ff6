using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Delivery;

namespace Customization.Domain.Ordering;

/// <summary>Finds claims for whatever part of the work order has none, for the first time or again.</summary>
/// <remarks>What is held and still fits is kept: only operations without a claim and those that wait for them are
/// planned. Where a component is missing, all work that has not been done starts anew, since it has to wait for it.
/// </remarks>
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

        var missing = Missing(turn);
        var claims = turn.State.Claims.Values;
        var request = new PlanRequest(missing, turn.State.Lane!, turn.Outlook, turn.Now)
        {
            Asked = turn.State.PlacedAt,
            Refusals = turn.State.Refusals,
            NotBefore = claims.OfType<ComponentClaim>()
                .Where(claim => claim.IsLive && claim.Phase != ClaimPhase.Consumed)
                .Select(claim => PlantMinute.Of(claim.Plan.NeededBy)).DefaultIfEmpty().Max(),
            Ends = claims.OfType<SlotClaim>().Where(claim => claim.IsLive)
                .ToImmutableDictionary(claim => claim.Plan.Operation, claim => claim.Plan.End, StringComparer.Ordinal),
        };
        switch (PromisePlanner.Plan(request))
        {
            case PromisePlan plan:
                Adopt(turn, plan);
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
            .Where(claim => claim.IsLive).Select(claim => claim.Plan)];
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

    private static void Adopt(OrderTurn turn, PromisePlan plan)
    {
        var state = turn.State;
        var attempt = state.Attempt + 1;
        var expires = state.IsQuote && state.QuoteExpires is { } quoteExpires
            ? quoteExpires + OrderLimits.HoldMargin
            : turn.Now + OrderLimits.HoldTtl;
        var claims = ImmutableArray.CreateBuilder<OrderClaim>(plan.Stock.Length + plan.Slots.Length);
        foreach (var stock in plan.Stock)
        {
            claims.Add(new ComponentClaim(HoldId.OfStock(state.Id, attempt), expires, ClaimPhase.Planned, stock));
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
    private static WorkOrder Missing(OrderTurn turn)
    {
        var work = turn.State.Item!.Work;
        var components = turn.State.Claims.Values.OfType<ComponentClaim>()
            .Where(claim => claim.IsLive).Select(claim => claim.Plan.Component).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<BomLine> bom = [.. work.Bom.Where(line => !components.Contains(line.Component))];
        var slots = turn.State.Claims.Values.OfType<SlotClaim>().Where(claim => claim.IsLive)
            .ToDictionary(claim => claim.Plan.Operation, StringComparer.Ordinal);
        var routing = ImmutableArray.CreateBuilder<RoutingOperation>();
        var planned = new HashSet<string>(StringComparer.Ordinal);
        foreach (var operation in work.Routing)
        {
            var isKept = slots.TryGetValue(operation.Id, out var slot)
                && (slot.Phase == ClaimPhase.Consumed || (bom.IsEmpty && !operation.After.Any(planned.Contains)));
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
