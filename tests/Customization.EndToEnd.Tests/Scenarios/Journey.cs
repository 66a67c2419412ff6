using System.Globalization;
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

    /// <summary>Asks for a held price and date.</summary>
    public Task<JsonNode> Quote() => _customer.Post(Path("/quote"), ifMatch: Tag);

    /// <summary>Orders a quote.</summary>
    public Task<JsonNode> Order(JsonNode quote, string key) =>
        _customer.Post("/v1/orders", new { quote = quote["id"]!.GetValue<string>() }, key: key);

    /// <summary>Moves the clock until the order is delivered; returns the statuses that were seen on the way.</summary>
    public async Task<IReadOnlyList<string>> Deliver(string order, ApiClient @operator)
    {
        var seen = new List<string>();
        for (var step = 0; step < DaysMax * 24 / HoursPerStep; step++)
        {
            var status = (await _customer.Get($"/v1/orders/{order}"))["status"]!.GetValue<string>();
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
