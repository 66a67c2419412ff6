using System.Collections.Immutable;

namespace Customization.Cluster.Tests.History;

/// <summary>Says which promises of the design a history breaks: I1 to I7, and that clicks are recoverable.</summary>
/// <remarks>Knows nothing but what customers and operators saw; none of the code that it checks.</remarks>
public static class HistoryChecker
{
    private static readonly HashSet<string> Ended = ["rejected", "cancelled", "expired"];
    private static readonly HashSet<string> Alive = ["confirmed", "producing", "produced", "shipped", "delivered"];

    /// <summary>All violations, each beginning with its invariant; empty where all is well.</summary>
    public static IReadOnlyList<string> Check(Shopping shopping, Aftermath after) =>
    [
        .. SlotsAreSoldOnce(after), .. StockIsNeverNegative(after), .. StockIsConserved(shopping, after),
        .. ConfirmedOrdersHoldTheirPromise(after), .. EndedOrdersHoldNothing(after), .. KeysNameOneOrder(shopping),
        .. NoOrderIsLost(shopping, after), .. EverySagaEnds(shopping, after), .. ClicksAreRecoverable(shopping, after),
    ];

    /// <summary>I1, as the days say and as the orders say.</summary>
    private static IEnumerable<string> SlotsAreSoldOnce(Aftermath after)
    {
        foreach (var day in after.Days)
        {
            var last = new SlotSeen("", "", default, "");
            foreach (var slot in day.Slots.OrderBy(slot => slot.Time.From))
            {
                if (slot.Time.From < last.Time.Until)
                {
                    yield return $"I1: {day.Cell} on {day.Date:yyyy-MM-dd} serves {last} and {slot} at once";
                }

                if (!day.Opening.Any(open => open.From <= slot.Time.From && slot.Time.Until <= open.Until))
                {
                    yield return $"I1: {day.Cell} on {day.Date:yyyy-MM-dd} is closed for {slot}";
                }

                last = slot;
            }
        }

        var sold = from order in after.Orders
                   where Alive.Contains(order.Status)
                   from work in order.Work
                   group (order.Id, work.Time) by (work.Cell, work.Date);
        foreach (var day in sold)
        {
            var slots = day.OrderBy(slot => slot.Time.From).ToArray();
            foreach (var (one, next) in slots.Zip(slots.Skip(1)))
            {
                if (next.Time.From < one.Time.Until)
                {
                    yield return $"I1: {one.Id} and {next.Id} were both promised {next.Time} of {day.Key}";
                }
            }
        }
    }

    /// <summary>I2: at no date is more claimed than is there or will have come.</summary>
    private static IEnumerable<string> StockIsNeverNegative(Aftermath after)
    {
        foreach (var stock in after.Stock)
        {
            if (stock.OnHand < 0)
            {
                yield return $"I2: {stock.Component} has {stock.OnHand} on hand";
            }

            var open = stock.Claims.Where(claim => claim.Status != "consumed").ToArray();
            foreach (var date in open.Select(claim => claim.NeededBy).Distinct())
            {
                var free = stock.OnHand
                    + stock.Receipts.Where(receipt => receipt.Date <= date).Sum(receipt => receipt.Quantity)
                    - open.Where(claim => claim.NeededBy <= date).Sum(claim => claim.Quantity);
                if (free < 0)
                {
                    yield return $"I2: {stock.Component} lacks {-free} by {date:yyyy-MM-dd}";
                }
            }
        }
    }

    /// <summary>I2: what was brought is there or was used by an order, once.</summary>
    private static IEnumerable<string> StockIsConserved(Shopping shopping, Aftermath after)
    {
        foreach (var stock in after.Stock)
        {
            var brought = shopping.Goods.Where(goods => goods.Component == stock.Component)
                .Sum(goods => goods.Quantity);
            var unused = stock.Claims.Where(claim => claim.Status != "consumed")
                .Select(claim => claim.Order).ToHashSet();
            int surely = 0, maybe = 0;
            foreach (var order in after.Orders.Where(order => !unused.Contains(order.Id)))
            {
                var pieces = order.Needs.Where(need => need.Component == stock.Component).Sum(need => need.Quantity);
                if (Alive.Contains(order.Status) && !order.IsMoving)
                {
                    surely += pieces;
                }
                else if (order.FirstStart <= after.At)
                {
                    // It was cancelled, perhaps after work had begun.
                    maybe += pieces;
                }
            }

            var used = brought - stock.OnHand;
            if (used < surely || used > surely + maybe)
            {
                yield return $"I2: of {brought} {stock.Component} {stock.OnHand} are left, so {used} were used, "
                    + $"but orders used {surely} to {surely + maybe}";
            }
        }
    }

