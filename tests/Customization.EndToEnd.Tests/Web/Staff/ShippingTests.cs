using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;
using Microsoft.Playwright;
using static Customization.EndToEnd.Tests.Web.Visitor;

namespace Customization.EndToEnd.Tests.Web.Staff;

/// <summary>A plant whose carrier reports nothing: an operator says at the console that a lot has left.</summary>
[Collection(Shop.Name)]
public sealed class ShippingTests(Shop shop)
{
    /// <summary>Far more than an order looks for another date.</summary>
    private const int DaysMax = 90;

    private const string Plant = """
        automatic: false
        cells:
          bench: {title: Bench, capabilities: [binding], shifts: {daily: ['00:00-24:00']}}
        lanes:
          van: {title: Van, cutoff: '17:00', transitDays: 1, ships: [weekdays], delivers: [weekdays]}
        """;

    private const string Books = """
        product: albums
        pricing:
          lists: {eur: {currency: EUR, base: 30.00}}
        model:
          characteristics:
            paper: {values: [white, black]}
          parts:
            book: {count: 3, routing: [{id: bind, capability: binding, minutes: 60}]}
        lots:
          of: book
          size: 2
          routing: [{id: pack, capability: binding, minutesEach: 2, after: [book.bind]}]
        lanes:
          van: {}
        """;

    [BrowserFact]
    public async Task A_lot_is_shipped_by_a_button_and_a_rest_that_never_comes_is_taken_off_the_price()
    {
        using var data = new TemporaryFolder();
        await File.WriteAllTextAsync(Path.Combine(data.Path, "plant.yaml"), Plant);
        await using var server = await ServerProcess.StartWithSamples(data.Path, "--no-samples", "--movable-clock");
        using var plant = await server.As("plant", "operator");
        using var ada = await server.As(null);
        var order = await Ordered(server, ada);
        await plant.Post("/v1/dev/clock", new { hours = 1 });
        await Make(plant, order);

        await using var console = await shop.Visit(server.Url, Look.Desktop, "/ops");
        var row = console.Page.Locator($"[data-order='{order}']");
        await Expect(row).ToContainTextAsync("0 of 2 lots left");
        await row.GetByRole(AriaRole.Button, new() { Name = "Ship lot 1", Exact = true }).ClickAsync();
        await Expect(row).ToContainTextAsync("1 of 2 lots left");
        await Expect(row.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await console.Show("ops-lots");
        Assert.Equal("shipped", Text((await ada.Get($"/v1/orders/{order}"))["lots"]![0]!["status"]));

        await using var customer = await shop.Visit(server.Url, Look.Phone, "/");
        await SignIn(customer, ada);
        await customer.Go($"/orders/{order}");
        await plant.Post("/v1/cells/bench/break", new { reason = "glue is out" });
        await Expect(customer.Page.Locator(".hint")).ToContainTextAsync("A machine stands still: glue is out");
        for (var day = 0; day < DaysMax && await Stage(ada, order) != "cancelled"; day++)
        {
            await plant.Post("/v1/dev/clock", new { hours = 24 });
            await Task.Delay(TimeSpan.FromMilliseconds(200));
        }

        await console.Go("/ops");
        await Expect(row).ToContainTextAsync("cancelled: 1");
        await customer.Go($"/orders/{order}");
        await Expect(customer.Page.Locator(".lots li")).ToHaveTextAsync(
            [new Regex("Pieces 1 to 2.*On its way"), new Regex("Pieces 3 to 3.*Cancelled")]);
        await plant.Post($"/v1/orders/{order}/deliver");
        await Expect(customer.Page.Locator(".status h2")).ToHaveTextAsync("Partly delivered");
        await Expect(customer.Page.Locator(".hint")).ToHaveTextAsync(
            "The rest will not come: No other date was found. Its share of the price, €10.00, is not owed.");
        await Expect(customer.Page.Locator("tfoot td")).ToHaveTextAsync(["€30.00", "-€10.00", "€20.00"]);
        await Expect(row).ToContainTextAsync("Partly delivered");
        await customer.Show("partly-delivered");
        await console.Show("ops-partly-delivered");
    }

    private static async Task<string> Ordered(ServerProcess server, ApiClient customer)
    {
        using var author = await server.As("writer", "author");
        await author.Post("/v1/products", new { fileName = "albums.yaml", text = Books });
        var journey = await Journey.Open(customer, new { product = "albums" });
        await journey.Complete();
        using var limit = new CancellationTokenSource(PatienceMs);
        while ((await customer.Get(journey.Path()))["promise"] is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }

        return Text((await journey.Order(await journey.Quote(), "albums"))["id"]);
    }

    /// <summary>The work on the first lot is reported, once the plant has begun with it.</summary>
    private static async Task Make(ApiClient plant, string order)
    {
        using var limit = new CancellationTokenSource(PatienceMs);
        while (Text((await plant.Get($"/v1/orders/{order}"))["status"]) != "producing")
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }

        foreach (var operation in (string[])["book[1].bind", "book[2].bind", "lot[1].pack"])
        {
            await plant.Post($"/v1/orders/{order}/operations/{Uri.EscapeDataString(operation)}/complete");
        }
    }

    /// <summary>How far the second lot is.</summary>
    private static async Task<string> Stage(ApiClient customer, string order) =>
        Text((await customer.Get($"/v1/orders/{order}"))["lots"]![1]!["status"]);

    private static Task SignIn(Visitor visitor, ApiClient customer) => visitor.Page.EvaluateAsync(
        "kept => localStorage.setItem('guest', kept)", JsonSerializer.Serialize(new
        {
            token = customer.Http.DefaultRequestHeaders.Authorization!.Parameter,
            subject = customer.Subject,
            until = DateTimeOffset.UtcNow.AddHours(1).ToUnixTimeMilliseconds(),
        }));

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
