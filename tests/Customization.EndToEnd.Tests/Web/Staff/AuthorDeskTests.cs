using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web.Staff;

/// <summary>An author at the desk: mends, tries, compares, publishes, goes back.</summary>
[Collection(Shop.Name)]
public sealed class AuthorDeskTests(Shop shop)
{
    [BrowserTheory]
    [MemberData(nameof(Look.Names), MemberType = typeof(Look))]
    public async Task A_change_goes_from_its_first_error_to_its_publication_and_back(string look)
    {
        var code = $"bench-{look}";
        using var writer = await shop.Server.As("writer", "author");
        using var ada = await shop.Server.As(null);
        await writer.Post("/v1/products", new { fileName = "bench.yaml", text = Bench(code, "oak, iron, cork", "") });
        var journey = await Journey.Open(ada, new { product = code });
        await journey.Choose("seat", "cork");

        await using var author = await shop.Visit(Look.Of(look), $"/author?product={code}");
        var page = author.Page;
        await Expect(page.GetByRole(AriaRole.Textbox)).ToHaveValueAsync(Bench(code, "oak, iron, cork", ""));
        await page.GetByRole(AriaRole.Textbox).FillAsync(Bench(code, "oak, iron, oak", ""));
        await Press(page, "Check");
        await Press(page, "line 6, column 32");
        Assert.Equal("oak", await page.EvaluateAsync<string>("getSelection().toString()"));
        await author.Show("author-finding");

        await page.GetByRole(AriaRole.Textbox).FillAsync(
            Bench(code, "oak, iron", "{rule: seat = iron => back = low, message: Iron tips over.}"));
        await page.Keyboard.PressAsync("Control+Enter");
        await Expect(page.GetByRole(AriaRole.Heading, new() { Name = $"{code}: 3 configurations" })).ToBeVisibleAsync();
        await Tries(author);
        await Answers(author);
        await Compares(author);
        await Publishes(author, code);
        await GoesBack(author);
    }

    [BrowserFact]
    public async Task The_report_of_a_large_product_has_charts_and_says_how_sure_it_is()
    {
        using var ada = await shop.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        await journey.Order(await journey.Quote(), "report");

        await using var author = await shop.Visit(Look.Desktop, "/author?product=shoe");
        await author.Page.GetByRole(AriaRole.Button, new() { Name = "Report version" }).First.ClickAsync();

        var report = author.Page.GetByRole(AriaRole.Dialog);
        await Expect(report.GetByText("92,994,739,200")).ToBeVisibleAsync();
        await Expect(report.GetByText("500 sampled")).ToBeVisibleAsync();
        await Expect(report.GetByRole(AriaRole.Table, new() { Name = "Values of upper" }))
            .ToContainTextAsync("leather");
        await Expect(report.GetByRole(AriaRole.Region, new() { Name = "Values that could be left out" }))
            .ToBeVisibleAsync();
        await author.Show("author-report");
    }

