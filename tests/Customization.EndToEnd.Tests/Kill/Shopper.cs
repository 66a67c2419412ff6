using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Kill;

/// <summary>A customer who configures and orders as fast as the server answers, and remembers what it was told.
/// </summary>
/// <remarks>The token outlives the server: the key that signs it is in the data folder.</remarks>
public sealed class Shopper(string name, string token, int seed)
{
    private static readonly string[] Colours = ["white", "black", "red", "navy"];
    private static readonly string[] Parts = ["toe", "quarter", "tongue", "heel", "eyestay", "swoop", "collar"];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, string> _sessions = [];
    private readonly Dictionary<string, Intent> _intents = [];

    /// <summary>An order that was asked for, by its idempotency key.</summary>
    /// <param name="Answer">The bytes of the answer, or null where the server died before it came.</param>
    public sealed record Intent(string Configuration, string? Answer);

    /// <summary>What it was told of each session: the last code.</summary>
    public IReadOnlyDictionary<string, string> Sessions => _sessions;

    /// <summary>Every order that it asked for.</summary>
    public IReadOnlyDictionary<string, Intent> Intents => _intents;

    /// <summary>Shops until the server is gone.</summary>
    public async Task Shop(ServerProcess server)
    {
        using var caller = Caller(server);
        try
        {
            while (true)
            {
                await ShopOnce(caller);
            }
        }
        catch (Exception gone) when (gone is HttpRequestException or IOException or TaskCanceledException)
        {
            // Killed: what was asked and not answered stays without an answer.
        }
    }

    /// <summary>Asks again for everything: answers that were given must be given again, to the byte.</summary>
    public async Task<IReadOnlyList<string>> Recall(ServerProcess server)
    {
        using var caller = Caller(server);
        var wrong = new List<string>();
        foreach (var (key, intent) in _intents.ToArray())
        {
            var answer = await Order(caller, key, intent.Configuration);
            if (intent.Answer is not null && answer != intent.Answer)
            {
                wrong.Add($"{name} {key}: was {intent.Answer}, is {answer}");
            }

            _intents[key] = intent with { Answer = answer };
        }

        foreach (var (session, code) in _sessions)
        {
            var reopened = await caller.Put($"/v1/sessions/{session}", new { code });
            if (reopened["code"]!.GetValue<string>() != code)
            {
                wrong.Add($"{name} {session}: was {code}, is {reopened["code"]}");
            }
        }

        return wrong;
    }

    private ApiClient Caller(ServerProcess server)
    {
        var http = server.Client();
        http.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        return new ApiClient(http, name);
    }

    private async Task ShopOnce(ApiClient caller)
    {
        var session = Remember(await caller.Post("/v1/sessions", new { product = "shoe" }));
        for (var clicks = _random.Next(1, 5); clicks > 0; clicks--)
        {
            var value = Colours[_random.Next(Colours.Length)];
            Remember(await caller.Put(
                $"/v1/sessions/{session}/selection/{Parts[_random.Next(Parts.Length)]}", new { value }));
        }

        Remember(await caller.Post($"/v1/sessions/{session}/complete", new { goal = "cheapest" }));
        var key = $"{name}-{_intents.Count}";
        _intents[key] = new Intent(_sessions[session], null);
        _intents[key] = _intents[key] with { Answer = await Order(caller, key, _sessions[session]) };
        if (_random.Next(4) == 0)
        {
            var order = JsonNode.Parse(_intents[key].Answer!)?["id"]?.GetValue<string>();
            await caller.Send(HttpMethod.Post, $"/v1/orders/{order}/cancel", new { reason = "changed my mind" });
        }
    }

    private string Remember(JsonNode session)
    {
        var id = session["id"]!.GetValue<string>();
        _sessions[id] = session["code"]!.GetValue<string>();
        return id;
    }

    /// <summary>The answer without what is of the request and not of the order.</summary>
    private static async Task<string> Order(ApiClient caller, string key, string configuration)
    {
        using var response = await caller.Send(
            HttpMethod.Post, "/v1/orders", new { configuration, lane = "standard" }, key: key);
        var text = await response.Content.ReadAsStringAsync();
        if (response.StatusCode == HttpStatusCode.Created)
        {
            return text;
        }

        var problem = JsonNode.Parse(text)!.AsObject();
        Assert.Equal("order-rejected", problem["code"]!.GetValue<string>());
        problem.Remove("traceId");
        return problem.ToJsonString();
    }
}
