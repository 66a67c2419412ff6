using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>What the page does for those who do not want to decide everything.</summary>
[Collection(Shop.Name)]
public sealed class HelpingTests(Shop shop)
{
    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task What_is_open_is_filled_in_after_saying_what_that_costs(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        await ann.Choose("Width", "Wide");
        await ann.Button("Complete for me").ClickAsync();
        var dialog = ann.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog.Locator(".goals details")).ToHaveCountAsync(4);
        await Expect(dialog.Locator(".goals li").Filter(new() { HasText = "Cheapest" }).First)
            .ToContainTextAsync("€146.75");
        await ann.Show("complete");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Take: Cheapest" }).ClickAsync();

        await Expect(dialog).ToHaveCountAsync(0);
        await Expect(ann.Page.Locator(".summary")).ToContainTextAsync("Everything is decided");
        await Expect(ann.Total).ToContainTextAsync("€146.75");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "chosen");
    }

    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task The_question_that_rules_out_most_is_asked_first(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        await ann.Button("Guide me").ClickAsync();
        await Expect(ann.Page.Locator(".step-heading")).ToContainTextAsync("92,994,739,200 ways left");
        await Expect(ann.Page.Locator(".question legend")).ToHaveTextAsync("Size (EU)");
        await ann.Show("guided");

        await ann.Value("Size (EU)", "42").ClickAsync();

        await Expect(ann.Page.Locator(".question legend")).Not.ToHaveTextAsync("Size (EU)");
        await Expect(ann.Page.Locator(".question")).ToHaveCountAsync(1);
        await ann.Button("Back to the steps").ClickAsync();
        await Expect(ann.Value("Size (EU)", "42")).ToHaveAttributeAsync("data-status", "chosen");
    }

    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task Three_configurations_stand_side_by_side(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        await ann.Choose("Width", "Wide");
        await Keep(ann);
        await ann.Choose("Width", "Regular");
        await ann.Choose("Size (EU)", "40");
        await Keep(ann);
        await ann.Choose("Size (EU)", "41");
        await ann.Button("Compare").ClickAsync();

        var table = ann.Page.Locator("table.compare");
        await Expect(table.Locator("thead th")).ToHaveCountAsync(3);
        await Expect(table.Locator("tbody tr").Filter(new() { HasText = "Total" }).Locator("td"))
            .ToHaveTextAsync(["€141.75", "€146.75", "€141.75"]);
        await Expect(table.Locator("tbody tr").Filter(new() { HasText = "Width" }).Locator("td.differs"))
            .ToHaveTextAsync(["Wide"]);
        await ann.Show("compare");
        await ann.Button("Remove").First.ClickAsync();
        await Expect(table.Locator("thead th")).ToHaveCountAsync(2);
    }

    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task Measurements_texts_and_the_box_are_personal(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        await ann.Step("Personal");
        await ann.Page.GetByLabel("Text at the heel").FillAsync("R&B <7>");
        await Expect(ann.Page.GetByRole(AriaRole.Alert)).ToBeVisibleAsync();
        await ann.Page.GetByLabel("Text at the heel").FillAsync("R&B 7");
        await Expect(ann.Page.Locator("[data-layer=text] text")).ToHaveTextAsync("R&B 7");
        await Expect(ann.Total).ToContainTextAsync("€147.75");

        var length = ann.Page.GetByRole(AriaRole.Spinbutton, new() { Name = "Foot length" });
        await length.FillAsync("999");
        await Expect(length).ToHaveAttributeAsync("aria-invalid", "true");
        await length.FillAsync("265");
        await Expect(ann.Page.Locator(".ruler .now")).ToHaveTextAsync("265 mm");
        var picture = ann.Page.GetByLabel("Picture on the side");
        await picture.SetInputFilesAsync(Upload("notes.txt", "text/plain"));
        await Expect(ann.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("PNG, JPEG, WebP");
        await picture.SetInputFilesAsync(Upload("no-picture.png", "image/png"));
        await Expect(ann.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("no known picture");
        await picture.SetInputFilesAsync(Upload("patch.png", "image/png", TinyImages.Png));
        await Expect(ann.Page.GetByAltText("Your picture: Picture on the side")).ToBeVisibleAsync();
        await Expect(ann.Page.Locator("[data-layer=picture] image")).ToHaveCountAsync(1);
        await Expect(ann.Total).ToContainTextAsync("€156.75");
        await ann.Button("Take the picture away").ClickAsync();
        await Expect(ann.Page.Locator("[data-layer=picture]")).ToHaveCountAsync(0);
        await picture.SetInputFilesAsync(Upload("patch.png", "image/png", TinyImages.Png));
        await Expect(ann.Total).ToContainTextAsync("€156.75");
        await ann.Value("Box", "Gift box").ClickAsync();
        await Expect(ann.Total).ToContainTextAsync("€161.25");
        await ann.Show("personal");
    }

    [BrowserFact]
    public async Task Personal_things_that_do_not_go_with_the_choices_are_not_asked()
    {
        using var author = await shop.Server.As("writer", "author");
        await author.Post("/v1/products", new
        {
            fileName = "ring.yaml",
            text = """
                product: ring
                pricing:
                  lists: {eur: {currency: EUR, base: 80.00}}
                model:
                  characteristics:
                    face: {title: Face, values: [plain, engraved]}
                parameters:
                  words:
                    {kind: text, title: Engraving, max: 20, required: true, forbidden: [damn], when: face = engraved}
                """,
        });
        await using var ann = await shop.Visit(Look.Phone, "/configure/ring");
        await ann.Choose("Face", "plain");
        await Expect(ann.Page.Locator(".rail button")).ToHaveCountAsync(1);
        await ann.Choose("Face", "engraved");
        await Expect(ann.Page.Locator(".rail button").Last).ToContainTextAsync("to mend");
        await ann.Step("Personal");
        await ann.Page.GetByLabel("Engraving").FillAsync("A and B");
        await Expect(ann.Page.Locator(".rail button").Last).ToContainTextAsync("done");

        await using var bert = await shop.Visit(Look.Phone, "/configure/ring", "de-DE");
        await bert.Choose("Face", "engraved");
        await bert.Step("Persönliches");
        await Expect(bert.Page.Locator(".question .hint")).ToHaveTextAsync("Engraving fehlt noch.");
        await bert.Page.GetByLabel("Engraving").FillAsync("damn");
        await Expect(bert.Page.GetByRole(AriaRole.Alert))
            .ToHaveTextAsync("Engraving: dieser Text kann nicht gefertigt werden; bitte wähle andere Worte.");
    }

    private static FilePayload Upload(string name, string type, byte[]? content = null) =>
        new() { Name = name, MimeType = type, Buffer = content ?? "text"u8.ToArray() };

    private static async Task Keep(Visitor visitor)
    {
        await visitor.Button("Compare").ClickAsync();
        await visitor.Button("Keep this one").ClickAsync();
        await Expect(visitor.Button("Kept")).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Escape");
        await Expect(visitor.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);
    }
}
