using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Xunit;

namespace Customization.Domain.Tests.Ordering;

/// <summary>I1 to I4 of the design, worked out from the states alone.</summary>
public static class PlantChecker
{
    public static string? Violation(PlantWorld world) =>
        Slots(world) ?? Stock(world) ?? Confirmed(world) ?? Ended(world);

    /// <summary>I1: no slot sold twice, none outside of the opening.</summary>
    private static string? Slots(PlantWorld world)
    {
        foreach (var state in world.Envelopes<CellDayState>().Select(day => day.State))
        {
            if (state.Slots.IsEmpty)
            {
                continue;
            }

            var slots = state.Slots.OrderBy(slot => slot.Value.Interval.From).ToArray();
            for (var i = 0; i < slots.Length; i++)
            {
                var (id, slot) = slots[i];
                if (i > 0 && slots[i - 1].Value.Interval.Until > slot.Interval.From)
                {
                    return $"I1: {state.Cell} {state.Date} {slot.Interval} sold to {slots[i - 1].Key} and {id}";
                }

                if (slot.Status != SlotStatus.Completed && !state.Opening.Any(open => open.Contains(slot.Interval)))
                {
                    return $"I1: {state.Cell} {state.Date} {slot.Interval} of {id} is not open";
                }
            }
        }

        return null;
    }

    /// <summary>I2: stock never negative, on no day; nothing appears or vanishes.</summary>
    private static string? Stock(PlantWorld world)
    {
        foreach (var stock in world.Envelopes<StockState>().Select(envelope => envelope.State))
        {
            if (stock.OnHand < 0 || stock.OnHand != stock.Received + stock.Adjusted - stock.Consumed)
            {
                return $"I2: {stock.Component} has {stock.OnHand}";
            }

            var dates = stock.Claims.ById.Values.Select(claim => claim.NeededBy)
                .Append(PlantMinute.DayOf(world.Now));
            foreach (var date in dates)
            {
                var sum = stock.OnHand + stock.Receipts.Values.Where(r => r.Date <= date).Sum(r => r.Quantity)
                    - stock.Claims.ById.Values.Where(c => c.Status != ClaimStatus.Consumed && c.NeededBy <= date)
                        .Sum(c => c.Quantity);
                if (sum < 0 && date >= PlantMinute.DayOf(world.Now))
                {
                    return $"I2: {stock.Component} would have {sum} on {date}";
                }
            }
        }

        return null;
    }

    /// <summary>I3: a confirmed order holds everything that its promise names, or the news of a loss is on its way.
    /// </summary>
    private static string? Confirmed(PlantWorld world)
    {
        foreach (var order in world.Orders.Select(order => order.State))
        {
            if (order.Status is not (OrderStatus.Confirmed or OrderStatus.Producing) || order.Moving is not null)
            {
                continue;
            }

            var live = order.Claims.Values.Where(claim => claim.IsLive).ToArray();
            var work = order.Item!.Work;
            var stock = live.OfType<ComponentClaim>()
                .ToLookup(claim => claim.Plan.Component, claim => claim.Plan.Quantity);
            if (live.OfType<SlotClaim>().Count() != work.Routing.Length || stock.Count != work.Bom.Length
                || work.Bom.Any(line => stock[line.Component].Sum() != line.Quantity))
            {
                return $"I3: {order.Id} has {live.Length} claims";
            }

            foreach (var claim in live)
            {
                if (claim.Phase != ClaimPhase.Consumed && !IsGranted(world, claim))
                {
                    return $"I3: {order.Id} is {order.Status} without {claim}";
                }
            }

            foreach (var slot in order.Promise!.Evidence.Slots)
            {
                var start = PlantMinute.Of(slot.Date, slot.Interval.From);
                if (!live.OfType<SlotClaim>().Any(claim => claim.Plan.Operation == slot.Operation
                    && claim.Plan.Cell == slot.Cell && claim.Plan.Start == start))
                {
                    return $"I3: {order.Id} promises {slot} and has another";
                }
            }

            foreach (var operation in work.Routing)
            {
                var begin = Slot(operation.Id).Plan.Start;
                if (operation.After.Any(before => Slot(before).Plan.End > begin))
                {
                    return $"I3: {order.Id} does {operation.Id} too early";
                }
            }

            SlotClaim Slot(string operation) =>
                live.OfType<SlotClaim>().Single(claim => claim.Plan.Operation == operation);
        }

        return null;
    }

    private static bool IsGranted(PlantWorld world, OrderClaim claim)
    {
        if (claim is SlotClaim slot)
        {
            var day = world.Find<CellDayState>(claim.Owner)!;
            return day.Outbox.ContainsKey($"lost|{claim.HoldId}")
                || (day.State.Slots.TryGetValue(claim.HoldId, out var granted)
                    && granted.Status != SlotStatus.Held
                    && PlantMinute.Of(day.State.Date, granted.Interval.From) == slot.Plan.Start
                    && granted.Interval.Minutes == slot.Plan.Minutes);
        }

        var stock = world.Find<StockState>(claim.Owner)!;
        return stock.Outbox.ContainsKey($"lost|{claim.HoldId}")
            || (stock.State.Claims.TryGet(claim.HoldId, out var held) && held.Status != ClaimStatus.Held);
    }

    /// <summary>I4: an order that ended without delivery, and whose messages are through, holds nothing.</summary>
    private static string? Ended(PlantWorld world)
    {
        var ended = world.Orders.Where(order => order.State.Status.IsEnded() && order.Outbox.IsEmpty
            && order.State.Claims.Values.All(claim => claim.Phase == ClaimPhase.Consumed))
            .Select(order => order.State.Id).ToHashSet();
        foreach (var stock in world.Envelopes<StockState>())
        {
            if (stock.State.Claims.ById.Keys.FirstOrDefault(id => ended.Contains(HoldId.OrderOf(id))) is { } id)
            {
                return $"I4: {id} still claims {stock.State.Component}";
            }
        }

        foreach (var day in world.Envelopes<CellDayState>())
        {
            foreach (var (id, slot) in day.State.Slots)
            {
                if (slot.Status != SlotStatus.Completed && ended.Contains(HoldId.OrderOf(id)))
                {
                    return $"I4: {id} still has a slot of {day.State.Cell} on {day.State.Date}";
                }
            }
        }

        return null;
    }
}
