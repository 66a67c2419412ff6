using System.Globalization;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>Choosing values, and getting at those that are blocked.</summary>
[Collection(Shop.Name)]
public sealed class ChoosingTests(Shop shop)
{
    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task A_blocked_value_says_why_and_what_it_takes_and_one_click_does_exactly_that(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        await Expect(ann.Total).ToContainTextAsync("€141.75");
        await ann.Show("open");
        await ann.Step("Material");
        await Expect(ann.Value("Upper material", "Leather")).ToContainTextAsync("+€35.00");
        await Expect(ann.Value("Upper material", "Leather")).ToContainTextAsync("+3 days");
        await ann.Choose("Upper material", "Leather");
        await Expect(ann.Value("Cushioning", "Super foam")).ToContainTextAsync("follows from your choices");
        await Expect(ann.Total).ToContainTextAsync("€176.75");

        await ann.Step("Colours");
        await Expect(ann.Value("Toe box", "Lime")).ToHaveAttributeAsync("data-status", "excluded");
        var row = ann.Question("Toe box").Locator(".excluded li").First;
        await Expect(row).ToContainTextAsync("Leather cannot be dyed lime.");
        await Expect(row).ToContainTextAsync("Upper material: Leather → Mesh");
        await Expect(row).ToContainTextAsync("-€33.00");
        await ann.Show("blocked");
        await row.GetByRole(AriaRole.Button).ClickAsync();

        await Expect(ann.Value("Toe box", "Lime")).ToHaveAttributeAsync("data-status", "chosen");
        await Expect(ann.Total).ToContainTextAsync("€143.75");
        await ann.Step("Material");
        await Expect(ann.Value("Upper material", "Mesh")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task Steps_are_taken_back_and_done_again_also_by_key(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        await Expect(ann.Button("Undo")).ToHaveAttributeAsync("aria-disabled", "true");
        await ann.Choose("Size (EU)", "42");
        await ann.Choose("Width", "Wide");
        await Expect(ann.Total).ToContainTextAsync("€146.75");

        await ann.Button("Undo").ClickAsync();
        await Expect(ann.Total).ToContainTextAsync("€141.75");
        await ann.Button("Redo").ClickAsync();
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("aria-pressed", "true");
        await ann.Page.Keyboard.PressAsync("Control+z");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("aria-pressed", "false");
        await ann.Page.Keyboard.PressAsync("Control+Shift+z");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [BrowserFact]
    public async Task The_picture_and_the_steps_follow_the_choices()
    {
        await using var ann = await shop.Visit(Look.Desktop, "/configure/shoe");
        await ann.Step("Colours");
        await ann.Choose("Toe box", "Red");
        await Expect(ann.Page.Locator("[data-layer=toe] path").First).ToHaveAttributeAsync("fill", "#c8202f");
        await Expect(ann.Page.Locator(".rail [aria-current=step]")).ToContainTextAsync("10 open");

        await ann.Go("/configure/shelf");
        await ann.Choose("Wall in cm", "400");
        await ann.Choose("Bay", "4");
        await Expect(ann.Page.Locator("[data-layer$='.low']")).ToHaveCountAsync(4);
        await Expect(ann.Page.Locator(".rail .step"))
            .ToContainTextAsync(["Basics", "Bay 1", "Bay 2", "Bay 3", "Bay 4"]);
        var open = await ann.Page.Locator(".rail .state").AllInnerTextsAsync();
        var inSteps = open.Where(text => text.EndsWith(" open", StringComparison.Ordinal))
            .Sum(text => int.Parse(text[..^" open".Length], CultureInfo.InvariantCulture));
        await Expect(ann.Page.Locator(".summary .open")).ToHaveTextAsync($"{inSteps} questions open");
        await ann.Step("Bay 2");
        await ann.Choose("Type", "Closed");
        await Expect(ann.Page.Locator("[data-layer='bay[2].door-low']")).ToHaveCountAsync(1);
        await ann.Show("shelf");
        await ann.Go("/configure/pc");
        await ann.Choose("Graphics card", "GeForce RTX 4090");
        await Expect(ann.Page.Locator("[data-layer=long-card]")).ToHaveCountAsync(1);
        await ann.Show("pc");
    }

    [BrowserFact]
    public async Task A_reload_goes_on_where_one_was()
    {
        await using var ann = await shop.Visit(Look.Phone, "/configure/shoe");
        await ann.Choose("Size (EU)", "44");

        await ann.Go("/configure/shoe");

        await Expect(ann.Value("Size (EU)", "44")).ToHaveAttributeAsync("data-status", "chosen");
        await Expect(ann.Button("Undo")).ToHaveAttributeAsync("aria-disabled", "false");
    }
}
