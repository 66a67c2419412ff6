using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Authoring;

/// <summary>An author asks what a product offers and what of it is bought.</summary>
[Collection(SharedServer.Name)]
public sealed class ComplexityTests(SharedServer shared)
{
    private const string Stool = """
        product: stool
        pricing:
          lists: {eur: {currency: EUR, base: 50.00}}
          costs: {currency: EUR, components: {leather: 9.00}}
        model:
          characteristics:
            seat: {values: {wood: {}, leather: {price: 20.00}, glass: {}}}
            legs: {values: [three, four]}
          rules:
            - {rule: seat != glass, message: Glass breaks.}
        bom:
          - {component: leather, when: seat = leather}
        lanes:
          standard: {}
        """;

    [Fact]
    public async Task The_report_shows_what_is_offered_and_what_was_bought()
    {
        using var author = await shared.Server.As("writer", "author");
        using var ada = await shared.Server.As(null);
        await author.Post("/v1/products", new { fileName = "stool.yaml", text = Stool });
        foreach (var key in (string[])["stool-1", "stool-2"])
        {
            var journey = await Journey.Open(ada, new { product = "stool" });
            await journey.Choose("legs", "four");
            await journey.Complete();
            await journey.Order(await journey.Quote(), key);
        }

        var report = await author.Get("/v1/products/stool/complexity");

        Assert.Equal("4", report["configurations"]!.GetValue<string>());
        Assert.Equal("dead", Value(report, "seat", "glass")["offer"]!.GetValue<string>());
        Assert.Equal(2, Value(report, "legs", "four")["orders"]!.GetValue<int>());
        Assert.Equal(1100, Value(report, "seat", "leather")["margin"]!.GetValue<int>());
        Assert.Equal(0, report["demand"]!["bits"]!.GetValue<double>());
        Assert.Equal(2, report["demand"]!["orders"]!.GetValue<int>());
        var leather = report["pruning"]!.AsArray().Single(each => each!["value"]!.GetValue<string>() == "leather")!;
        Assert.Equal("2", leather["varietySaved"]!.GetValue<string>());
        Assert.Equal("leather", leather["components"]![0]!.GetValue<string>());
        var stock = report["stock"]!;
        Assert.Equal("four", stock["variants"]![0]!["choices"]!["legs"]!.GetValue<string>());
        Assert.Equal(95, stock["assumptions"]!["service"]!.GetValue<int>());
        Assert.Equal(1, stock["kept"]!["kinds"]!.GetValue<int>());
        Assert.Equal(0, stock["madeToOrder"]!["kinds"]!.GetValue<int>());
        // Two orders in 30 days are 1.87 in 28: four cover 95 % of the lead times, and P(D <= 3) of the orders.
        Assert.Equal(0.8803, stock["kept"]!["served"]!.GetValue<double>(), 4);
        Assert.True(report["effort"]![1]!["secondsUnaided"]!["value"]!.GetValue<double>() > 0);
        Assert.True(report["effort"]![1]!["aided"]!["value"]!.GetValue<double>()
            <= report["effort"]![1]!["unaided"]!["value"]!.GetValue<double>());
    }

    [Fact]
    public async Task A_product_a_version_and_a_price_list_that_are_none_are_refused()
    {
        using var author = await shared.Server.As("writer", "author");

        await author.Refused(
            HttpStatusCode.NotFound, "product-unavailable", HttpMethod.Get, "/v1/products/none/complexity");
        await author.Refused(
            HttpStatusCode.NotFound, "product-unavailable", HttpMethod.Get, "/v1/products/shoe/complexity?version=99");
        await author.Refused(
            HttpStatusCode.BadRequest, "request-invalid", HttpMethod.Get,
            "/v1/products/shoe/complexity?priceList=gold");
    }

    [Fact]
    public async Task Two_pricing_policies_are_compared_on_customers()
    {
        using var author = await shared.Server.As("writer", "author");
        var text = Stool.Replace("product: stool", "product: bench", StringComparison.Ordinal).Replace(
            "  costs:",
            "  policies: {modest: {share: 50, kind: list}, bold: {share: 50, kind: premium, percent: 40}}\n  costs:",
            StringComparison.Ordinal);
        await author.Post("/v1/products", new { fileName = "bench.yaml", text });
        var prices = new List<long>();
        for (var i = 0; i < 12; i++)
        {
            using var customer = await shared.Server.As($"sitter-{i}");
            var journey = await Journey.Open(customer, new { product = "bench" });
            await journey.Complete();
            var again = await Journey.Open(customer, new { product = "bench" });
            var quote = await journey.Quote();
            prices.Add(journey.Price);
            Assert.Equal(again.Price, journey.Price);
            if (i < 4)
            {
                await journey.Order(quote, $"bench-{i}");
            }
        }

        var report = await author.Get("/v1/products/bench/policies");

        Assert.Equal([5000, 7000], prices.Distinct().Order());
        foreach (var (policy, price) in report["policies"]!.AsArray().Zip([5000L, 7000L]))
        {
            Assert.Equal(prices.Count(each => each == price), policy!["customers"]!.GetValue<int>());
            var orders = prices.Take(4).Count(each => each == price);
            Assert.Equal(orders, policy["orders"]!.GetValue<int>());
            Assert.Equal(orders * price, policy["revenue"]!.GetValue<long>());
        }

        Assert.NotNull(report["differences"]![0]!["conversion"]!["low"]);
        Assert.Equal(
            ["modest", "bold"], report["policies"]!.AsArray().Select(each => each!["code"]!.GetValue<string>()));
    }

    private static JsonNode Value(JsonNode report, string characteristic, string value) => report["characteristics"]!
        .AsArray().Single(each => each!["name"]!.GetValue<string>() == characteristic)!["values"]!
        .AsArray().Single(each => each!["name"]!.GetValue<string>() == value)!;
}
