using System.Globalization;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Kill;

/// <summary>Looks at every order, component and cell-day from outside and says which invariants do not hold.</summary>
public sealed class PlantCheck
{
    private const int DaysAhead = 14;

    private readonly List<string> _wrong = [];
    private readonly HashSet<string> _stock = [];
    private readonly HashSet<string> _slots = [];

    /// <summary>All violations of I1 to I4 and I7.</summary>
    /// <param name="operator">Sees everything.</param>
    public static async Task<IReadOnlyList<string>> Run(ApiClient @operator)
    {
        var check = new PlantCheck();
        await check.LookAtStock(@operator);
        await check.LookAtCells(@operator);
        await check.LookAtOrders(@operator);
        return check._wrong;
    }

    /// <summary>I2: stock is never negative. Gathers who claims what.</summary>
    private async Task LookAtStock(ApiClient caller)
    {
        foreach (var component in await Ids(caller, "/v1/components"))
        {
            var stock = await caller.Get($"/v1/components/{component}");
            var free = stock["onHand"]!.GetValue<long>()
                + stock["receipts"]!.AsArray().Sum(receipt => receipt!["quantity"]!.GetValue<long>());
            foreach (var claim in stock["claims"]!.AsArray())
            {
                var isTaken = claim!["status"]!.GetValue<string>() == "consumed";
                free -= isTaken ? 0 : claim["quantity"]!.GetValue<long>();
                _stock.Add($"{claim["order"]} {component}");
            }

            if (stock["onHand"]!.GetValue<long>() < 0 || free < 0)
            {
                _wrong.Add($"I2: {component} is short by {-free}");
            }
        }
    }

    /// <summary>I1: no slot is sold twice or outside of what is open. Gathers who holds what.</summary>
    private async Task LookAtCells(ApiClient caller)
    {
        var today = DateOnly.FromDateTime(DateTime.UtcNow);
        foreach (var cell in await Ids(caller, "/v1/cells"))
        {
            for (var day = 0; day < DaysAhead; day++)
            {
                var date = today.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
                using var response = await caller.Send(HttpMethod.Get, $"/v1/cells/{cell}/days/{date}");
                var seen = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
                if (!response.IsSuccessStatusCode)
                {
                    Assert.Equal("cell-day-closed", seen["code"]!.GetValue<string>());
                    continue;
                }

                LookAtDay($"{cell} on {date}", seen);
            }
        }
    }

    private void LookAtDay(string name, JsonNode day)
    {
        var opening = day["opening"]!.AsArray().Select(Interval).ToArray();
        var last = 0;
        foreach (var slot in day["slots"]!.AsArray().OrderBy(slot => Interval(slot!["interval"]).From))
        {
            var (from, until) = Interval(slot!["interval"]);
            if (from < last || !opening.Any(shift => shift.From <= from && until <= shift.Until))
            {
                _wrong.Add($"I1: {name} has {slot["interval"]} for {slot["order"]} beside another or when closed");
            }

            last = until;
            _slots.Add($"{slot["order"]} {slot["hold"]!.GetValue<string>().Split('~')[^1]}");
        }
    }

    /// <summary>I3: a confirmed order holds what its promise names. I4: an ended one holds nothing. I7: none is stuck.
    /// </summary>
    private async Task LookAtOrders(ApiClient caller)
    {
        foreach (var id in await Ids(caller, "/v1/orders"))
        {
            var order = await caller.Get($"/v1/orders/{id}");
            var status = order["status"]!.GetValue<string>();
            if (status is "rejected" or "cancelled" or "expired")
            {
                _wrong.AddRange(_stock.Concat(_slots)
                    .Where(claim => claim.StartsWith($"{id} ", StringComparison.Ordinal))
                    .Select(claim => $"I4: {status} order still claims {claim}"));
            }
            else if (status is "confirmed" && order["moving"] is null)
            {
                LookAtPromise(id, order["promise"]!);
            }
            else if (status is "holding" or "confirming")
            {
                _wrong.Add($"I7: order {id} is still {status}");
            }
        }
    }

    private void LookAtPromise(string order, JsonNode promise)
    {
        _wrong.AddRange(promise["stock"]!.AsArray()
            .Where(stock => !_stock.Contains($"{order} {stock!["component"]}"))
            .Select(stock => $"I3: {order} does not hold {stock!["component"]}"));
        _wrong.AddRange(promise["slots"]!.AsArray()
            .Where(slot => !_slots.Contains($"{order} {slot!["operation"]}"))
            .Select(slot => $"I3: {order} has no slot for {slot!["operation"]}"));
    }

    private static (int From, int Until) Interval(JsonNode? text)
    {
        var ends = text!.GetValue<string>().Split('-', ':')
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        return ((ends[0] * 60) + ends[1], (ends[2] * 60) + ends[3]);
    }

    private static async Task<IReadOnlyList<string>> Ids(ApiClient caller, string path)
    {
        var ids = new List<string>();
        for (string? after = ""; after is not null;)
        {
            var page = await caller.Get($"{path}?limit=1000" + (after.Length > 0 ? $"&after={after}" : ""));
            ids.AddRange(page["ids"]!.AsArray().Select(id => id!.GetValue<string>()));
            after = page["next"]?.GetValue<string>();
        }

        return ids;
    }
}