    /// <summary>I3: before work begins it holds everything that its promise names.</summary>
    private static IEnumerable<string> ConfirmedOrdersHoldTheirPromise(Aftermath after)
    {
        var claims = after.Stock.SelectMany(stock => stock.Claims.Select(claim => (stock.Component, Claim: claim)))
            .ToLookup(entry => (entry.Claim.Order, entry.Component), entry => entry.Claim);
        var slots = after.Days.SelectMany(day => day.Slots.Select(slot => (Day: day, Slot: slot)))
            .ToLookup(entry => (entry.Slot.Order, entry.Slot.Operation));
        foreach (var order in after.Orders.Where(order => order.Status == "confirmed" && !order.IsMoving))
        {
            foreach (var need in order.Needs.Where(_ => order.FirstStart > after.At))
            {
                var held = claims[(order.Id, need.Component)].Where(claim => claim.Status == "reserved")
                    .Sum(claim => claim.Quantity);
                if (held != need.Quantity)
                {
                    yield return $"I3: {order.Id} has {held} of {need.Quantity} {need.Component}";
                }
            }

            foreach (var work in order.Work.Where(work => !work.IsDone))
            {
                if (!slots[(order.Id, work.Operation)].Any(entry => entry.Day.Cell == work.Cell
                    && entry.Day.Date == work.Date && entry.Slot.Time == work.Time && entry.Slot.Status == "reserved"))
                {
                    yield return $"I3: {order.Id} has no slot for {work}";
                }
            }
        }
    }

    /// <summary>I4, and nothing is held by an order that is not there.</summary>
    private static IEnumerable<string> EndedOrdersHoldNothing(Aftermath after)
    {
        var status = after.Orders.ToDictionary(order => order.Id, order => order.Status);
        var held = after.Stock
            .SelectMany(stock => stock.Claims.Select(claim => (claim.Order, claim.Status, What: stock.Component)))
            .Concat(after.Days.SelectMany(day => day.Slots.Select(slot =>
                (slot.Order, slot.Status, What: $"{slot.Operation} at {day.Cell}"))))
            .Where(claim => claim.Status is "held" or "reserved");
        return from claim in held
               let seen = status.GetValueOrDefault(claim.Order, "unknown")
               where seen == "unknown" || Ended.Contains(seen)
               select $"I4: {seen} order {claim.Order} still has {claim.Status} {claim.What}";
    }

    /// <summary>I5.</summary>
    private static IEnumerable<string> KeysNameOneOrder(Shopping shopping)
    {
        foreach (var asked in shopping.Orders)
        {
            var replies = asked.Replies.Distinct().ToArray();
            if (replies.Length > 1)
            {
                yield return $"I5: {asked.Customer} {asked.Key} was told {replies[0]}, then {replies[1]}";
            }
        }

        foreach (var order in shopping.Orders.SelectMany(asked => asked.Replies.Distinct()
            .Select(reply => (reply.Order, asked.Key))).GroupBy(entry => entry.Order, entry => entry.Key))
        {
            if (order.Distinct().Count() > 1)
            {
                yield return $"I5: {string.Join(" and ", order.Distinct())} both name {order.Key}";
            }
        }
    }

    /// <summary>I6, of orders and of cancellations.</summary>
    private static IEnumerable<string> NoOrderIsLost(Shopping shopping, Aftermath after)
    {
        var orders = after.Orders.ToDictionary(order => order.Id);
        foreach (var asked in shopping.Orders)
        {
            if (asked.Replies.FirstOrDefault(reply => reply.IsConfirmed) is not { } confirmed)
            {
                continue;
            }

            var status = orders.GetValueOrDefault(confirmed.Order) is { } order && order.Customer == asked.Customer
                ? order.Status : "unknown";
            if (asked.IsCancelled ? status != "cancelled"
                : !Alive.Contains(status) && !(asked.HasAskedToCancel && status == "cancelled"))
            {
                var told = asked.IsCancelled ? "cancelled" : "confirmed";
                yield return $"I6: {confirmed.Order} of {asked.Customer} was {told} and is {status}";
            }
        }
    }

    /// <summary>I7.</summary>
    private static IEnumerable<string> EverySagaEnds(Shopping shopping, Aftermath after) =>
        after.Orders.Where(order => !order.HasOutcome || order.Status is "holding" or "confirming")
            .Select(order => $"I7: {order.Id} is still {order.Status}")
            .Concat(shopping.Orders.Where(asked => asked.Replies.IsEmpty)
                .Select(asked => $"I7: {asked.Customer} {asked.Key} never got a final reply"));

    /// <summary>Each answer follows from the one before and the click, and its code brings it back.</summary>
    private static IEnumerable<string> ClicksAreRecoverable(Shopping shopping, Aftermath after)
    {
        var reopened = after.Reopened.ToDictionary(again => again.Code, again => again.Answer);
        foreach (var click in shopping.Clicks)
        {
            var kept = click.Value is { } value
                ? click.After.Selection.SequenceEqual(click.Before.Selection.SetItem(click.Characteristic, value))
                : click.Before.Selection.All(click.After.Selection.Contains);
            if (!kept)
            {
                yield return $"click: {click.Session} {click.Characteristic}={click.Value} made {click.After} "
                    + $"of {click.Before}";
            }

            if (reopened.GetValueOrDefault(click.After.Code) is not { } again || !again.IsLike(click.After))
            {
                yield return $"click: {click.After} of {click.Session} opens as "
                    + $"{reopened.GetValueOrDefault(click.After.Code)?.ToString() ?? "nothing"}";
            }
        }
    }
}
