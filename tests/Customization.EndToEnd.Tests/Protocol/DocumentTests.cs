using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Protocol;

[Collection(SharedServer.Name)]
public sealed class DocumentTests(SharedServer shared)
{
    [Fact]
    public async Task Every_operation_has_a_name_a_summary_a_tag_and_a_described_answer()
    {
        var document = await Document();
        var wrong = new List<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                var responses = operation!["responses"]!.AsObject();
                var isDescribed = operation["operationId"] is not null && operation["summary"] is not null
                    && operation["tags"]?.AsArray().Count == 1 && responses.Any(response => response.Key[0] == '2');
                if (!isDescribed)
                {
                    wrong.Add($"{method} {path}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Operation_names_are_unique()
    {
        var names = (await Document())["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject())
            .Select(operation => operation.Value!["operationId"]!.GetValue<string>()).ToArray();

        Assert.Equal(names.Length, names.Distinct().Count());
    }

    [Fact]
    public async Task The_document_says_how_to_authenticate()
    {
        var document = await Document();

        Assert.Equal("bearer", document["components"]!["securitySchemes"]!["bearer"]!["scheme"]!.GetValue<string>());
    }

    [Fact]
    public async Task The_first_page_links_to_products_and_document()
    {
        using var http = shared.Server.Client();

        var page = await http.GetStringAsync("/");

        Assert.Contains("href=\"/v1/products\"", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/openapi/v1.json\"", page, StringComparison.Ordinal);
    }

    private Task<JsonNode> Document() => new ApiClient(shared.Server.Client(), "").Get("/openapi/v1.json");
}
