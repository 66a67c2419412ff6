using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>What others took, and who lets it be told.</summary>
[Collection(Shop.Name)]
public sealed class OthersTests(Shop shop)
{
    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task What_three_consenting_customers_took_is_told_on_the_value_and_before_nothing_is(string look)
    {
        using var author = await shop.Server.As("writer", "author");
        await author.Post("/v1/products", new { fileName = "mug.yaml", text = Mug(look) });
        await Buy(look, "blue", isToldOf: true);
        await Buy(look, "blue", isToldOf: true);
        await Buy(look, "blue", isToldOf: false);
        await using var ann = await shop.Visit(Look.Of(look), $"/configure/mug-{look}");
        await Expect(ann.Page.Locator(".popularity")).ToHaveCountAsync(0);
        await ann.Choose("Glaze", "blue");
        await ann.Page.Locator(".summary .order").ClickAsync();
        var dialog = ann.Page.GetByRole(AriaRole.Dialog);
        await dialog.GetByRole(AriaRole.Checkbox).CheckAsync();
        await Expect(dialog.GetByRole(AriaRole.Checkbox)).ToBeCheckedAsync();
        await ann.Show("offer-consent");
        await dialog.GetByRole(AriaRole.Button, new() { Name = "Order for" }).ClickAsync();
        await ann.Comes("/orders/");

        await using var ben = await shop.Visit(Look.Of(look), $"/configure/mug-{look}");
        await ben.Until(() => Expect(ben.Value("Glaze", "blue")).ToContainTextAsync("100% take it", Soon));
        await ben.Show("popularity");
    }

    private static readonly LocatorAssertionsToContainTextOptions Soon = new() { Timeout = 1_000 };

    private async Task Buy(string look, string glaze, bool isToldOf)
    {
        using var customer = await shop.Server.As(null);
        if (isToldOf)
        {
            await customer.Put($"/v1/customers/{customer.Subject}/identity", new { name = "Eve" });
            await customer.Put($"/v1/customers/{customer.Subject}/consents/statistics", new { granted = true });
        }

        var journey = await Journey.Open(customer, new { product = $"mug-{look}" });
        await journey.Choose("glaze", glaze);
        await journey.Order(await journey.Quote(), $"{look}-{customer.Subject}");
    }

    private static string Mug(string look) => $$$"""
        product: mug-{{{look}}}
        pricing:
          lists: {eur: {currency: EUR, base: 12.00}}
        model:
          characteristics:
            glaze: {title: Glaze, values: [red, blue]}
        lanes:
          standard: {}
        """;
}
