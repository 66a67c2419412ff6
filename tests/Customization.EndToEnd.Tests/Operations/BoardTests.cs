using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Operations;

/// <summary>An operator looks at the plant, breaks a cell and watches the promise move.</summary>
[Collection(SharedServer.Name)]
public sealed class BoardTests(SharedServer shared)
{
    private const string Seat = """
        product: boardseat
        pricing:
          lists: {eur: {currency: EUR, base: 50.00}}
        model:
          characteristics:
            seat: {values: [wood, cork]}
        routing:
          - {id: carve, capability: board-carving, minutes: 30}
        lanes:
          standard: {}
        """;

    [Fact]
    public async Task A_broken_cell_moves_its_orders_and_the_boards_show_it()
    {
        using var author = await shared.Server.As("writer", "author");
        using var plant = await shared.Server.As("plant", "operator");
        using var ada = await shared.Server.As(null);
        await Define(plant, "board-a");
        await Define(plant, "board-b");
        await author.Post("/v1/products", new { fileName = "boardseat.yaml", text = Seat });
        var journey = await Journey.Open(ada, new { product = "boardseat" });
        await journey.Complete();
        await CanBePromised(ada, journey);
        var order = Text((await journey.Order(await journey.Quote(), "board-1"))["id"]);
        var row = await Row(plant, order);
        Assert.Equal("confirmed", Text(row["status"]));
        Assert.Equal(0, row["prospect"]!["daysLate"]!.GetValue<int>());
        Assert.NotNull(row["prospect"]!["possible"]);
        var cell = Text(row["cells"]![0]);

        using var response = await plant.Http.GetAsync(
            $"/v1/operations/orders/events?order={order}", HttpCompletionOption.ResponseHeadersRead);
        using var stream = new StreamReader(await response.Content.ReadAsStreamAsync());
        Assert.Equal(cell, Text((await Next(stream))["cells"]![0]));
        var before = await Board(plant, cell);
        Assert.Equal(30, before["days"]!.AsArray().Sum(day => day!["reserved"]!.GetValue<int>()));

        await plant.Post($"/v1/cells/{cell}/break", new { reason = "belt torn" });

        JsonNode moved;
        do
        {
            moved = await Next(stream);
        }
        while (moved["moving"] is not null || Text(moved["cells"]![0]) == cell);

        Assert.Equal("belt torn", Text((await Board(plant, cell))["brokenReason"]));
        Assert.Equal(0, (await Board(plant, cell))["days"]!.AsArray().Sum(day => day!["reserved"]!.GetValue<int>()));
        await plant.Post($"/v1/cells/{cell}/repair");
    }

    [Fact]
    public async Task The_engine_tells_what_it_did_and_names_no_person()
    {
        using var plant = await shared.Server.As("plant", "operator");
        using var ada = await shared.Server.As(null);
        var before = await plant.Get("/v1/operations/engine");
        var journey = await Journey.Open(ada, new { product = "shoe" });
        await journey.Complete();

        var after = await plant.Get("/v1/operations/engine");

        Assert.True(Sum(after["asks"]!) >= Sum(before["asks"]!) + 2);
        Assert.True(after["writes"]!.GetValue<long>() >= Sum(after["commits"]!));
        Assert.True(after["active"]!["ConfigurationSession"]!.GetValue<int>() >= 1);
        Assert.DoesNotContain(journey.Id, after.ToJsonString(), StringComparison.Ordinal);
        Assert.DoesNotContain(ada.Subject, after["hottest"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Limits_of_the_boards_are_refused()
    {
        using var plant = await shared.Server.As("plant", "operator");
        foreach (var path in (string[])["cells?days=0", "cells?days=61", "orders?limit=0", "orders/events"])
        {
            await plant.Refused(
                HttpStatusCode.BadRequest, "request-invalid", HttpMethod.Get, $"/v1/operations/{path}");
        }
    }

    /// <summary>A new cell is in the outlook within a second or so.</summary>
    private static async Task CanBePromised(ApiClient customer, Journey journey)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while ((await customer.Get(journey.Path()))["promise"] is null)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(100), limit.Token);
        }
    }

    private static Task<JsonNode> Define(ApiClient plant, string cell) => plant.Put($"/v1/cells/{cell}", new
    {
        terms = new { name = cell, capabilities = (string[])["board-carving"], automaticCompletion = true },
        calendar = new
        {
            week = Enum.GetValues<DayOfWeek>().ToDictionary(
                day => char.ToLowerInvariant($"{day}"[0]) + $"{day}"[1..], _ => (string[])["00:00-24:00"]),
        },
    });

    private static async Task<JsonNode> Row(ApiClient plant, string order)
    {
        for (string? after = null; ;)
        {
            var page = await plant.Get($"/v1/operations/orders{(after is null ? "" : $"?after={after}")}");
            if (page["orders"]!.AsArray().FirstOrDefault(row => Text(row!["id"]) == order) is { } found)
            {
                return found;
            }

            after = Text(page["next"]);
        }
    }

    private static async Task<JsonNode> Board(ApiClient plant, string cell) =>
        (await plant.Get("/v1/operations/cells?days=5"))["cells"]!.AsArray()
            .Single(row => Text(row!["id"]) == cell)!;

    private static async Task<JsonNode> Next(StreamReader stream)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await stream.ReadLineAsync(limit.Token) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                return JsonNode.Parse(line[6..])!;
            }
        }

        throw new InvalidOperationException("the stream ended");
    }

    private static long Sum(JsonNode counts) => counts["counts"]!.AsArray().Sum(count => count!.GetValue<long>());

    private static string Text(JsonNode? node) => node!.GetValue<string>();
}
