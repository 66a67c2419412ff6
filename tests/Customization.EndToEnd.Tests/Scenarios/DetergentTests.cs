using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Detergent by site: what the meters report adapts formula and deliveries, and nobody but the site reads the
/// formula.</summary>
[Collection(SharedServer.Name)]
public sealed class DetergentTests(SharedServer shared)
{
    private static readonly string[] Formula = ["gluconate", "amphoteric", "nonionic", "citrate"];

    [Fact]
    public async Task Meters_adapt_formula_and_deliveries_and_the_formula_stays_the_sites()
    {
        using var site = await shared.Server.As(null);
        using var plant = await shared.Server.As("meters", "operator");
        var profile = $"/v1/customers/{site.Subject}";
        await site.Put($"{profile}/identity", new { name = "Truck wash 12" });
        await site.Put($"{profile}/consents/personalization", new { granted = true });
        await Report(plant, profile, "may", 6, ("hardness", "22"), ("foam", "low"), ("weekly-litres", "640"),
            ("stock-litres", "900"));

        var journey = await Adapted(site);
        Assert.Equal(
            ["gluconate", "nonionic", "weekly", "tote"],
            new[] { "builder", "surfactant", "delivery", "container" }.Select(journey.Settled));
        Assert.Contains(journey.Session["preferences"]!.AsArray(), each =>
            each!["why"]!.GetValue<string>() == "6 of 6 readings: hardness 22");
        await journey.Choose("site", "vehicles");
        await journey.Complete("preferred");
        var quote = await journey.Quote();
        await journey.Order(quote, $"wash-{site.Subject}");
        var order = await plant.Get($"/v1/orders/{quote["id"]}");
        await OnlyTheMachineReads(order, plant);
        await journey.Deliver($"{quote["id"]}", plant);
        await site.Post(journey.Path("/save"), new { name = "Truck wash" });
        Assert.Equal(5, Journey.Needs(order, "concentrate-charge"));
        Assert.Equal(["dosing-1", "loading-1"], Journey.Cells(order));

        // Production sees a reference, the site its formula.
        var id = order["id"]!.GetValue<string>();
        Assert.Equal($"formula:{id}", order["configuration"]!.GetValue<string>());
        Assert.Empty(order["price"]!["lines"]!.AsArray());
        Assert.NotEqual(
            order["configuration"]!.GetValue<string>(),
            (await site.Get($"/v1/orders/{id}"))["configuration"]!.GetValue<string>());
        foreach (var path in (string[])
        [
            $"/v1/orders/{id}", profile, "/v1/components/concentrate-charge", "/v1/cells/dosing-1",
            "/v1/operations/orders",
        ])
        {
            var seen = (await plant.Get(path)).ToJsonString();
            Assert.DoesNotContain(Formula, value => seen.Contains(value, StringComparison.Ordinal));
            Assert.DoesNotContain(journey.Code, seen, StringComparison.Ordinal);
        }

        await plant.Refused(HttpStatusCode.Forbidden, "forbidden", HttpMethod.Get, journey.Path());

        // Soft water and a smaller fleet: the next delivery is another one.
        await Report(plant, profile, "june", 24, ("hardness", "12"), ("foam", "low"), ("weekly-litres", "120"),
            ("stock-litres", "200"));
        var next = await Adapted(site);
        Assert.Equal(
            ["citrate", "monthly", "drum"],
            new[] { "builder", "delivery", "container" }.Select(next.Settled));
    }

    /// <summary>The machine reads the formula while the order is made; people who run the plant never do.</summary>
    private async Task OnlyTheMachineReads(System.Text.Json.Nodes.JsonNode order, ApiClient plant)
    {
        var path = $"/v1/orders/{order["id"]}/formula";
        using var machine = await shared.Server.As("doser-1", "machine");
        var formula = (await machine.Get(path))["values"]!;
        Assert.Equal(
            ["gluconate", "nonionic"],
            new[] { "builder", "surfactant" }.Select(each => formula[each]!.GetValue<string>()));
        Assert.Equal(4, formula.AsObject().Count);
        await plant.Refused(HttpStatusCode.Forbidden, "forbidden", HttpMethod.Get, path);
        await machine.Refused(HttpStatusCode.Forbidden, "forbidden", HttpMethod.Get, $"/v1/orders/{order["id"]}");
    }

    [Fact]
    public async Task Items_of_a_run_hide_the_formula_from_other_operators()
    {
        using var chemist = await shared.Server.As("chemist", "operator");
        using var plant = await shared.Server.As("shift-lead", "operator");
        var run = new MassRun(chemist, $"formulas-{Guid.NewGuid():N}");
        await run.Create(new
        {
            product = "detergent",
            fields = new Dictionary<string, string> { ["who"] = "-", ["what"] = "site", ["foam"] = "surfactant" },
            samples = 1,
        });
        await run.Add("who,what,foam", ["Wash 7,vehicles,amphoteric", "Wash 8,vehicles,sugar"]);

        foreach (var path in (string[])["/items", "/items/1.1", "/items/1.2", "/samples"])
        {
            Assert.Contains(
                path == "/items/1.2" ? "sugar" : "amphoteric", (await chemist.Get(run.Path(path))).ToJsonString());
            var seen = (await plant.Get(run.Path(path))).ToJsonString();
            Assert.Contains("vehicles", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("amphoteric", seen, StringComparison.Ordinal);
            Assert.DoesNotContain("sugar", seen, StringComparison.Ordinal);
        }
    }

    private static async Task Report(
        ApiClient meters, string profile, string batch, int times, params (string Subject, string Value)[] readings)
    {
        var now = (await meters.Get("/v1/dev/clock"))["now"]!.GetValue<DateTimeOffset>();
        var observations = Enumerable.Range(0, times).SelectMany(time => readings.Select(reading => new
        {
            key = $"{batch}-{time}-{reading.Subject}",
            kind = "usage",
            subject = reading.Subject,
            value = reading.Value,
            at = now.AddHours(-time),
        })).ToArray();
        var taken = await meters.Post($"{profile}/observations", new { observations });
        Assert.Equal(observations.Length, taken["added"]!.GetValue<int>());
    }

    private static async Task<Journey> Adapted(ApiClient site)
    {
        var journey = await Journey.Open(site, new { product = "detergent" });
        for (var deadline = DateTime.UtcNow.AddSeconds(60); journey.Session["preferences"] is null;)
        {
            Assert.True(DateTime.UtcNow < deadline, "the customer never answered");
            await Task.Delay(20);
            await journey.Look();
        }

        return journey;
    }
}
