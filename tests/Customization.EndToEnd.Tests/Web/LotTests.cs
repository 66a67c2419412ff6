using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>An order whose lots come one after the other.</summary>
[Collection(Shop.Name)]
public sealed class LotTests(Shop shop)
{
    [BrowserFact]
    public async Task Each_lot_is_shown_with_its_date_and_the_first_arrives_before_the_last_leaves()
    {
        using var laboratory = await shop.Server.As(null);
        using var plant = await shop.Server.As("plant", "operator");
        var order = await Ordered(laboratory);
        await using var ann = await shop.Visit(Look.Phone, "/");
        await ann.Page.EvaluateAsync(
            "kept => localStorage.setItem('guest', kept)", JsonSerializer.Serialize(new
            {
                token = laboratory.Http.DefaultRequestHeaders.Authorization!.Parameter,
                subject = laboratory.Subject,
                until = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds(),
            }));
        await ann.Go($"/orders/{order}");
        var lots = ann.Page.Locator(".lots li");
        await Expect(lots).ToHaveTextAsync(
        [
            new Regex("Pieces 1 to 20.*Confirmed.*Delivery"), new Regex("Pieces 21 to 40.*Delivery"),
            new Regex("Pieces 41 to 60.*Delivery"),
        ]);
        await Expect(ann.Button("Cancel the order")).ToBeVisibleAsync();

        await Follow(plant, order, "delivered");
        await Expect(lots.First).ToContainTextAsync("Delivered");
        await Expect(lots.Last).ToContainTextAsync("In production");
        await Expect(ann.Button("Cancel the order")).ToHaveCountAsync(0);
        await ann.Show("lots");
        await using var console = await shop.Visit(Look.Desktop, "/ops");
        await Expect(console.Page.Locator($"[data-order='{order}']"))
            .ToContainTextAsync(new Regex("[12] of 3 lots left"));
    }

    private static async Task<string> Ordered(ApiClient laboratory)
    {
        var journey = await Journey.Open(laboratory, new { product = "aligners" });
        await journey.Set("scan", new { text = "SCAN-2026-0000BEEF" });
        await journey.Set("clinician", new { text = "FR1234567890" });
        foreach (var (measure, value) in new[]
        {
            ("crowdingUpper", "7"), ("crowdingLower", "7"), ("rotationUpper", "60"), ("rotationLower", "60"),
        })
        {
            await journey.Choose(measure, value);
        }

        await journey.Complete();
        var quote = await journey.Quote();
        await journey.Order(quote, "aligners-page");
        return quote["id"]!.GetValue<string>();
    }

    /// <summary>Moves the clock until the first lot is somewhere.</summary>
    private static async Task Follow(ApiClient plant, string order, string status)
    {
        for (var step = 0; step < 200; step++)
        {
            JsonNode now = await plant.Get($"/v1/orders/{order}");
            if (now["lots"]![0]!["status"]!.GetValue<string>() == status)
            {
                return;
            }

            await plant.Post("/v1/dev/clock", new { hours = 6 });
        }

        Assert.Fail($"the first lot was never {status}");
    }
}
