using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>Two people and one configuration.</summary>
[Collection(Shop.Name)]
public sealed class SharingTests(Shop shop)
{
    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task A_link_opens_the_same_configuration_for_somebody_else(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        await ann.Choose("Size (EU)", "42");
        await ann.Button("Share").ClickAsync();
        await Expect(ann.Page.GetByRole(AriaRole.Img, new() { Name = "QR code of the link" }).Locator("path"))
            .ToHaveAttributeAsync("d", new System.Text.RegularExpressions.Regex("^M.{400,}"));
        await ann.Show("share");
        var link = await ann.Page.GetByRole(AriaRole.Textbox, new() { Name = "Link" }).First.InputValueAsync();

        await using var ben = await shop.Visit(Look.Of(look), new Uri(link).PathAndQuery);
        await Expect(ben.Value("Size (EU)", "42")).ToHaveAttributeAsync("data-status", "chosen");
        await ben.Choose("Size (EU)", "43");
        await Expect(ann.Value("Size (EU)", "42")).ToHaveAttributeAsync("data-status", "chosen");
    }

    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task A_friend_sees_the_changes_and_suggests_and_the_owner_decides(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/configure/shoe");
        await ann.Button("Share").ClickAsync();
        var link = await ann.Page.GetByRole(AriaRole.Textbox, new() { Name = "Link" }).Last.InputValueAsync();
        await ann.Page.Keyboard.PressAsync("Escape");

        await using var ben = await shop.Visit(Look.Of(look), new Uri(link).PathAndQuery);
        await ben.Show("join");
        await ben.Page.GetByLabel("Your name").FillAsync("Ben");
        await ben.Button("Join").ClickAsync();
        await Expect(ann.Page.Locator(".together")).ToContainTextAsync("Here with you: Ben");
        await ann.Choose("Size (EU)", "42");
        await Expect(ben.Value("Size (EU)", "42")).ToHaveAttributeAsync("data-status", "chosen");

        await ben.Value("Width", "Wide").ClickAsync();
        await Expect(ann.Page.Locator(".together li")).ToContainTextAsync("Ben suggests: Width: Wide");
        await ann.Show("together");
        await ben.Show("invited");
        await ann.Button("Accept").ClickAsync();
        await Expect(ann.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "chosen");
        await Expect(ben.Value("Width", "Wide")).ToHaveAttributeAsync("data-status", "chosen");

        await ben.Question("Size (EU)").Locator(".excluded button").First.ClickAsync();
        var proposal = ann.Page.Locator(".together li");
        await Expect(proposal).ToContainTextAsync("Ben suggests: Size (EU): 36");
        await Expect(proposal).ToContainTextAsync("Taking it also changes: Width: Wide → Regular (-€5.00)");
        await Expect(ann.Button("Accept")).ToBeInViewportAsync();
        await ann.Show("together-repair");
        await ann.Button("Accept").ClickAsync();
        await Expect(ann.Value("Width", "Regular")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(ben.Value("Size (EU)", "36")).ToHaveAttributeAsync("data-status", "chosen");
        await ben.Value("Size (EU)", "44").ClickAsync();
        await ann.Button("Decline").ClickAsync();
        await Expect(ben.Page.Locator(".together li")).ToHaveCountAsync(0);
        await Expect(ben.Value("Size (EU)", "36")).ToHaveAttributeAsync("data-status", "chosen");
        await ben.Page.GotoAsync("/");
        await Expect(ann.Page.Locator(".together")).ToHaveCountAsync(0);
    }
}