    [BrowserFact]
    public async Task Compared_prices_are_reported_beside_the_complexity_of_the_current_version()
    {
        using var writer = await shop.Server.As("writer", "author");
        await writer.Post("/v1/products", new { fileName = "pouf.yaml", text = Pouf("") });
        await writer.Post("/v1/products", new
        {
            fileName = "pouf.yaml",
            text = Pouf("policies: {modest: {share: 50, kind: list}, bold: {share: 50, kind: premium, percent: 40}}"),
        });
        for (var i = 0; i < 6; i++)
        {
            using var customer = await shop.Server.As($"lounger-{i}");
            var journey = await Journey.Open(customer, new { product = "pouf" });
            await journey.Complete();
            await journey.Order(await journey.Quote(), $"pouf-{i}");
        }

        var known = (await writer.Get("/v1/products/pouf/policies"))["policies"]!.AsArray();
        await using var author = await shop.Visit(Look.Desktop, "/author?product=pouf");
        await Press(author.Page, "Report version 2");
        var prices = author.Page.GetByRole(AriaRole.Region, new() { Name = "Compared prices" });
        foreach (var policy in known)
        {
            var row = prices.GetByRole(AriaRole.Row).Filter(new() { HasText = policy!["code"]!.GetValue<string>() });
            var euros = policy["revenue"]!.GetValue<long>() / 100;
            await Expect(row.GetByRole(AriaRole.Cell)).ToContainTextAsync(
            [
                "50%", $"{policy["customers"]}", $"{policy["quotes"]}", $"{policy["buyers"]}", $"{policy["orders"]}",
                $"€{euros}.00", "€", "%",
            ]);
        }

        Assert.Equal(6, known.Sum(policy => policy!["orders"]!.GetValue<int>()));
        await Expect(author.Page.GetByRole(AriaRole.Region, new() { Name = "Difference from modest" }))
            .ToContainTextAsync("bold");
        await author.Show("author-policies");
        await Press(author.Page, "Close");
        await Press(author.Page, "Report version 1");
        await Expect(author.Page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("What could be left out");
        await Expect(prices).ToHaveCountAsync(0);
    }

    [BrowserTheory]
    [InlineData("de-DE", "Arbeitsplatz der Autoren", "Prüfen", "Was sich ändert", "Obermaterial")]
    [InlineData("fr-FR", "Bureau des auteurs", "Vérifier", "Ce qui change", "Tige")]
    public async Task The_desk_speaks_the_authors_language(
        string language, string title, string check, string changes, string question)
    {
        await using var author = await shop.Visit(Look.Desktop, "/author?product=shoe", language);
        await Expect(author.Page.Locator("h1")).ToHaveTextAsync(title);
        await Expect(author.Page.GetByRole(AriaRole.Textbox)).ToHaveValueAsync(new Regex("product: shoe"));
        await Press(author.Page, check);
        await Expect(author.Page.Locator(".trial legend")).ToContainTextAsync([question]);
        await Tab(author.Page, changes);
        await author.Show($"author-{language}");
    }

    [BrowserFact]
    public async Task Without_development_tokens_the_desk_asks_for_one_and_tells_a_wrong_one()
    {
        using var customer = await shop.Server.As("somebody");
        using var writer = await shop.Server.As("writer", "author");
        await using var author = await shop.Visit(Look.Desktop, "/orders");
        await author.Page.RouteAsync("**/v1/dev/token", route => route.FulfillAsync(new() { Status = 404 }));

        await author.Go("/author?product=shoe");
        await SignIn(author, customer);
        await Expect(author.Page.GetByRole(AriaRole.Alert).First).ToContainTextAsync("another role");
        await Press(author.Page, "Sign out");
        await author.Show("author-signed-out");
        await SignIn(author, writer);
        await Expect(author.Page.GetByLabel("Product")).ToContainTextAsync("Runner made your way");
    }

    private static async Task Tries(Visitor author)
    {
        var page = author.Page;
        await Value(page, "seat", "iron").ClickAsync();
        await Expect(Value(page, "back", "high")).ToContainTextAsync("excluded");
        await Value(page, "back", "high").ClickAsync();
        await Expect(page.Locator(".why")).ToContainTextAsync("Iron tips over.");
        await author.Show("author-try");
        await page.Locator(".why button").First.ClickAsync();
        await Expect(Value(page, "back", "high")).ToHaveAttributeAsync("aria-pressed", "true");
        await Expect(Value(page, "seat", "oak")).ToHaveAttributeAsync("aria-pressed", "true");
    }

    private static async Task Answers(Visitor author)
    {
        var words = author.Page.GetByLabel("Words on the seat");
        await words.FillAsync("No!");
        await Expect(author.Page.Locator(".hint.warning")).ToContainTextAsync("some of these characters");
        await words.FillAsync("Sit");
        await Expect(author.Page.Locator(".sum")).ToContainTextAsync("€97.00");
        await Expect(author.Page.Locator(".hint.warning")).ToHaveCountAsync(0);
    }

    private static async Task Compares(Visitor author)
    {
        await Tab(author.Page, "What changes");
        var gone = author.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "seat = cork" });
        await Expect(gone).ToContainTextAsync("removed");
        await author.Show("author-changes");
        await Tab(author.Page, "Report");
        await Expect(author.Page.GetByRole(AriaRole.Table, new() { Name = "Values of seat" })).ToBeVisibleAsync();
    }

    private static async Task Publishes(Visitor author, string code)
    {
        await Tab(author.Page, "Publish");
        await Expect(author.Page.GetByRole(AriaRole.Region, new() { Name = "Sessions that would need repair" }))
            .ToContainTextAsync("seat = cork");
        await author.Show("author-publish");
        await author.Page.GetByRole(AriaRole.Tabpanel).GetByRole(AriaRole.Button, new() { Name = "Publish" })
            .ClickAsync();
        await Expect(author.Page.Locator(".told")).ToHaveTextAsync($"Version 2 of {code} is current.");
    }

    private static async Task GoesBack(Visitor author)
    {
        var page = author.Page;
        await Press(page, "Compare version 1");
        await Expect(page.GetByRole(AriaRole.Dialog)).ToContainTextAsync("seat = cork");
        await Press(page, "Close");
        await Press(page, "Make current version 1");
        await Press(page, "Make version 1 current");
        var first = page.GetByRole(AriaRole.Row).Filter(new() { HasText = "Make current version 2" });
        await Expect(first).ToBeVisibleAsync();
    }

    private static async Task SignIn(Visitor author, ApiClient somebody)
    {
        await author.Page.GetByLabel("Token").FillAsync(somebody.Http.DefaultRequestHeaders.Authorization!.Parameter!);
        await Press(author.Page, "Sign in");
    }

    private static ILocator Value(IPage page, string question, string value) => page
        .GetByRole(AriaRole.Group, new() { Name = question, Exact = true })
        .GetByRole(AriaRole.Button, new() { Name = value });

    private static Task Tab(IPage page, string name) =>
        page.GetByRole(AriaRole.Tab, new() { Name = name }).ClickAsync();

    private static Task Press(IPage page, string name) =>
        page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static string Pouf(string policies) => $$$"""
        product: pouf
        pricing:
          lists: {eur: {currency: EUR, base: 50.00}}
          {{{policies}}}
        model:
          characteristics:
            cover: {values: [linen, wool]}
        lanes:
          standard: {}
        """;

    private static string Bench(string code, string seats, string rule) => $$$"""
        product: {{{code}}}
        pricing:
          lists: {eur: {currency: EUR, base: 90.00}}
        model:
          characteristics:
            seat: {values: [{{{seats}}}]}
            back: {values: [low, high]}
          rules: [{{{rule}}}]
        parameters:
          words: {kind: text, title: Words on the seat, max: 8, pattern: '[A-Za-z]*', price: 7.00}
        """;
}
