using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>From the shop window to the delivery.</summary>
[Collection(Shop.Name)]
public sealed class OrderingTests(Shop shop)
{
    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task An_order_is_followed_live_to_its_delivery(string look)
    {
        await using var ann = await shop.Visit(Look.Of(look), "/");
        await ann.Show("home");
        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Runner made your way" }).ClickAsync();
        await ann.Button("Complete for me").ClickAsync();
        await ann.Button("Take: Cheapest").ClickAsync();
        await Expect(ann.Page.Locator(".summary")).ToContainTextAsync("Everything is decided");
        await ann.Page.Locator(".summary .order").ClickAsync();
        var dialog = ann.Page.GetByRole(AriaRole.Dialog);
        await Expect(dialog).ToContainTextAsync("Held until");
        await ann.Show("offer");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Order for €141.75" }).ClickAsync();

        await ann.Comes("/orders/");
        await Expect(ann.Page.Locator(".way [data-reached]").First).ToContainTextAsync("Confirmed");
        await Expect(ann.Page.Locator("main")).ToContainTextAsync("€141.75");
        await ann.Show("order");
        await shop.Deliver(ann.Page.Url.Split('/')[^1]);
        await Expect(ann.Page.Locator(".status h2")).ToHaveTextAsync("Delivered");
        await Expect(ann.Page.Locator(".way [data-reached]")).ToHaveCountAsync(5);
        await ann.Show("delivered");

        await ann.Page.GetByRole(AriaRole.Link, new() { Name = "Orders" }).ClickAsync();
        await Expect(ann.Page.Locator(".orders li")).ToContainTextAsync(["Delivered"]);
        await ann.Show("orders");
    }

    [BrowserFact]
    public async Task An_order_is_followed_although_the_server_had_too_much_to_do_for_it_at_first()
    {
        await using var ann = await shop.Visit(Look.Desktop, "/configure/shoe");
        await ann.Page.RouteAsync(
            "**/v1/orders/*/events", route => route.FulfillAsync(new() { Status = 503 }), new() { Times = 1 });
        await ann.Button("Complete for me").ClickAsync();
        await ann.Button("Take: Cheapest").ClickAsync();
        await Expect(ann.Page.Locator(".summary")).ToContainTextAsync("Everything is decided");
        await ann.Page.Locator(".summary .order").ClickAsync();
        await ann.Page.GetByRole(AriaRole.Button, new() { Name = "Order for €141.75" }).ClickAsync();
        await ann.Comes("/orders/");
        await Expect(ann.Page.Locator(".way [data-reached]").First).ToContainTextAsync("Confirmed");

        await shop.Deliver(ann.Page.Url.Split('/')[^1]);

        await Expect(ann.Page.Locator(".status h2")).ToHaveTextAsync("Delivered");
    }

    [BrowserFact]
    public async Task Somebody_elses_order_does_not_exist()
    {
        await using var ann = await shop.Visit(Look.Desktop, "/orders/o-0123456789abcdef");

        await Expect(ann.Page.GetByRole(AriaRole.Alert)).ToContainTextAsync("There is no such order");
    }

    [BrowserTheory]
    [InlineData("de-DE", "Größe (EU)", "Für mich ergänzen", "Alles ist entschieden", "141,75")]
    [InlineData("fr-FR", "Pointure (UE)", "Compléter pour moi", "Tout est décidé", "141,75")]
    public async Task The_page_speaks_the_visitors_language(
        string language, string question, string complete, string decided, string price)
    {
        await using var ann = await shop.Visit(Look.Phone, "/configure/shoe", language);
        await Expect(ann.Question(question)).ToBeVisibleAsync();
        await Expect(ann.Total).ToContainTextAsync(price);
        await ann.Show($"language-{language}");
        await ann.Button(complete).ClickAsync();
        await ann.Page.Locator(".goals > li").Nth(1).GetByRole(AriaRole.Button).ClickAsync();

        await Expect(ann.Page.Locator(".summary")).ToContainTextAsync(decided);
    }
}
