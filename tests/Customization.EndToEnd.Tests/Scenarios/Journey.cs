using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>One customer's way from an open session to a delivered order.</summary>
public sealed class Journey
{
    private const int DaysMax = 90;
    private const int HoursPerStep = 6;

    private readonly ApiClient _customer;

    private Journey(ApiClient customer, JsonNode session)
    {
        _customer = customer;
        Session = session;
    }

    /// <summary>The session as last seen.</summary>
    public JsonNode Session { get; private set; }

    /// <summary>Its id.</summary>
    public string Id => Session["id"]!.GetValue<string>();

    /// <summary>Its configuration code as last seen.</summary>
    public string Code => Session["code"]!.GetValue<string>();

    /// <summary>Its version as last seen, as an entity tag.</summary>
    public string Tag => $"\"{Session["version"]!.GetValue<long>().ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>Total of the price as last seen, minor units.</summary>
    public long Price => Session["price"]!["total"]!["minor"]!.GetValue<long>();

    /// <summary>Opens a session.</summary>
    public static async Task<Journey> Open(ApiClient customer, object request) =>
        new(customer, await customer.Post("/v1/sessions", request));

    /// <summary>Path of something of the session.</summary>
    public string Path(string tail = "") => $"/v1/sessions/{Id}{tail}";

    /// <summary>Looks at the session again.</summary>
    public async Task Look() => Session = await _customer.Get(Path());

    /// <summary>Does something that answers with the session.</summary>
    public async Task Take(HttpMethod method, string tail)
    {
        using var response = await _customer.Send(method, Path(tail));
        Session = JsonNode.Parse(await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync())!;
    }

    /// <summary>Chooses a value.</summary>
    public async Task Choose(string characteristic, string value) =>
        Session = await _customer.Put(Path($"/selection/{Uri.EscapeDataString(characteristic)}"), new { value });

    /// <summary>Answers a parameter.</summary>
    public async Task Set(string parameter, object answer) =>
        Session = await _customer.Put(Path($"/parameters/{parameter}"), answer);

    /// <summary>Answers all these parameters.</summary>
    public async Task Answer(IReadOnlyDictionary<string, object> parameters)
    {
        foreach (var (parameter, answer) in parameters)
        {
            await Set(parameter, answer);
        }
    }

    /// <summary>Fills in the rest.</summary>
    public async Task Complete(string goal = "cheapest") =>
        Session = await _customer.Post(Path("/complete"), new { goal });

    /// <summary>Status of a value as last seen.</summary>
    public JsonNode Value(string characteristic, string value) =>
        Session["characteristics"]![characteristic]!["values"]![value]!;

    /// <summary>The value that a characteristic has: chosen, or the only one left; null while it is open.</summary>
    public string? Settled(string characteristic)
    {
        var known = Session["characteristics"]![characteristic]!;
        return known["chosen"]?.GetValue<string>() ?? known["values"]!.AsObject()
            .FirstOrDefault(value => value.Value!["status"]!.GetValue<string>() == "forced").Key;
    }

    /// <summary>Line of the price as last seen, minor units; 0 where there is none.</summary>
    public long PriceOf(string line) => Session["price"]!["lines"]!.AsArray()
        .Where(each => each!["code"]!.GetValue<string>() == line)
        .Sum(each => each!["amount"]!["minor"]!.GetValue<long>());

    /// <summary>Tries to choose what does not go, and returns what is said about the rules in the way.</summary>
    public async Task<IReadOnlyList<string>> WhyNot(string characteristic, string value)
    {
        var refused = await _customer.Refused(
            HttpStatusCode.Conflict, "value-excluded", HttpMethod.Put,
            Path($"/selection/{Uri.EscapeDataString(characteristic)}"), new { value });
        return [.. refused["explanation"]!["rules"]!.AsArray().Select(rule => rule!["message"]!.GetValue<string>())];
    }

    /// <summary>Takes a value together with the fewest changes of other choices; returns what changed.</summary>
    public async Task<IReadOnlyList<string>> Repair(string characteristic, string value)
    {
        Session = await _customer.Post(Path("/repair"), new { characteristic, value });
        return [.. Session["changed"]!.AsArray().Select(change => change!["characteristic"]!.GetValue<string>())];
    }

    /// <summary>Quotes, orders and waits for the delivery; returns the order as it was when it was confirmed.</summary>
    public async Task<JsonNode> Buy(string key, ApiClient @operator)
    {
        var quote = await Quote();
        var placed = await Order(quote, key);
        Assert.Equal("confirmed", placed["outcome"]!["status"]!.GetValue<string>());
        var order = quote["id"]!.GetValue<string>();
        var confirmed = await @operator.Get($"/v1/orders/{order}");
        Assert.Equal("delivered", (await Deliver(order, @operator))[^1]);
        return confirmed;
    }

    /// <summary>Pieces of a component that an order was promised.</summary>
    public static int Needs(JsonNode order, string component) => order["promise"]!["stock"]!.AsArray()
        .Where(stock => stock!["component"]!.GetValue<string>() == component)
        .Sum(stock => stock!["quantity"]!.GetValue<int>());

    /// <summary>The cells that do the operations of an order, in the order of their start.</summary>
    public static IReadOnlyList<string> Cells(JsonNode order) =>
        [.. order["work"]!.AsArray().Select(work => work!["cell"]!.GetValue<string>())];

    /// <summary>The operations of an order, in the order of their start.</summary>
    public static IReadOnlyList<string> Operations(JsonNode order) =>
        [.. order["work"]!.AsArray().Select(work => work!["operation"]!.GetValue<string>())];

    /// <summary>Days from the placing of an order until it is there.</summary>
    public static int Days(JsonNode order)
    {
        var placed = DateTimeOffset.Parse(order["placedAt"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        var there = DateOnly.Parse(order["promise"]!["deliveryDate"]!.GetValue<string>(), CultureInfo.InvariantCulture);
        return there.DayNumber - DateOnly.FromDateTime(placed.UtcDateTime).DayNumber;
    }

    /// <summary>Asks for a held price and date.</summary>
    public Task<JsonNode> Quote() => _customer.Post(Path("/quote"), ifMatch: Tag);

    /// <summary>Orders a quote.</summary>
    public Task<JsonNode> Order(JsonNode quote, string key) =>
        _customer.Post("/v1/orders", new { quote = quote["id"]!.GetValue<string>() }, key: key);

    /// <summary>Moves the clock until the order is delivered; returns the statuses that were seen on the way.</summary>
    public Task<IReadOnlyList<string>> Deliver(string order, ApiClient @operator) =>
        Follow(order, _customer, @operator);

    /// <summary>The same for an order that came about in another way.</summary>
    public static async Task<IReadOnlyList<string>> Follow(string order, ApiClient owner, ApiClient @operator)
    {
        var seen = new List<string>();
        for (var step = 0; step < DaysMax * 24 / HoursPerStep; step++)
        {
            var status = (await owner.Get($"/v1/orders/{order}"))["status"]!.GetValue<string>();
            if (seen.Count == 0 || seen[^1] != status)
            {
                seen.Add(status);
            }

            if (status is "delivered" or "cancelled" or "rejected")
            {
                break;
            }

            await @operator.Post("/v1/dev/clock", new { hours = HoursPerStep });
            await Task.Delay(TimeSpan.FromMilliseconds(40));
        }

        return seen;
    }
}
