using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>Everything goes without a pointer, and is said to those who do not see it.</summary>
[Collection(Shop.Name)]
public sealed class KeyboardTests(Shop shop)
{
    [BrowserFact]
    public async Task A_shoe_is_configured_and_ordered_by_keyboard_alone()
    {
        await using var ann = await shop.Visit(Look.Desktop, "/");
        var keyboard = ann.Page.Keyboard;
        await ann.TabTo("Runner made your way");
        await keyboard.PressAsync("Enter");
        await ann.Page.Locator(".rail button").First.WaitForAsync();
        await ann.TabTo("36");
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Value("Size (EU)", "37")).ToHaveAttributeAsync("data-status", "chosen");
        await Expect(ann.Page.Locator("[role=status].unseen")).ToContainTextAsync("Size (EU): 37");
        await Expect(ann.Page.Locator("[role=status].unseen")).ToContainTextAsync("14 questions open");

        await ann.TabTo("Wide");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "excluded");
        await Expect(ann.Question("Width").Locator(".excluded li")).ToContainTextAsync("Size (EU): 37 → 38");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Question("Width").Locator(".excluded button")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "chosen");

        await ann.TabTo("Complete for me");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator(".goals details")).ToHaveCountAsync(4);
        await keyboard.PressAsync("Escape");
        await Expect(ann.Button("Complete for me")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator(".goals details")).ToHaveCountAsync(4);
        await ann.TabTo("Take: Cheapest");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator(".summary")).ToContainTextAsync("Everything is decided");
        await ann.TabTo("To the offer");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Held until");
        await ann.TabTo("Order for");
        await keyboard.PressAsync("Enter");

        await ann.Comes("/orders/");
        await Expect(ann.Page.Locator(".way [data-reached]").First).ToContainTextAsync("Confirmed");
    }

    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task Guiding_comparing_sharing_and_personal_things_go_by_keyboard_alone(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        var (page, keyboard) = (ann.Page, ann.Page.Keyboard);
        // Listening turns the browser's own dialog off, which takes a moment: so from the start.
        var chooser = new TaskCompletionSource<IFileChooser>(TaskCreationOptions.RunContinuationsAsynchronously);
        page.FileChooser += (_, shown) => chooser.TrySetResult(shown);
        await ann.TabTo("Guide me");
        await keyboard.PressAsync("Enter");
        await Expect(page.Locator("#step-title")).ToBeFocusedAsync();
        await ann.TabTo("36");
        await keyboard.PressAsync("Space");
        await Expect(page.Locator(".question legend")).Not.ToHaveTextAsync("Size (EU)");
        await Expect(page.Locator("#step-title")).ToBeFocusedAsync();
        await ann.TabTo("Back to the steps");
        await keyboard.PressAsync("Enter");

        await ann.TabTo("Compare");
        await keyboard.PressAsync("Enter");
        await ann.TabTo("Keep this one");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Button("Kept")).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(ann.Button("Compare")).ToBeFocusedAsync();
        await ann.TabTo("Share");
        await keyboard.PressAsync("Enter");
        await Expect(page.GetByRole(AriaRole.Img, new() { Name = "QR code of the link" })).ToBeVisibleAsync();
        await keyboard.PressAsync("Escape");
        await Expect(ann.Button("Share")).ToBeFocusedAsync();

        await ann.TabTo("Personal");
        await keyboard.PressAsync("Enter");
        await ann.TabTo("Text at the heel");
        await keyboard.TypeAsync("ANN 4");
        await Expect(page.Locator("[data-layer=text] text")).ToHaveTextAsync("ANN 4");
        await ann.TabTo("Picture on the side");
        await keyboard.PressAsync("Enter");
        await (await chooser.Task.WaitAsync(TimeSpan.FromMilliseconds(PatienceMs))).SetFilesAsync(
            new FilePayload { Name = "patch.png", MimeType = "image/png", Buffer = TinyImages.Png });
        await ann.TabTo("Take the picture away");
        await ann.TabTo("Foot length");
        await keyboard.TypeAsync("270");
        await Expect(page.Locator(".ruler .now")).ToHaveTextAsync("270 mm");
        await Expect(ann.Total).ToContainTextAsync("€156.75");
    }

    [BrowserFact]
    public async Task A_dialog_that_is_opened_at_once_after_another_one_stays()
    {
        await using var ann = await shop.Visit(Look.Desktop, "/configure/shoe");
        await ann.Button("Compare").ClickAsync();
        await Expect(ann.Page.Locator("dialog")).ToBeVisibleAsync();

        await ann.Button("Share").EvaluateAsync(
            "share => { document.querySelector('dialog').close(); share.click(); }");

        await Expect(ann.Page.GetByRole(AriaRole.Img, new() { Name = "QR code of the link" })).ToBeVisibleAsync();
        await Task.Delay(100);
        await Expect(ann.Page.Locator("dialog")).ToHaveCountAsync(1);
    }

    [BrowserFact]
    public async Task What_is_typed_at_once_after_going_to_a_step_arrives_where_frames_are_slow()
    {
        await using var ann = await shop.Visit(Look.Phone, "/configure/shoe");
        await ann.Page.EvaluateAsync("() => { window.requestAnimationFrame = draw => setTimeout(draw, 700); }");
        await ann.TabTo("Personal");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.TabTo("Text at the heel");
        await ann.Page.Keyboard.TypeAsync("ANN 4", new() { Delay = 200 });
        await Expect(ann.Page.Locator("[data-layer=text] text")).ToHaveTextAsync("ANN 4");
    }

    [BrowserFact]
    public async Task What_has_the_focus_is_in_sight_and_marked()
    {
        await using var ann = await shop.Visit(Look.Desktop, "/configure/shoe");
        for (var i = 0; i < 30; i++)
        {
            await ann.Page.Keyboard.PressAsync("Tab");
            var isMarked = await ann.Page.EvaluateAsync<bool>(
                """
                () => {
                  const at = document.activeElement;
                  const box = at.getBoundingClientRect();
                  const isSeen = box.bottom > 0 && box.top < innerHeight && box.width > 0;
                  return at === document.body || (isSeen && parseFloat(getComputedStyle(at).outlineWidth) >= 2);
                }
                """);
            Assert.True(isMarked, $"after {i + 1} tabs: {await ann.Focused()}");
        }
    }
}
