using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Access;

[Collection(SharedServer.Name)]
public partial class AuthorizationTests(SharedServer shared)
{
    private static readonly string[] Columns = ["without token", "owner", "other customer", "author", "operator"];

    [Fact]
    public async Task Each_caller_may_do_what_the_table_says()
    {
        var server = shared.Server;
        using var owner = await server.As(null);
        using var other = await server.As(null);
        using var author = await server.As("author-1", "author");
        using var @operator = await server.As("operator-1", "operator");
        HttpClient[] callers = [server.Client(), owner.Http, other.Http, author.Http, @operator.Http];
        var names = await NamesOf(owner);
        var wrong = new List<string>();
        foreach (var row in AuthorizationTable.Read())
        {
            // The owner comes last: some operations end what the others ask about.
            foreach (var column in (int[])[0, 2, 3, 4, 1])
            {
                var status = await StatusOf(callers[column], row, names);
                var expected = row.Expected[column];
                if (expected == "pass" ? IsRefusal(status) : expected != $"{(int)status}")
                {
                    wrong.Add($"{row.Method} {row.Path} as {Columns[column]}: {(int)status}, not {expected}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task The_table_has_every_operation()
    {
        var document = await new ApiClient(shared.Server.Client(), "").Get("/openapi/v1.json");
        var described = document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
            .Select(operation => Shape($"{operation.Key.ToUpperInvariant()} {path.Key}")));
        var listed = AuthorizationTable.Read().Select(row => Shape($"{row.Method} {row.Path.Split('?')[0]}"));

        Assert.Equal(described.Order().Distinct(), listed.Order().Distinct());
    }

    /// <summary>Names stand for other names: only the fixed segments at even places tell operations apart.</summary>
    private static string Shape(string operation) =>
        Name().Replace(operation.TrimEnd('/'), "/*").Replace("/no-such-product", "/*", StringComparison.Ordinal)
            .Replace("/no-such-component", "/*", StringComparison.Ordinal)
            .Replace("/no-such-cell", "/*", StringComparison.Ordinal)
            .Replace("/no-such-run", "/*", StringComparison.Ordinal)
            .Replace("/items/1.1", "/items/*", StringComparison.Ordinal)
            .Replace("/batches/1", "/batches/*", StringComparison.Ordinal)
            .Replace("/participants/friend", "/participants/*", StringComparison.Ordinal)
            .Replace("/receipts/r-1", "/receipts/*", StringComparison.Ordinal)
            .Replace("/adjustments/a-1", "/adjustments/*", StringComparison.Ordinal);

    [GeneratedRegex(@"/\{[^}]+\}")]
    private static partial Regex Name();

    private static bool IsRefusal(HttpStatusCode status) =>
        status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden;

    private static async Task<Dictionary<string, string>> NamesOf(ApiClient owner)
    {
        var journey = await Journey.Open(owner, new { product = "shoe" });
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        var quote = await journey.Quote();
        return new Dictionary<string, string>
        {
            ["{session}"] = journey.Id,
            ["{order}"] = quote["id"]!.GetValue<string>(),
            ["{customer}"] = owner.Subject,
            ["{product}"] = "shoe",
            ["{ruleSet}"] = "no-such-set",
            ["{version}"] = "1",
            ["{check}"] = "no-such-check",
            ["{characteristic}"] = "no-such-characteristic",
            ["{parameter}"] = "no-such-parameter",
            ["{reference}"] = "no-such-reference",
            ["{proposal}"] = "1",
            ["{document}"] = "no-such-document",
            ["{operation}"] = "no-such-operation",
            ["{purpose}"] = "marketing",
            ["{name}"] = "mine",
            ["{serial}"] = "no-such-serial",
            ["{component}"] = "no-such-component",
            ["{cell}"] = "no-such-cell",
            ["{date}"] = "2030-01-01",
        };
    }

    private static async Task<HttpStatusCode> StatusOf(
        HttpClient caller, AuthorizationTable.Row row, Dictionary<string, string> names)
    {
        var filled = new StringBuilder(row.Path);
        var body = new StringBuilder(row.Body);
        foreach (var (name, value) in names)
        {
            filled.Replace(name, value);
            body.Replace(name, value);
        }

        using var request = new HttpRequestMessage(new HttpMethod(row.Method), filled.ToString());
        request.Headers.Add("Idempotency-Key", "authorization");
        request.Headers.TryAddWithoutValidation("If-Match", "*");
        if (row.Body != "-")
        {
            request.Content = new StringContent(body.ToString(), Encoding.UTF8, "application/json");
        }

        using var response = await caller.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        return response.StatusCode;
    }
}
