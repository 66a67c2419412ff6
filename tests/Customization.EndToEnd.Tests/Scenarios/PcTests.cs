using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A PC built to order: parts that fit, bought when ordered, the same margin whatever is chosen.</summary>
[Collection(SharedServer.Name)]
public class PcTests(SharedServer shared)
{
    [Fact]
    public async Task A_computer_is_configured_priced_promised_ordered_and_delivered()
    {
        using var bob = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(bob, new { product = "pc" });
        await journey.Choose("cpu", "r9-7950x");

        var refused = await bob.Refused(
            HttpStatusCode.Conflict, "value-excluded", HttpMethod.Put, journey.Path("/selection/board"),
            new { value = "z790" });
        Assert.Equal(
            "Processor and mainboard need the same socket.",
            refused["explanation"]!["rules"]![0]!["message"]!.GetValue<string>());
        Assert.Equal("cool-water", Chosen(journey, "cooler"));

        await journey.Choose("gpu", "rtx4070s");
        await journey.Complete();
        var quote = await journey.Quote();
        Assert.Contains(
            quote["promise"]!["stock"]!.AsArray(),
            stock => stock!["component"]!.GetValue<string>() == "r9-7950x"
                && stock["source"]!.GetValue<string>() == "replenishment");

        var placed = await journey.Order(quote, "pc-1");
        Assert.Equal("confirmed", placed["outcome"]!["status"]!.GetValue<string>());
        var seen = await journey.Deliver(quote["id"]!.GetValue<string>(), plant);
        Assert.Equal("delivered", seen[^1]);
    }

    [Fact]
    public async Task A_component_that_gets_cheaper_reprices_open_quotes_and_one_that_gets_dearer_does_not()
    {
        using var bob = await shared.Server.As(null);
        using var author = await shared.Server.As("writer", "author");
        var journey = await Journey.Open(bob, new { product = "pc" });
        await journey.Choose("gpu", "rx7800xt");
        await journey.Complete();
        var quote = await journey.Quote();
        var order = $"/v1/orders/{quote["id"]!.GetValue<string>()}";
        var before = Total(quote);

        await Publish(author, "rx7800xt: 499.00");
        Assert.Equal(before, Total(await bob.Get(order)));
        await Publish(author, "rx7800xt: 409.00");
        Assert.Equal(before - 5900, Total(await bob.Get(order)));

        var placed = await journey.Order(quote, "pc-cheaper");
        Assert.Equal("confirmed", placed["outcome"]!["status"]!.GetValue<string>());
        Assert.Equal(before - 5900, Total(await bob.Get(order)));
        await Publish(author, "rx7800xt: 459.00");
        Assert.Equal(before - 5900, Total(await bob.Get(order)));
    }

    [Fact]
    public async Task No_customer_sees_what_it_costs_to_make()
    {
        using var bob = await shared.Server.As(null);
        var journey = await Journey.Open(bob, new { product = "pc" });
        await journey.Complete();

        Assert.Null(journey.Session["price"]!["cost"]);
        Assert.Null(journey.Session["price"]!["margin"]);
        Assert.Null((await journey.Quote())["price"]!["margin"]);
    }

    /// <summary>What is left of a characteristic when only one value is possible.</summary>
    private static string? Chosen(Journey journey, string characteristic) =>
        journey.Session["characteristics"]![characteristic]!["values"]!.AsObject()
            .Single(value => value.Value!["status"]!.GetValue<string>() is "forced" or "chosen").Key;

    private static long Total(JsonNode order) => order["price"]!["total"]!["minor"]!.GetValue<long>();

    /// <summary>Publishes the PC with another cost of one component; 18 % of margin come on top.</summary>
    private static async Task Publish(ApiClient author, string cost)
    {
        var path = Path.Combine(Repository.Root, "src/Customization.Cli/Samples/pc.yaml");
        var text = (await File.ReadAllTextAsync(path)).Replace("rx7800xt: 459.00", cost, StringComparison.Ordinal);
        await author.Post("/v1/products", new { fileName = "pc.yaml", text });
    }
}
