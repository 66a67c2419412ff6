using System.Text;
using System.Text.Json;

namespace Customization.Domain.Runs.Recipients;

/// <summary>Reads recipients from lines of JSON: one flat object for each.</summary>
/// <remarks>Never throws. O(text). Values are texts, numbers, true, false or null.</remarks>
public static class JsonRecipients
{
    /// <summary>The rows, or the first thing that is wrong.</summary>
    public static RecipientResult Read(string text, RunSettings settings)
    {
        var rows = new RecipientRows(settings);
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Length > 0 && Row(Encoding.UTF8.GetBytes(line), rows) is var (column, why))
            {
                return RecipientResult.Wrong(number, column, why);
            }
        }

        return rows.Result(number);
    }

    private static (int Column, string Why)? Row(byte[] line, RecipientRows rows)
    {
        var reader = new Utf8JsonReader(line);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return (1, "expected an object such as {\"name\":\"Ada\"}");
            }

            var row = rows.NewRow();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var column = ColumnOf(line, reader.TokenStartIndex);
                var (index, why) = rows.Find(reader.GetString()!);
                if (why is not null || row[index] is not null)
                {
                    return (column, why ?? "this field comes a second time");
                }

                reader.Read();
                var value = ValueOf(ref reader);
                why = value is null ? "expected a text, a number, true, false or null" : RecipientRows.Refusal(value);
                if (why is not null)
                {
                    return (ColumnOf(line, reader.TokenStartIndex), why);
                }

                row[index] = value;
            }

            // Reads on, so that what follows the object is seen.
            reader.Read();
            return rows.Add(row) is { } full ? (1, full) : null;
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException)
        {
            var at = (wrong as JsonException)?.BytePositionInLine ?? reader.TokenStartIndex;
            return (ColumnOf(line, at), "this is no JSON object");
        }
    }

    private static string? ValueOf(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
        JsonTokenType.True => "yes",
        JsonTokenType.False => "no",
        JsonTokenType.Null => "",
        _ => null,
    };

    private static int ColumnOf(byte[] line, long at) =>
        Encoding.UTF8.GetCharCount(line, 0, (int)Math.Min(at, line.Length)) + 1;
}
