using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Two products share a rule set; a new version of it changes neither until it is published again.</summary>
[Collection(SharedServer.Name)]
public sealed class RuleSetTests(SharedServer shared)
{
    [Fact]
    public async Task A_set_is_published_used_renewed_and_withdrawn()
    {
        using var author = await shared.Server.As("writer", "author");
        using var ada = await shared.Server.As(null);
        Assert.Equal(1, Version(await Publish(author, "rule-sets", Set("p = glass => lid = wood"))));
        Assert.Equal(1, Version(await Publish(author, "rule-sets", Set("p = glass => lid = wood"))));

        var chest = Product("chest", "{set: lids, with: {p: pane}}", "pane");
        var crate = Product("crate", "lids@1", "p");
        var wrong = await author.Refused(
            HttpStatusCode.UnprocessableEntity, "definition-refused", HttpMethod.Post, "/v1/products",
            new { fileName = "chest.yaml", text = Product("chest", "lids@1", "pane") });
        Assert.Equal(
            ["chest.yaml 2:8 CY0042", "lids@1 3:12 CL0010"],
            wrong["diagnostics"]!.AsArray().Select(each =>
                $"{each!["file"]} {each["line"]}:{each["column"]} {each["code"]}"));
        await Publish(author, "products", chest);
        await Publish(author, "products", crate);
        Assert.Equal(2, Version(await Publish(author, "rule-sets", Set("p = glass => lid = tin"))));

        Assert.Equal(["chest 1 true", "crate 1 true"], await Users(author, 1));
        Assert.Empty(await Users(author, 2));
        var before = await Journey.Open(ada, new { product = "chest" });
        await before.Choose("pane", "glass");
        Assert.Equal("forced", before.Value("lid", "wood")["status"]!.GetValue<string>());

        Assert.Equal(2, Version(await Publish(author, "products", chest)));
        Assert.Equal(1, Version(await Publish(author, "products", crate)));

        Assert.Equal(["chest 1 false", "crate 1 true"], await Users(author, 1));
        Assert.Equal(["chest 2 true"], await Users(author, 2));
        var after = await Journey.Open(ada, new { product = "chest" });
        await after.Choose("pane", "glass");
        Assert.Equal("forced", after.Value("lid", "tin")["status"]!.GetValue<string>());

        using var withdrawn = await author.Send(HttpMethod.Delete, "/v1/rule-sets/lids/versions/2");
        Assert.Equal(HttpStatusCode.OK, withdrawn.StatusCode);
        Assert.Equal(1, (await author.Get("/v1/rule-sets/lids/versions"))["latest"]!.GetValue<int>());
        var versions = await author.Get("/v1/products/chest/versions");
        Assert.Equal("lids", versions["versions"]![1]!["ruleSets"]![0]!["ruleSet"]!.GetValue<string>());
        await Lists_and_refuses(author, crate);
    }

    private static async Task Lists_and_refuses(ApiClient author, string crate)
    {
        Assert.Contains(
            (await author.Get("/v1/rule-sets")).AsArray(), each => each!["code"]!.GetValue<string>() == "lids");
        await author.Refused(
            HttpStatusCode.NotFound, "rule-set-version-unknown", HttpMethod.Get,
            "/v1/rule-sets/lids/versions/9/products");
        await author.Refused(
            HttpStatusCode.UnprocessableEntity, "definition-refused", HttpMethod.Post, "/v1/products",
            new { fileName = "lids.yaml", text = Set("p = glass") });
        await author.Refused(
            HttpStatusCode.UnprocessableEntity, "definition-refused", HttpMethod.Post, "/v1/rule-sets",
            new { fileName = "crate.yaml", text = crate });
    }

    private static Task<JsonNode> Publish(ApiClient author, string collection, string text) =>
        author.Post($"/v1/{collection}", new { fileName = "test.yaml", text });

    private static int Version(JsonNode published) => published["version"]!.GetValue<int>();

    private static async Task<IEnumerable<string>> Users(ApiClient author, int version) =>
        (await author.Get($"/v1/rule-sets/lids/versions/{version}/products")).AsArray()
        .Select(each => $"{each!["product"]} {each["version"]} {each["isCurrent"]}");

    private static string Set(string rule) => $"ruleSet: lids\nrules:\n  - {{rule: {rule}, message: Lids.}}\n";

    private static string Product(string code, string uses, string pane) =>
        $$$"""
        product: {{{code}}}
        uses: [{{{uses}}}]
        pricing: {lists: {eur: {currency: EUR}} }
        model:
          characteristics:
            {{{pane}}}: {values: [glass, none]}
            lid: {values: [wood, tin]}
        """;
}
