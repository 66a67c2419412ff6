using System.Globalization;

namespace Customization.Fuzzing;

/// <summary>Damages a text that is right: by characters, by the words of its language, by lines, by numbers, and by
/// parts of other texts.</summary>
internal static class Mutation
{
    private const int StepsMax = 6;
    private const int RepeatsMax = 400;

    private static readonly string[] Numbers =
    [
        "0", "-1", "1", "2147483647", "2147483648", "-2147483649", "9223372036854775807", "9223372036854775808",
        "-9223372036854775809", "99999999999999999999999999999999", "1e309", "-1e309", "0.1", "1e-400", "00", "+1",
        "0x10", "1_000", "NaN", "Infinity",
    ];

    private static readonly string[] Characters =
    [
        "\0", "\t", "\n", "\r", "\r\n", " ", "\u00a0", "\u2028", "\uFEFF", "\uD800", "\uDC00", "\u0301", "é", "🙂",
        "\\",
    ];

    /// <summary>A damaged text.</summary>
    /// <param name="pieces">Words of the language.</param>
    /// <param name="corpus">Other texts that are right.</param>
    public static string Of(string text, IReadOnlyList<string> pieces, IReadOnlyList<string> corpus, Random random)
    {
        for (var steps = random.Next(1, StepsMax + 1); steps > 0; steps--)
        {
            text = Step(text, pieces, corpus, random);
        }

        return text;
    }

    private static string Step(
        string text, IReadOnlyList<string> pieces, IReadOnlyList<string> corpus, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 40), text.Length - at);
        var piece = pieces[random.Next(pieces.Count)];
        switch (random.Next(13))
        {
            case 0:
                return text.Remove(at, length);
            case 1:
                return text.Insert(at, piece);
            case 2:
                return text.Remove(at, length).Insert(at, piece);
            case 3:
                return text.Insert(at, text.Substring(at, length));
            case 4:
                return text[..at];
            case 5:
                return text.Insert(at, Characters[random.Next(Characters.Length)]);
            case 6:
                return text.Insert(at, string.Concat(Enumerable.Repeat(piece, random.Next(1, RepeatsMax))));
            case 7:
                var other = corpus[random.Next(corpus.Count)];
                return text[..at] + other[random.Next(other.Length + 1)..];
            case 8:
                return Renumbered(text, at, random);
            case 9:
                return Flipped(text, random);
            default:
                return Rearranged(text, piece, random);
        }
    }

    /// <summary>The next number becomes one at a limit.</summary>
    private static string Renumbered(string text, int at, Random random)
    {
        var number = Numbers[random.Next(Numbers.Length)];
        var from = at;
        while (from < text.Length && !char.IsAsciiDigit(text[from]))
        {
            from++;
        }

        var until = from;
        while (until < text.Length && char.IsAsciiDigit(text[until]))
        {
            until++;
        }

        return text[..from] + (random.Next(3) > 0
            ? number
            : random.Next().ToString(CultureInfo.InvariantCulture)) + text[until..];
    }

    private static string Flipped(string text, Random random)
    {
        if (text.Length == 0)
        {
            return text;
        }

        var characters = text.ToCharArray();
        characters[random.Next(characters.Length)] ^= (char)(1 << random.Next(8));
        return new string(characters);
    }

    /// <summary>A line is copied, moved, dropped or indented.</summary>
    private static string Rearranged(string text, string piece, Random random)
    {
        var lines = text.Split('\n').ToList();
        var (from, to) = (random.Next(lines.Count), random.Next(lines.Count));
        var line = lines[from];
        switch (random.Next(5))
        {
            case 0:
                lines.Insert(to, line);
                break;
            case 1:
                lines.RemoveAt(from);
                lines.Insert(Math.Min(to, lines.Count), line);
                break;
            case 2:
                lines.RemoveAt(from);
                break;
            case 3:
                lines[from] = new string(' ', random.Next(1, 9)) + line;
                break;
            default:
                lines[from] = line.TrimStart(' ', '\t') + piece;
                break;
        }

        return string.Join('\n', lines);
    }
}
