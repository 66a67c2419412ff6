using System.Globalization;

namespace Customization.Kernel.Language.Syntax;

/// <summary>Names of characteristics as rule text.</summary>
internal static class PathText
{
    /// <summary>The name with its dots and positions bare where each segment reads as a word, else in quotes as a
    /// whole.</summary>
    public static string Of(string name)
    {
        if (!name.Contains('.') && !name.EndsWith(']'))
        {
            return Words.Quote(name);
        }

        var parts = name.Split('.');
        var first = WithoutPosition(parts[0]);
        return parts[0].Any(c => !char.IsAsciiDigit(c)) && Words.Quote(first) == first
            && Array.TrueForAll(parts[1..], part => IsBareBehindDot(WithoutPosition(part)))
            ? name
            : Words.Quote(name);
    }

    private static bool IsBareBehindDot(string word) =>
        Words.Contextual.Contains(word) || Words.Reserved.Contains(word) || Words.Quote(word) == word;

    /// <summary><c>cabinet</c> of <c>cabinet[2]</c>; a position is written without leading zeros.</summary>
    private static string WithoutPosition(string part)
    {
        var open = part.IndexOf('[', StringComparison.Ordinal);
        return open > 0 && part.EndsWith(']') && int.TryParse(part.AsSpan()[(open + 1)..^1], out var position)
            && part.AsSpan()[(open + 1)..^1].SequenceEqual(position.ToString(CultureInfo.InvariantCulture))
            ? part[..open]
            : part;
    }
}
