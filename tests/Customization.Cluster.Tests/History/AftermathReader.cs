using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Customization.Cluster.Tests.Shopping;

namespace Customization.Cluster.Tests.History;

/// <summary>Looks at everything of one market through the API, as an operator.</summary>
public sealed class AftermathReader(Market market, IReadOnlyList<string> customers, Counter counter)
{
    private const int DaysAhead = 8;

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks until every order has ended or stands, and two looks in a row saw the same.</summary>
    /// <returns>The last look, also where the patience ended before.</returns>
    public async Task<Aftermath> Settled(TimeSpan limit)
    {
        var start = TimeProvider.System.GetTimestamp();
        var before = "";
        while (true)
        {
            var seen = await Look(CancellationToken.None);
            var now = JsonSerializer.Serialize(seen with { At = default });
            var isSettled = seen.Orders.All(order => order.HasOutcome && order.Status is not "confirming");
            if ((isSettled && now == before) || TimeProvider.System.GetElapsedTime(start) > limit)
            {
                return seen;
            }

            before = now;
            await Task.Delay(Pause);
        }
    }

    /// <summary>Ids of a customer's orders, from the list alone: no order is spoken to.</summary>
    public async Task<IReadOnlyList<string>> OrdersOf(string customer)
    {
        var ids = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await Get(
                $"/v1/orders?customer={customer}&limit=1000" + (after.Length > 0 ? $"&after={after}" : ""), default);
            ids.AddRange(page.Json["ids"]!.AsArray().Select(id => id!.GetValue<string>()));
            after = page.Json["next"]?.GetValue<string>();
        }

        return ids;
    }

    /// <summary>One order; null where the id only claims a key.</summary>
    public async Task<OrderSeen?> Order(string id, CancellationToken patience)
    {
        var reply = await Get($"/v1/orders/{id}", patience);
        return reply.Status == HttpStatusCode.NotFound ? null : OrderOf(reply.Json);
    }

    private async Task<Aftermath> Look(CancellationToken patience)
    {
        var stock = ImmutableArray.CreateBuilder<StockSeen>();
        foreach (var component in market.Components)
        {
            stock.Add(StockOf((await Get($"/v1/components/{component}", patience)).Json));
        }

        var orders = ImmutableArray.CreateBuilder<OrderSeen>();
        foreach (var customer in customers)
        {
            foreach (var id in await OrdersOf(customer))
            {
                if (await Order(id, patience) is { } order)
                {
                    orders.Add(order);
                }
            }
        }

        return new Aftermath(
            DateTimeOffset.UtcNow, stock.ToImmutable(), await Days(orders, patience), orders.ToImmutable(), []);
    }

    /// <summary>The next days of every cell, and all days that an order names.</summary>
    private async Task<ImmutableArray<DaySeen>> Days(IEnumerable<OrderSeen> orders, CancellationToken patience)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        var near = from cell in market.Cells
                   from ahead in Enumerable.Range(0, DaysAhead)
                   select (cell, today.AddDays(ahead));
        var named = orders.SelectMany(order => order.Work).Select(work => (work.Cell, work.Date));
        var days = ImmutableArray.CreateBuilder<DaySeen>();
        foreach (var (cell, date) in near.Concat(named).Distinct().Order())
        {
            var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var reply = await Get($"/v1/cells/{cell}/days/{day}", patience);
            if (reply.Status == HttpStatusCode.OK)
            {
                days.Add(DayOf(reply.Json));
            }
        }

        return days.ToImmutable();
    }

    private Task<Counter.Reply> Get(string path, CancellationToken patience) =>
        counter.Insist(patience, HttpMethod.Get, path);

    private static StockSeen StockOf(JsonNode stock) => new(
        Text(stock["code"]), Number(stock["onHand"]),
        [.. stock["receipts"]!.AsArray().Select(receipt =>
            new Delivery(Number(receipt!["quantity"]), Date(receipt["date"])))],
        [.. stock["claims"]!.AsArray().Select(claim => new ClaimSeen(
            Text(claim!["order"]), Number(claim["quantity"]), Date(claim["neededBy"]), Text(claim["status"])))]);

    private static DaySeen DayOf(JsonNode day) => new(
        Text(day["cell"]), Date(day["date"]), [.. day["opening"]!.AsArray().Select(MinutesOf)],
        [.. day["slots"]!.AsArray().Select(slot => new SlotSeen(
            Text(slot!["order"]), Text(slot["hold"]).Split('~')[^1], MinutesOf(slot["interval"]),
            Text(slot["status"])))]);

    private static OrderSeen OrderOf(JsonNode order)
    {
        var promise = order["promise"] ?? order["outcome"]?["promise"];
        var slots = promise?["slots"]!.AsArray().Select(slot => slot!["start"]!.GetValue<DateTimeOffset>()).ToArray();
        return new OrderSeen(
            Text(order["id"]), Text(order["customer"]), Text(order["status"]), order["moving"] is not null,
            order["outcome"] is not null,
            [.. (promise?["stock"]!.AsArray() ?? []).Select(line =>
                new Need(Text(line!["component"]), Number(line["quantity"])))],
            [.. order["work"]!.AsArray().Select(WorkOf)], slots is { Length: > 0 } ? slots.Min() : null);
    }

    private static WorkSeen WorkOf(JsonNode? work)
    {
        var start = work!["start"]!.GetValue<DateTimeOffset>().UtcDateTime;
        var minute = (start.Hour * 60) + start.Minute;
        return new WorkSeen(
            Text(work["operation"]), Text(work["cell"]), DateOnly.FromDateTime(start),
            new Minutes(minute, minute + Number(work["minutes"])), work["isDone"]!.GetValue<bool>());
    }

    private static Minutes MinutesOf(JsonNode? text)
    {
        var ends = Text(text).Split('-', ':').Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return new Minutes((ends[0] * 60) + ends[1], (ends[2] * 60) + ends[3]);
    }

    private static string Text(JsonNode? node) => node!.GetValue<string>();

    private static int Number(JsonNode? node) => node!.GetValue<int>();

    private static DateOnly Date(JsonNode? node) => DateOnly.ParseExact(
        Text(node), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
