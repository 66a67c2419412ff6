using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Customization.EndToEnd.Tests.Hostile;

/// <summary>Makes requests from the API's document: each operation, with right and wrong names, queries, headers,
/// bodies and tokens.</summary>
internal sealed class HostileRequests
{
    private static readonly string[] Segments =
    [
        "%00", "..%2f..", "%ff%fe", "%F0%9F%99%82", "%2e%2e", "a%0d%0ab", "'%20or%201=1", "*", "-", "~", "%C0%AF",
        "%20", "null", "{session}",
    ];

    private static readonly string[] Tags =
    [
        "*", "\"1\"", "\"0\"", "W/\"1\"", "\"99999999999999999999\"", "\"-1\"", "1", "", "\"\"", "\"1\", \"2\"",
        "\u00e9",
    ];

    private static readonly string[] Types =
        ["application/json", "application/json; charset=utf-16", "text/plain", "application/xml", "a/b; c=\"", "x"];

    /// <summary>What would take the samples away from all later requests, or publish for minutes.</summary>
    private static readonly string[] Endings = ["DELETE /v1/products", "PUT /v1/products"];

    private readonly (string Method, string Path, JsonNode Operation)[] _operations;
    private readonly IReadOnlyDictionary<string, string> _names;
    private readonly IReadOnlyList<string> _tokens;
    private readonly HostileJson _json;

    /// <param name="names">What path parameters stand for, by name.</param>
    /// <param name="tokens">Tokens of all roles.</param>
    public HostileRequests(
        JsonObject document, IReadOnlyDictionary<string, string> names, IReadOnlyList<string> values,
        IReadOnlyList<string> tokens)
    {
        (_names, _tokens) = (names, tokens);
        _json = new HostileJson(document, values);
        _operations =
        [
            .. document["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()
                .Where(operation => operation.Value is JsonObject)
                .Select(operation => (operation.Key.ToUpperInvariant(), path.Key, operation.Value!))),
        ];
    }

    /// <summary>How many operations there are.</summary>
    public int Count => _operations.Length;

    /// <summary>One request.</summary>
    public HttpRequestMessage Make(Random random)
    {
        var (method, path, operation) = _operations[random.Next(_operations.Length)];
        var isEnding = Endings.Any(ending => $"{method} {path}".StartsWith(ending, StringComparison.Ordinal));
        var address = Path(path, isEnding, random) + Query(operation, random);
        var request = new HttpRequestMessage(
            new HttpMethod(random.Next(60) == 0 ? "PATCH" : method), new Uri(address, UriKind.Relative));
        Head(request, random);
        if (operation["requestBody"]?["content"]?.AsObject().FirstOrDefault().Value?["schema"] is { } schema
            || random.Next(20) == 0)
        {
            schema = operation["requestBody"]?["content"]?.AsObject().FirstOrDefault().Value?["schema"];
            var body = Encoding.UTF8.GetBytes(_json.Write(schema, random));
            if (random.Next(15) == 0 && body.Length > 0)
            {
                body[random.Next(body.Length)] = (byte)random.Next(256);
            }

            request.Content = new ByteArrayContent(body);
            request.Content.Headers.TryAddWithoutValidation(
                "Content-Type", random.Next(12) == 0 ? Types[random.Next(Types.Length)] : "application/json");
        }

        return request;
    }

    /// <summary>A request as text, to repeat by hand.</summary>
    public static async Task<string> Show(HttpRequestMessage request)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{request.Method} {request.RequestUri}");
        foreach (var (name, values) in request.Headers.NonValidated)
        {
            var value = name == "Authorization" ? "..." : values.ToString();
            text.AppendLine(CultureInfo.InvariantCulture, $"{name}: {value}");
        }

        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync();
        return text.Append(body.Length > 2_000 ? body[..2_000] + "..." : body).ToString();
    }

    private string Path(string path, bool isEnding, Random random)
    {
        var parts = path.Split('/');
        for (var i = 0; i < parts.Length; i++)
        {
            if (!parts[i].StartsWith('{'))
            {
                continue;
            }

            var name = parts[i].Trim('{', '}').Split(':')[0];
            parts[i] = random.Next(8) switch
            {
                0 => Segments[random.Next(Segments.Length)],
                1 => Uri.EscapeDataString(_json.Text(random)),
                2 when random.Next(10) == 0 => new string('a', random.Next(1, 9_000)),
                _ => isEnding ? "no-such-product" : Uri.EscapeDataString(_names.GetValueOrDefault(name, "1")),
            };
            parts[i] = isEnding && _names.Values.Contains(parts[i]) ? "no-such-product" : parts[i];
        }

        return string.Join('/', parts);
    }

    private string Query(JsonNode operation, Random random)
    {
        var query = new StringBuilder();
        foreach (var parameter in operation["parameters"] as JsonArray ?? [])
        {
            if (parameter!["in"]?.GetValue<string>() == "query" && random.Next(3) > 0)
            {
                query.Append(query.Length == 0 ? '?' : '&').Append(parameter["name"]).Append('=')
                    .Append(random.Next(6) == 0
                        ? Segments[random.Next(Segments.Length)]
                        : Uri.EscapeDataString(_json.Text(random)));
            }
        }

        return random.Next(30) == 0 ? $"{query}?&&=%00&limit=-1&limit=2" : query.ToString();
    }

    private void Head(HttpRequestMessage request, Random random)
    {
        var token = random.Next(20) switch
        {
            0 => null,
            1 => "e30.e30.e30",
            2 => Damaged(_tokens[random.Next(_tokens.Count)], random),
            _ => _tokens[random.Next(_tokens.Count)],
        };
        if (token is not null)
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        request.Headers.TryAddWithoutValidation("Idempotency-Key", random.Next(6) switch
        {
            0 => new string('k', random.Next(1, 3_000)),
            1 => "\u00e9 \t;",
            2 => "",
            _ => $"k-{random.Next(50)}",
        });
        request.Headers.TryAddWithoutValidation("If-Match", Tags[random.Next(random.Next(2) == 0 ? 1 : Tags.Length)]);
        if (random.Next(4) == 0)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", Tags[random.Next(Tags.Length)]);
            request.Headers.TryAddWithoutValidation("Accept", random.Next(2) == 0 ? "text/event-stream" : "x/y;q=9");
            request.Headers.TryAddWithoutValidation("Accept-Language", random.Next(2) == 0 ? "de;q=9,*" : "-,;;q=");
        }
    }

    private static string Damaged(string token, Random random)
    {
        var at = random.Next(token.Length);
        return random.Next(3) switch
        {
            0 => token[..at],
            1 => token[..at] + (char)random.Next(33, 127) + token[at..],
            _ => token[..at] + (token[at] == 'A' ? 'B' : 'A') + token[(at + 1)..],
        };
    }
}
