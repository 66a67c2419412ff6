using System.Text.Json;
using Customization.LoadTests.Journeys;

namespace Customization.LoadTests.Targets;

/// <summary>Reads from a session in JSON what a customer needs for the next step, in one pass and without a tree.
/// </summary>
public static class AnswerReader
{
    /// <summary>Most characters of a characteristic or value that is understood; longer ones are cut off and then not
    /// chosen.</summary>
    private const int NameLengthMax = 256;

    /// <summary>Reads a session.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static LoadAnswer Session(ReadOnlySpan<byte> json, Offer offer)
    {
        offer.Clear();
        var reader = new Utf8JsonReader(json);
        Expect(ref reader, JsonTokenType.StartObject);
        string? id = null, code = null, lane = null;
        long version = 0;
        var isComplete = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, "id"u8))
            {
                id = reader.GetString();
            }
            else if (Is(ref reader, "code"u8))
            {
                code = reader.GetString();
            }
            else if (Is(ref reader, "version"u8))
            {
                version = reader.GetInt64();
            }
            else if (Is(ref reader, "isComplete"u8))
            {
                isComplete = reader.GetBoolean();
            }
            else if (Is(ref reader, "promise"u8))
            {
                lane = Text(ref reader, "lane"u8);
            }
            else if (Is(ref reader, "characteristics"u8))
            {
                Characteristics(ref reader, offer);
            }
            else
            {
                reader.Skip();
            }
        }

        return new LoadAnswer(Outcome.Answered, "", id, code, version, lane, isComplete);
    }

    /// <summary>The member <c>code</c> of a problem, or empty.</summary>
    public static string ProblemCode(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject
                ? Text(ref reader, "code"u8) ?? ""
                : "";
        }
        catch (JsonException)
        {
            return "";
        }
    }

    /// <summary>Whether the property is called so; the reader then stands on its value.</summary>
    private static bool Is(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        if (reader.TokenType != JsonTokenType.PropertyName || !reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        return true;
    }

    /// <summary>A text member of the object that the reader stands on the start of; the reader ends on its end.
    /// </summary>
    private static string? Text(ref Utf8JsonReader reader, ReadOnlySpan<byte> name)
    {
        string? text = null;
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return null;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (Is(ref reader, name))
            {
                text = reader.TokenType == JsonTokenType.String ? reader.GetString() : text;
            }

            reader.Skip();
        }

        return text;
    }

    private static void Characteristics(ref Utf8JsonReader reader, Offer offer)
    {
        Span<char> name = stackalloc char[NameLengthMax];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = Copy(ref reader, name);
            Expect(ref reader, JsonTokenType.StartObject);
            var isAnswered = false;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (Is(ref reader, "chosen"u8))
                {
                    isAnswered = reader.TokenType == JsonTokenType.String;
                }
                else if (Is(ref reader, "values"u8))
                {
                    Values(ref reader, offer, name[..length], isAnswered);
                }
                else
                {
                    reader.Skip();
                }
            }

            offer.EndCharacteristic();
        }
    }

    private static void Values(
        ref Utf8JsonReader reader, Offer offer, scoped ReadOnlySpan<char> characteristic, bool isAnswered)
    {
        Span<char> value = stackalloc char[NameLengthMax];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = Copy(ref reader, value);
            Expect(ref reader, JsonTokenType.StartObject);
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                if (!Is(ref reader, "status"u8))
                {
                    reader.Skip();
                }
                else if (reader.ValueTextEquals("open"u8))
                {
                    offer.AddOpen(characteristic, isAnswered, value[..length]);
                }
                else if (reader.ValueTextEquals("excluded"u8))
                {
                    offer.AddExcluded(characteristic, value[..length]);
                }
            }
        }
    }

    private static int Copy(ref Utf8JsonReader reader, scoped Span<char> name)
    {
        if (reader.ValueSpan.Length <= NameLengthMax)
        {
            return reader.CopyString(name);
        }

        var text = reader.GetString()!;
        text.AsSpan(0, Math.Min(NameLengthMax, text.Length)).CopyTo(name);
        return Math.Min(NameLengthMax, text.Length);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new JsonException($"expected {type}, found {reader.TokenType}");
        }
    }
}
