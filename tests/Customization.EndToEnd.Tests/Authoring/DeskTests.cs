using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Authoring;

/// <summary>An author changes a product: checks, tries, sees what differs and whom it reaches, publishes, goes back.
/// </summary>
[Collection(SharedServer.Name)]
public sealed class DeskTests(SharedServer shared)
{
    [Fact]
    public async Task A_change_is_checked_tried_compared_published_and_taken_back()
    {
        using var author = await shared.Server.As("writer", "author");
        using var ada = await shared.Server.As(null);
        await author.Post("/v1/products", new { fileName = "bench.yaml", text = Bench("oak, iron, cork", "") });
        var journey = await Journey.Open(ada, new { product = "bench" });
        await journey.Choose("seat", "cork");
        await journey.Choose("back", "high");

        var text = Bench("oak, iron", "{rule: seat = iron => back = low, message: Iron tips over.}");
        var check = await author.Post("/v1/checks", new { fileName = "bench.yaml", text });
        Assert.Equal("3", check["configurations"]!.GetValue<string>());
        Assert.Equal(("6", "3"), (Text(check["comparison"]!["before"]), Text(check["comparison"]!["after"])));
        Assert.Contains(
            check["comparison"]!["changes"]!.AsArray(),
            change => Text(change!["name"]) == "seat = cork" && Text(change["kind"]) == "removed");
        var path = $"/v1/checks/{Text(check["id"])}";

        var trial = await author.Post($"{path}/trial", new
        {
            choices = new { seat = "iron" },
            why = new { characteristic = "back", value = "high" },
            parameters = new { words = new { text = "Sit" } },
        });
        Assert.Equal("Sit", Text(trial["session"]!["parameters"]!["words"]!["text"]));
        await author.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Post, $"{path}/trial",
            new { choices = new { }, parameters = new { words = new { text = "far too long" } } });
        await author.Refused(
            HttpStatusCode.BadRequest, "request-invalid", HttpMethod.Post, $"{path}/trial",
            new { choices = new { }, parameters = new { words = new { } } });
        Assert.Equal("excluded", Text(trial["session"]!["characteristics"]!["back"]!["values"]!["high"]!["status"]));
        Assert.Equal("Iron tips over.", Text(trial["why"]!["rules"]![0]!["message"]));
        await author.Refused(
            HttpStatusCode.Conflict, "value-excluded", HttpMethod.Post, $"{path}/trial",
            new { choices = new { seat = "iron", back = "high" } });
        Assert.Equal("3", Text((await author.Get($"{path}/complexity"))["configurations"]));

        var reached = await author.Get($"{path}/sessions");
        Assert.Equal((1, 1), (reached["reached"]!.GetValue<int>(), reached["needRepair"]!.GetValue<int>()));
        Assert.Equal("cork", Text(reached["sessions"]![0]!["vanished"]![0]!["value"]));
        Assert.DoesNotContain(journey.Id, reached.ToJsonString(), StringComparison.Ordinal);

        await author.Post("/v1/products", new { fileName = "bench.yaml", text });
        Assert.Equal(text, Text((await author.Get("/v1/products/bench/versions/2/definition"))["text"]));
        var changes = await author.Get("/v1/products/bench/versions/2/changes?since=1");
        Assert.Equal(check["comparison"]!.ToJsonString(), changes.ToJsonString());
        var back = await author.Put("/v1/products/bench/current", new { version = 1 });
        Assert.Equal(1, back["current"]!.GetValue<int>());
        Assert.Equal(0, (await author.Get("/v1/products/bench/versions/1/sessions"))["reached"]!.GetValue<int>());
    }

    [Fact]
    public async Task A_definition_in_error_is_answered_with_lines_and_columns_and_publishes_nothing()
    {
        using var author = await shared.Server.As("writer", "author");

        var check = await author.Post("/v1/checks", new
        {
            fileName = "desk.yaml",
            text = "product: desk\npricing:\n  lists: {eur: {currency: EUR, base: 1.00}}\nmodel:\n  characteristics:\n"
                + "    top: {values: [a, b]}\n  rules:\n    - top = c\n",
        });

        Assert.Null(check["id"]);
        var finding = check["diagnostics"]![0]!;
        Assert.Equal((8, "error"), (finding["line"]!.GetValue<int>(), Text(finding["severity"])));
        await author.Refused(
            HttpStatusCode.NotFound, "product-unavailable", HttpMethod.Get, "/v1/products/desk");
    }

    [Fact]
    public async Task A_check_that_nobody_made_is_unknown()
    {
        using var author = await shared.Server.As("writer", "author");

        await author.Refused(HttpStatusCode.NotFound, "check-unknown", HttpMethod.Get, "/v1/checks/none/complexity");
        await author.Refused(HttpStatusCode.NotFound, "check-unknown", HttpMethod.Get, "/v1/checks/none/sessions");
    }

    private static string Bench(string seats, string rule) => $$$"""
        product: bench
        pricing:
          lists: {eur: {currency: EUR, base: 90.00}}
        model:
          characteristics:
            seat: {values: [{{{seats}}}]}
            back: {values: [low, high]}
          rules: [{{{rule}}}]
        parameters: {words: {kind: text, max: 8}}
        """;

    private static string? Text(JsonNode? node) => node?.GetValue<string>();
}
