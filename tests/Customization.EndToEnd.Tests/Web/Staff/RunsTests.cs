using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web.Staff;

/// <summary>A reviewer at the page of mass runs.</summary>
[Collection(Shop.Name)]
public sealed class RunsTests(Shop shop)
{
    [BrowserFact]
    public async Task Samples_are_approved_progress_is_seen_and_failures_say_why()
    {
        using var planner = await shop.Server.As("planner", "operator");
        var run = new MassRun(planner, "for-review");
        await run.Create(new
        {
            product = "packs",
            fields = new Dictionary<string, string>
            {
                ["retailer"] = "retailer",
                ["size"] = "size",
                ["store"] = "store",
                ["price"] = "shelfPrice",
            },
            samples = 2,
        });
        await run.Add(
            "retailer,size,store,price",
            ["grocerly,,Main Street,199", "fuelmart,g1000,Exit 9,899", "airside,,Gate 4,299"]);
        await run.Step("submit");

        await using var reviewer = await shop.Visit(Look.Desktop, "/runs#for-review");
        var page = reviewer.Page;
        await Expect(page.Locator("[data-sample='1.1'] pre").First).ToContainTextAsync("Only at Main Street");
        await Expect(page.Locator("[data-sample='1.2']")).ToContainTextAsync("small packs only");
        await reviewer.Show("runs-review");

        // What is forgotten the server says, whatever the browser's clock does.
        await page.Clock.SetFixedTimeAsync(DateTime.UtcNow.AddYears(1));
        await page.GetByRole(AriaRole.Button, new() { Name = "Approve the samples" }).ClickAsync();

        await Expect(page.GetByRole(AriaRole.Status)).ToHaveTextAsync("finished");
        await Expect(page.Locator("[data-item='1.2']")).ToContainTextAsync("Fuelmart has room for small packs only.");
        await Expect(page.GetByRole(AriaRole.Button, new() { Name = "Begin anew what failed" })).ToBeVisibleAsync();
        await reviewer.Show("runs-finished");

        await page.Clock.SetFixedTimeAsync(DateTime.UtcNow.AddYears(-1));
        var forget = page.GetByRole(AriaRole.Button, new() { Name = "Forget the recipients" });
        await forget.ClickAsync();
        await Expect(page.Locator("[data-item='1.2']")).ToHaveCountAsync(0);
        await Expect(forget).ToHaveCountAsync(0);
    }
}
