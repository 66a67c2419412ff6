using System.Globalization;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Reads the numbers inside domains and relations, which make up nearly all of a large file.</summary>
internal static class XcspNumbers
{
    /// <summary>Numbers and ranges <c>a..b</c>, without repeats, in the order of the file.</summary>
    public static List<int>? ReadDomain(XcspNode node, Findings findings)
    {
        var numbers = new List<int>();
        var known = new HashSet<int>();
        foreach (var text in node.Texts)
        {
            for (var at = 0; NextWord(text.Value, ref at, out var start) is { Length: > 0 } word;)
            {
                var dots = word.IndexOf("..");
                if (!TryParse(dots < 0 ? word : word[..dots], out var first)
                    || !TryParse(dots < 0 ? word : word[(dots + 2)..], out var last) || first > last)
                {
                    findings.Error("CX0009", text.At(start, word.Length), "expected a 32-bit number or a range a..b, "
                        + $"found '{Findings.Quote(word)}'");
                    return null;
                }

                if ((long)last - first + numbers.Count >= findings.Limits.ValuesPerCharacteristicMax)
                {
                    findings.Error("CX0008", text.At(start, word.Length), "more than "
                        + $"{findings.Limits.ValuesPerCharacteristicMax} values in one domain");
                    return null;
                }

                for (long number = first; number <= last; number++)
                {
                    if (!known.Add((int)number))
                    {
                        findings.Error("CX0012", text.At(start, word.Length), $"{number} is in the domain twice");
                        return null;
                    }

                    numbers.Add((int)number);
                }
            }
        }

        if (numbers.Count == 0)
        {
            findings.Error("CX0013", node.Span, "expected at least one value in the domain");
            return null;
        }

        return numbers;
    }

    /// <summary>Rows of numbers separated by <c>|</c>, one after another; no text is an empty relation.</summary>
    public static List<int>? ReadTuples(XcspNode node, int arity, Findings findings)
    {
        var numbers = new List<int>();
        var inRow = 0;
        foreach (var text in node.Texts)
        {
            var characters = text.Value.AsSpan();
            for (var at = 0; at < characters.Length;)
            {
                if (characters[at] == '|' || char.IsWhiteSpace(characters[at]))
                {
                    if (characters[at] == '|' && inRow != arity && (inRow > 0 || numbers.Count > 0))
                    {
                        findings.Error("CX0014", text.At(at), $"expected {arity} numbers in the row, found {inRow}");
                        return null;
                    }

                    inRow = characters[at++] == '|' ? 0 : inRow;
                    continue;
                }

                var start = at;
                if (!TryRead(characters, ref at, out var number))
                {
                    findings.Error("CX0009", text.At(start), "expected a 32-bit number or '|', found "
                        + $"'{Findings.Quote(WordAt(characters, start))}'");
                    return null;
                }

                numbers.Add(number);
                inRow++;
            }
        }

        if (inRow != 0 && inRow != arity || numbers.Count % arity != 0)
        {
            findings.Error("CX0014", node.Span, $"expected {arity} numbers in the last row, found {inRow}");
            return null;
        }

        WarnOfCount(node, numbers.Count / arity, findings);
        return numbers;
    }

    private static void WarnOfCount(XcspNode node, int rows, Findings findings)
    {
        if (node.Attribute("nbTuples") is { } announced && int.TryParse(announced.Value, out var count)
            && count != rows)
        {
            findings.Warning("CX0015", announced.Start, $"{count} rows announced, {rows} found");
        }
    }

    private static bool TryParse(ReadOnlySpan<char> word, out int number) =>
        int.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private static bool TryRead(ReadOnlySpan<char> text, ref int at, out int number)
    {
        var negative = text[at] == '-';
        var start = negative ? at + 1 : at;
        long value = 0;
        for (at = start; at < text.Length && char.IsAsciiDigit(text[at]); at++)
        {
            value = value * 10 + (text[at] - '0');
            if (value > (long)int.MaxValue + 1)
            {
                break;
            }
        }

        value = negative ? -value : value;
        number = (int)value;
        return at > start && value is >= int.MinValue and <= int.MaxValue
            && (at == text.Length || text[at] == '|' || char.IsWhiteSpace(text[at]));
    }

    private static ReadOnlySpan<char> WordAt(ReadOnlySpan<char> text, int start)
    {
        var rest = text[start..];
        var length = 0;
        while (length < rest.Length && rest[length] != '|' && !char.IsWhiteSpace(rest[length]))
        {
            length++;
        }

        return rest[..length];
    }

    /// <summary>The next word between blanks, empty at the end.</summary>
    private static ReadOnlySpan<char> NextWord(string text, ref int at, out int start)
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        start = at;
        while (at < text.Length && !char.IsWhiteSpace(text[at]))
        {
            at++;
        }

        return text.AsSpan(start, at - start);
    }
}
