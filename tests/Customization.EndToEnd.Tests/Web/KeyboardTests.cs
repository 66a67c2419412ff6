using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>Everything goes without a pointer, and is said to those who do not see it.</summary>
[Collection(Shop.Name)]
public sealed class KeyboardTests(Shop shop)
{
    private const int TabsMax = 120;

    [BrowserFact]
    public async Task A_shoe_is_configured_and_ordered_by_keyboard_alone()
    {
        await using var ann = await shop.Visit(Look.Desktop, "/");
        var keyboard = ann.Page.Keyboard;
        await TabTo(ann, "Runner made your way");
        await keyboard.PressAsync("Enter");
        await ann.Page.Locator(".rail button").First.WaitForAsync();
        await TabTo(ann, "36");
        await keyboard.PressAsync("ArrowRight");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Value("Size (EU)", "37")).ToHaveAttributeAsync("data-status", "chosen");
        await Expect(ann.Page.Locator("[role=status].unseen")).ToContainTextAsync("Size (EU): 37");
        await Expect(ann.Page.Locator("[role=status].unseen")).ToContainTextAsync("14 questions open");

        await TabTo(ann, "Wide");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "excluded");
        await Expect(ann.Question("Width").Locator(".excluded li")).ToContainTextAsync("Size (EU): 37 → 38");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Question("Width").Locator(".excluded button")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "chosen");

        await TabTo(ann, "Complete for me");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator(".goals details")).ToHaveCountAsync(4);
        await keyboard.PressAsync("Escape");
        await Expect(ann.Button("Complete for me")).ToBeFocusedAsync();
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator(".goals details")).ToHaveCountAsync(4);
        await TabTo(ann, "Take: Cheapest");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.Locator(".summary")).ToContainTextAsync("Everything is decided");
        await TabTo(ann, "To the offer");
        await keyboard.PressAsync("Enter");
        await Expect(ann.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("Held until");
        await TabTo(ann, "Order for");
        await keyboard.PressAsync("Enter");

        await ann.Page.WaitForURLAsync("**/orders/*");
        await Expect(ann.Page.Locator(".way [data-reached]").First).ToContainTextAsync("Confirmed");
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
            Assert.True(isMarked, $"after {i + 1} tabs: {await Focused(ann)}");
        }
    }

    private static async Task TabTo(Visitor visitor, string text)
    {
        for (var i = 0; i < TabsMax; i++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if ((await Focused(visitor)).StartsWith(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"tab never comes to '{text}'");
    }

    private static Task<string> Focused(Visitor visitor) => visitor.Page.EvaluateAsync<string>(
        "() => (document.activeElement?.innerText ?? '').trim().replace(/^[↶↷]\\s*/, '')");
}
