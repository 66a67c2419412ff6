using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Customization.EndToEnd.Tests.Hostile;

/// <summary>Writes JSON that follows a schema of the API's document, with something wrong in it here and there.
/// </summary>
/// <param name="names">Names that exist: products, characteristics, values, ids.</param>
internal sealed class HostileJson(JsonObject document, IReadOnlyList<string> names)
{
    private const int DepthMax = 6;
    private const int WrongPercent = 8;

    private static readonly string[] Wrong =
    [
        "null", "[]", "{}", "\"\"", "true", "-1", "0.5", "1e400", "-0", "9223372036854775808", "2147483648",
        "99999999999999999999999999999999999999999999", "\"\\ud800\"", "\"\\u0000\"", "\"\\u202e\"", "\"../../x\"",
        "\"<script>\"", "NaN", "'x'", "[1,]", "{\"a\":1,\"a\":2}", "// x\n1", "\"2026-02-30\"", "[[[[[[]]]]]]",
    ];

    /// <summary>A body for a schema.</summary>
    public string Write(JsonNode? schema, Random random)
    {
        var text = new StringBuilder();
        Append(text, schema, random, DepthMax);
        return random.Next(40) switch
        {
            0 => new string('[', random.Next(1, 3_000)),
            1 => string.Concat(Enumerable.Repeat("{\"a\":", random.Next(1, 3_000))),
            2 => text.ToString()[..random.Next(text.Length + 1)],
            3 => $"\"{new string('x', random.Next(60_000, 70_000))}\"",
            4 => text.ToString() + text,
            _ => text.ToString(),
        };
    }

    private void Append(StringBuilder text, JsonNode? schema, Random random, int depth)
    {
        if (random.Next(100) < WrongPercent)
        {
            text.Append(Wrong[random.Next(Wrong.Length)]);
            return;
        }

        var resolved = Resolve(schema);
        if (resolved is null || depth == 0)
        {
            text.Append("null");
            return;
        }

        foreach (var choice in (string[])["oneOf", "anyOf", "allOf"])
        {
            if (resolved[choice] is JsonArray { Count: > 0 } options)
            {
                Append(text, options[random.Next(options.Count)], random, depth - 1);
                return;
            }
        }

        if (resolved["enum"] is JsonArray { Count: > 0 } allowed)
        {
            text.Append(allowed[random.Next(allowed.Count)]?.ToJsonString() ?? "null");
            return;
        }

        AppendTyped(text, resolved, random, depth);
    }

    private void AppendTyped(StringBuilder text, JsonNode schema, Random random, int depth)
    {
        switch (TypeOf(schema, random))
        {
            case "object":
                AppendObject(text, schema, random, depth);
                break;
            case "array":
                var items = Enumerable.Range(0, random.Next(20) == 0 ? 500 : random.Next(4)).ToArray();
                text.Append('[');
                foreach (var i in items)
                {
                    text.Append(i > 0 ? "," : "");
                    Append(text, schema["items"], random, depth - 1);
                }

                text.Append(']');
                break;
            case "integer" or "number":
                text.Append(random.Next(4) == 0 ? random.Next(int.MinValue, int.MaxValue) : random.Next(-2, 400));
                break;
            case "boolean":
                text.Append(random.Next(2) == 0 ? "true" : "false");
                break;
            default:
                text.Append(JsonValue.Create(Text(random)).ToJsonString());
                break;
        }
    }

    private void AppendObject(StringBuilder text, JsonNode schema, Random random, int depth)
    {
        text.Append('{');
        var isFirst = true;
        foreach (var (name, property) in schema["properties"] as JsonObject ?? [])
        {
            if (random.Next(6) > 0)
            {
                text.Append(isFirst ? "" : ",").Append(JsonValue.Create(name).ToJsonString()).Append(':');
                Append(text, property, random, depth - 1);
                isFirst = false;
            }
        }

        if (schema["additionalProperties"] is JsonObject values || random.Next(30) == 0)
        {
            text.Append(isFirst ? "" : ",").Append(JsonValue.Create(Text(random)).ToJsonString()).Append(':');
            Append(text, schema["additionalProperties"] as JsonObject, random, depth - 1);
        }

        text.Append('}');
    }

    /// <summary>A text: mostly one that means something.</summary>
    public string Text(Random random) => random.Next(12) switch
    {
        < 7 => names[random.Next(names.Count)],
        7 => random.Next(-5, 500).ToString(CultureInfo.InvariantCulture),
        8 => new string((char)random.Next(32, 0x3000), random.Next(1, 400)),
        9 => string.Concat(Enumerable.Range(0, random.Next(1, 20)).Select(_ => (char)random.Next(0, 0xD7FF))),
        10 => "2026-12-24",
        _ => names[random.Next(names.Count)][..1],
    };

    private JsonNode? Resolve(JsonNode? schema)
    {
        for (var steps = 0; schema?["$ref"] is JsonValue reference && steps < DepthMax; steps++)
        {
            JsonNode? at = document;
            foreach (var step in reference.GetValue<string>().TrimStart('#', '/').Split('/'))
            {
                at = at?[step];
            }

            schema = at;
        }

        return schema;
    }

    private static string TypeOf(JsonNode schema, Random random) => schema["type"] switch
    {
        JsonArray types => types[random.Next(types.Count)]!.GetValue<string>(),
        JsonValue type => type.GetValue<string>(),
        _ => schema["properties"] is null ? "string" : "object",
    };
}
