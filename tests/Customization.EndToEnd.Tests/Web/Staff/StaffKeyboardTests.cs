using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web.Staff;

/// <summary>Authors and operators get everywhere without a pointer.</summary>
[Collection(Shop.Name)]
public sealed class StaffKeyboardTests(Shop shop)
{
    [BrowserFact]
    public async Task An_author_writes_mends_tries_and_publishes_by_keyboard_alone()
    {
        await using var author = await shop.Visit(Look.Desktop, "/author");
        var (page, keyboard) = (author.Page, author.Page.Keyboard);
        await author.TabTo("Text of");
        await keyboard.PressAsync("Control+a");
        await keyboard.InsertTextAsync(Stool("cork, cork"));
        await keyboard.PressAsync("Control+Enter");
        await Expect(page.Locator(".findings")).ToBeVisibleAsync();
        await author.TabTo("line 6, column");
        await keyboard.PressAsync("Enter");
        Assert.Equal("cork", await page.EvaluateAsync<string>("getSelection().toString()"));
        await keyboard.TypeAsync("oak");
        await keyboard.PressAsync("Control+Enter");

        await author.TabTo("Try it");
        await author.TabTo("oak");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator(".trial [aria-pressed=true]")).ToHaveTextAsync("oak");
        await page.Locator("[role=tab]").First.FocusAsync();
        for (var i = 0; i < 3; i++)
        {
            await keyboard.PressAsync("ArrowRight");
        }

        await Expect(page.GetByRole(AriaRole.Tab, new() { Name = "Publish" })).ToBeFocusedAsync();
        await author.TabTo("Publish");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator(".told")).ToHaveTextAsync("Version 1 of stool-keys is current.");
    }

    [BrowserFact]
    public async Task An_operator_breaks_a_cell_and_closes_a_day_by_keyboard_alone()
    {
        using var @operator = await shop.Server.As("plant", "operator");
        // Of today only the rest would be open.
        var week = new Dictionary<string, string[]>
        {
            [$"{DateTime.UtcNow.AddDays(1).DayOfWeek}".ToLowerInvariant()] = ["08:00-16:00"],
        };
        await @operator.Put("/v1/cells/a-keys", new
        {
            terms = new { name = "A keys", capabilities = (string[])["keys"], automaticCompletion = true },
            calendar = new { week },
        });
        await using var plant = await shop.Visit(Look.Desktop, "/ops");
        var (page, keyboard) = (plant.Page, plant.Page.Keyboard);
        await Expect(page.Locator("[data-cell=a-keys]")).ToBeVisibleAsync();
        await plant.TabTo("Break A keys");
        await keyboard.PressAsync("Enter");
        await keyboard.TypeAsync("belt torn");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-cell=a-keys]")).ToContainTextAsync("stands still: belt torn");
        await plant.TabTo("Repair A keys");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("[data-cell=a-keys]")).Not.ToContainTextAsync("stands still");

        await plant.TabTo("0%");
        await keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("480 min open");
        await plant.TabTo("Close this day");
        await keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Closed.");
        await keyboard.PressAsync("Escape");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
        await Expect(page.Locator("[data-cell=a-keys] .load:focus")).ToHaveCountAsync(1);
    }

    private static string Stool(string seats) => $$$"""
        product: stool-keys
        pricing:
          lists: {eur: {currency: EUR, base: 9.00}}
        model:
          characteristics:
            seat: {values: [{{{seats}}}]}
        """;
}
