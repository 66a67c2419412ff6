using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web.Staff;

/// <summary>An operator at the console: breaks a cell and watches, closes a day, receives stock.</summary>
[Collection(Shop.Name)]
public sealed class OperationsTests(Shop shop)
{
    private const int PossibleColumn = 6;

    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task A_cell_breaks_and_its_order_is_promised_anew_before_the_operators_eyes(string look)
    {
        var order = await Order(look);
        await using var plant = await shop.Visit(Look.Of(look), "/ops");
        var page = plant.Page;
        var row = page.Locator($"[data-order='{order}']");
        await Expect(row).ToContainTextAsync("Confirmed");
        var cell = (await row.TextContentAsync())!.Contains($"{look}-a", StringComparison.Ordinal) ? "a" : "b";
        var broken = page.Locator($"[data-cell='{look}-{cell}']");
        await Expect(broken).ToContainTextAsync("%");

        await broken.GetByRole(AriaRole.Button, new() { Name = "Break" }).ClickAsync();
        await broken.GetByRole(AriaRole.Textbox).FillAsync("belt torn");
        await page.Keyboard.PressAsync("Enter");

        await Expect(page.GetByRole(AriaRole.Log)).ToContainTextAsync(order[^12..]);
        await Expect(row).ToContainTextAsync($"{look}-{(cell == "a" ? "b" : "a")}");
        await Expect(row).ToContainTextAsync("A machine stands still: belt torn");
        await Expect(broken).ToContainTextAsync("stands still: belt torn");
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Engine" })).ToContainTextAsync("≤");
        await Expect(row.Locator("td").Nth(PossibleColumn)).ToHaveTextAsync(new Regex(@"\d"));
        await plant.Show("ops-broken");
        await page.Locator("details summary").ClickAsync();
        await Expect(page.GetByRole(AriaRole.Region, new() { Name = "Entities that took most messages" })
            .Locator("tbody tr").First).ToBeVisibleAsync();
        await broken.GetByRole(AriaRole.Button, new() { Name = "Repair" }).ClickAsync();
        await Expect(broken.GetByRole(AriaRole.Button, new() { Name = "Break" })).ToBeVisibleAsync();
        await ClosesADay(plant, broken);
    }

    [BrowserTheory]
    [InlineData("de-DE", "Betrieb", "Tabelle der Zellen", "Vorhanden")]
    [InlineData("fr-FR", "Exploitation", "Tableau des cellules", "En stock")]
    public async Task The_console_speaks_the_operators_language(
        string language, string title, string cells, string there)
    {
        await using var plant = await shop.Visit(Look.Phone, "/ops", language);
        await Expect(plant.Page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(plant.Page.GetByRole(AriaRole.Region, new() { Name = cells })).ToBeVisibleAsync();
        await Expect(plant.Page.Locator("dt").GetByText(there)).ToBeVisibleAsync();
        await plant.Show($"ops-{language}");
    }

    [BrowserFact]
    public async Task Goods_come_in_and_are_there()
    {
        await using var plant = await shop.Visit(Look.Desktop, "/ops");
        await plant.Page.GetByLabel("Component").SelectOptionAsync("shoe-box");
        var stock = plant.Page.GetByRole(AriaRole.Region, new() { Name = "Stock", Exact = true });
        await Expect(stock.GetByRole(AriaRole.Button)).ToContainTextAsync("Receive");
        await stock.GetByLabel("Quantity").FillAsync("7");

        await stock.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(stock.GetByRole(AriaRole.Status)).ToContainTextAsync("came in");
        using var @operator = await shop.Server.As("plant", "operator");
        var component = await @operator.Get("/v1/components/shoe-box");
        await Expect(stock).ToContainTextAsync($"{component["onHand"]!.GetValue<int>()} are on hand");
    }

    private static async Task ClosesADay(Visitor plant, ILocator cell)
    {
        await cell.Locator("button.load").Last.ClickAsync();
        var day = plant.Page.GetByRole(AriaRole.Dialog);
        await Expect(day).ToContainTextAsync("Open 00:00-24:00");
        await Expect(day).ToContainTextAsync("1440 min open, 0 held");
        await day.GetByRole(AriaRole.Button, new() { Name = "Close this day" }).ClickAsync();
        await Expect(day).ToContainTextAsync("Closed.");
        await day.GetByRole(AriaRole.Button, new() { Name = "Work as every" }).ClickAsync();
        await Expect(day).ToContainTextAsync("Open 00:00-24:00");
        await plant.Show("ops-day");
    }

    /// <summary>An order that either of two cells can make.</summary>
    private async Task<string> Order(string look)
    {
        using var plant = await shop.Server.As("plant", "operator");
        using var author = await shop.Server.As("writer", "author");
        using var ada = await shop.Server.As(null);
        foreach (var cell in (string[])[$"{look}-a", $"{look}-b"])
        {
            await plant.Put($"/v1/cells/{cell}", new
            {
                terms = new { name = cell, capabilities = (string[])[$"{look}-carving"], automaticCompletion = true },
                calendar = new
                {
                    week = Enum.GetValues<DayOfWeek>().ToDictionary(
                        day => char.ToLowerInvariant($"{day}"[0]) + $"{day}"[1..], _ => (string[])["00:00-24:00"]),
                },
            });
        }

        await author.Post("/v1/products", new
        {
            fileName = "seat.yaml",
            text = $$$"""
                product: seat-{{{look}}}
                pricing:
                  lists: {eur: {currency: EUR, base: 50.00}}
                model:
                  characteristics:
                    seat: {values: [wood, cork]}
                routing:
                  - {id: carve, capability: {{{look}}}-carving, minutes: 300}
                lanes:
                  standard: {}
                """,
        });
        var journey = await Journey.Open(ada, new { product = $"seat-{look}" });
        await journey.Complete();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await ada.Get(journey.Path()))["promise"] is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }

        return (await journey.Order(await journey.Quote(), $"ops-{look}"))["id"]!.GetValue<string>();
    }
}
