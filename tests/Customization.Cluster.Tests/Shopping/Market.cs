using Customization.Cluster.Tests.History;

namespace Customization.Cluster.Tests.Shopping;

/// <summary>A product, its components and its cells, for one test alone: few and hot, so that every order meets every
/// other.</summary>
public sealed class Market
{
    private const string Definition = """
        product: mug-NAME
        title: {en: Mug}
        pricing:
          lists:
            eur: {currency: EUR, base: 12.00}
        model:
          characteristics:
            glaze:
              values: {red: {}, blue: {price: 1.00}, white: {}, green: {price: 1.50}}
            handle:
              values: {round: {}, square: {price: 0.50}, none: {}}
            size:
              values: {small: {}, large: {price: 2.00}}
            gold:
              values: {no: {}, yes: {price: 9.00}}
          rules:
            - rule: gold = yes requires glaze = white
        bom:
          - {component: clay-NAME, quantity: 2}
          - {component: glaze-NAME, quantity: 1}
          - {component: gold-NAME, quantity: 1, when: gold = yes}
        routing:
          - {id: fire, capability: firing-NAME, minutes: 1}
          - {id: paint, capability: painting-NAME, minutes: 2, after: [fire]}
        lanes:
          standard: {title: {en: Standard}, price: 4.90}
        """;

    private readonly string _name;

    private Market(string name) => _name = name;

    /// <summary>What can be chosen.</summary>
    public static readonly (string Characteristic, string[] Values)[] Choices =
    [
        ("glaze", ["red", "blue", "white", "green"]), ("handle", ["round", "square", "none"]),
        ("size", ["small", "large"]), ("gold", ["no", "yes", "yes"]),
    ];

    /// <summary>The product that is sold.</summary>
    public string Product => $"mug-{_name}";

    /// <summary>The component that every order needs.</summary>
    public string Clay => $"clay-{_name}";

    /// <summary>Its components.</summary>
    public string[] Components => [Clay, $"glaze-{_name}", $"gold-{_name}"];

    /// <summary>Its cells.</summary>
    public string[] Cells => [$"kiln-{_name}", $"bench-1-{_name}", $"bench-2-{_name}"];

    /// <summary>The definition of the product of a market.</summary>
    public static object DefinitionOf(string name) => new
    {
        fileName = $"mug-{name}.yaml",
        text = Definition.Replace("NAME", name, StringComparison.Ordinal),
    };

    /// <summary>Sets it up.</summary>
    /// <param name="plant">May do everything.</param>
    public static async Task<Market> Open(string name, Counter plant, Recorder recorder, CancellationToken patience)
    {
        var market = new Market(name);
        async Task Send(HttpMethod method, string path, object body)
        {
            var reply = await plant.Insist(patience, method, path, body);
            Assert.True((int)reply.Status < 300, $"{method} {path}: {reply.Status} {reply.Text}");
        }

        async Task Stock(string component, int onHand, int leadTimeDays, int lotSize)
        {
            var terms = new { name = component, leadTimeDays, lotSize, automaticReceipts = true };
            await Send(HttpMethod.Put, $"/v1/components/{component}", new { terms, onHand });
            recorder.Brought(component, onHand);
        }

        // Clay and glaze are bought in lots as they run out; of gold there is what there is.
        await Stock(market.Components[0], 200, leadTimeDays: 2, lotSize: 50);
        await Stock(market.Components[1], 150, leadTimeDays: 3, lotSize: 40);
        await Stock(market.Components[2], 10, leadTimeDays: 365, lotSize: 1);
        var week = Enum.GetValues<DayOfWeek>().ToDictionary(
            day => day.ToString().ToLowerInvariant(), _ => new[] { "00:00-24:00" });
        foreach (var cell in market.Cells)
        {
            var work = cell == market.Cells[0] ? "firing" : "painting";
            var terms = new { name = cell, capabilities = new[] { $"{work}-{name}" }, automaticCompletion = true };
            await Send(HttpMethod.Put, $"/v1/cells/{cell}", new { terms, calendar = new { week } });
        }

        await Send(HttpMethod.Post, "/v1/products", DefinitionOf(name));
        return market;
    }
}
