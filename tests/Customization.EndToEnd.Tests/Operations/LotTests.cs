using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Operations;

/// <summary>Operators report work, shipping and delivery of an order lot by lot.</summary>
[Collection(SharedServer.Name)]
public sealed class LotTests(SharedServer shared)
{
    private const string Books = """
        product: notebooks
        pricing:
          lists: {eur: {currency: EUR, base: 9.00}}
        model:
          characteristics:
            ruling: {values: [lines, dots]}
          parts:
            book: {count: 3, routing: [{id: bind, capability: lot-binding, minutes: 20}]}
        lots:
          of: book
          size: 2
          routing: [{id: pack, capability: lot-binding, minutesEach: 2, after: [book.bind]}]
        lanes:
          standard: {}
        """;

    [Fact]
    public async Task A_lot_is_reported_once_and_in_sequence_and_everybody_sees_it()
    {
        using var author = await shared.Server.As("writer", "author");
        using var plant = await shared.Server.As("plant", "operator");
        using var ada = await shared.Server.As(null);
        await Define(plant);
        await author.Post("/v1/products", new { fileName = "notebooks.yaml", text = Books });
        var order = await Ordered(ada);
        var path = $"/v1/orders/{order}";
        await plant.Post("/v1/dev/clock", new { hours = 1 });
        await Until(plant, path, "producing");
        await Refused(plant, HttpStatusCode.Conflict, "lot-not-ready", $"{path}/ship", new { lot = 1 });
        await Refused(plant, HttpStatusCode.NotFound, "lot-unknown", $"{path}/ship", new { lot = 3 });
        await Refused(plant, HttpStatusCode.Conflict, "lot-not-ready", $"{path}/deliver", new { lot = 1 });
        await Refused(ada, HttpStatusCode.Forbidden, "forbidden", $"{path}/ship", new { lot = 1 });

        await Complete(plant, path, "book[3].bind", "lot[2].pack", "book[1].bind", "book[2].bind");
        Assert.Equal("open finished", Stages(await ada.Get(path)));
        await Refused(plant, HttpStatusCode.Conflict, "lot-not-ready", $"{path}/ship", new { lot = 2 });
        using var events = await ada.Http.GetAsync($"{path}/events", HttpCompletionOption.ResponseHeadersRead);
        using var stream = new StreamReader(await events.Content.ReadAsStreamAsync());
        await Complete(plant, path, "lot[1].pack");
        Assert.Equal("produced", Text((await ada.Get(path))["status"]));
        await plant.Post($"{path}/ship", new { tracking = "T-1", lot = 1 });
        await plant.Post($"{path}/ship", new { tracking = "other", lot = 1 });

        var seen = await Next(stream, "shipped finished");
        Assert.Equal("T-1", Text(seen["lots"]![0]!["tracking"]));
        Assert.Equal("1-2 3-3", string.Join(' ', seen["lots"]!.AsArray().Select(lot => $"{lot!["from"]}-{lot["to"]}")));
        Assert.Equal("1 of 2", await Left(plant, order));
        await Refused(ada, HttpStatusCode.Conflict, "order-shipped", $"{path}/cancel", new { });
        await plant.Post($"{path}/deliver", new { lot = 1 });
        await plant.Post($"{path}/ship", new { tracking = "T-2" });
        var shipped = await ada.Get(path);
        Assert.Equal(("delivered shipped", "shipped"), (Stages(shipped), Text(shipped["status"])));
        Assert.Equal("T-2", Text(shipped["tracking"]));
        await plant.Post($"{path}/deliver");
        Assert.Equal("delivered", Text((await ada.Get(path))["status"]));
    }

    private static Task Define(ApiClient plant) => plant.Put("/v1/cells/lot-binder", new
    {
        terms = new { name = "Binder", capabilities = (string[])["lot-binding"], automaticCompletion = false },
        calendar = new
        {
            week = Enum.GetValues<DayOfWeek>().ToDictionary(
                day => char.ToLowerInvariant($"{day}"[0]) + $"{day}"[1..], _ => (string[])["00:00-24:00"]),
        },
    });

    private static async Task<string> Ordered(ApiClient customer)
    {
        var journey = await Journey.Open(customer, new { product = "notebooks" });
        await journey.Complete();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await customer.Get(journey.Path()))["promise"] is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }

        return Text((await journey.Order(await journey.Quote(), "lots-1"))["id"]);
    }

    private static async Task Until(ApiClient plant, string path, string status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (Text((await plant.Get(path))["status"]) != status)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }

    private static async Task Complete(ApiClient plant, string path, params string[] operations)
    {
        foreach (var operation in operations)
        {
            await plant.Post($"{path}/operations/{Uri.EscapeDataString(operation)}/complete");
        }
    }

    private static Task Refused(ApiClient who, HttpStatusCode status, string code, string path, object body) =>
        who.Refused(status, code, HttpMethod.Post, path, body);

    private static async Task<string> Left(ApiClient plant, string order)
    {
        for (string? after = null; ;)
        {
            var page = await plant.Get($"/v1/operations/orders{(after is null ? "" : $"?after={after}")}");
            if (page["orders"]!.AsArray().FirstOrDefault(row => Text(row!["id"]) == order) is { } found)
            {
                return $"{found["lots"]!["left"]} of {found["lots"]!["total"]}";
            }

            after = Text(page["next"]);
        }
    }

    /// <summary>The first order in the stream whose lots are so far.</summary>
    private static async Task<JsonNode> Next(StreamReader stream, string stages)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await stream.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal) && JsonNode.Parse(line[6..]) is { } order
                && Stages(order) == stages)
            {
                return order;
            }
        }

        throw new InvalidOperationException("the stream ended");
    }

    private static string Stages(JsonNode order) =>
        string.Join(' ', order["lots"]!.AsArray().Select(lot => Text(lot!["status"])));

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
