using System.Collections.Frozen;

namespace Customization.Kernel.Language.Syntax;

/// <summary>What a token is.</summary>
internal enum TokenKind
{
    Word,
    Quoted,
    Number,
    Symbol,
    End,
}

/// <summary>One token; of a quoted name, <paramref name="Text"/> is the name without its quotes.</summary>
internal readonly record struct Token(TokenKind Kind, TextSpan Span, string Text)
{
    /// <summary>Whether this is the given word or symbol, unquoted.</summary>
    public bool Is(string text) => Kind is TokenKind.Word or TokenKind.Symbol && Text == text;

    /// <summary>How a message names the token.</summary>
    public string Described => Kind == TokenKind.End ? "the end of the text" : $"'{Text}'";
}

/// <summary>The words of the language.</summary>
internal static class Words
{
    /// <summary>Never a name unless quoted.</summary>
    public static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.Ordinal,
        "not", "and", "or", "xor", "implies", "iff", "requires", "excludes", "if", "then", "else", "in", "between",
        "where", "true", "false");

    /// <summary>Names too, except where the grammar expects them.</summary>
    public static readonly FrozenSet<string> Contextual = FrozenSet.Create(
        StringComparer.Ordinal,
        "all", "any", "none", "exactly", "at", "least", "most", "of", "sum", "count", "table", "forbid", "present",
        "absent", "chosen", "each");

    /// <summary>Every number of so many digits fits 62 bits.</summary>
    private const int DigitsMax = 18;

    /// <summary>Whether a character may stand in an unquoted name.</summary>
    public static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c == '_';

    /// <summary>The name as rule text: quoted unless it reads as one word.</summary>
    public static string Quote(string name)
    {
        if (IsPlain(name) && !Reserved.Contains(name) && !Contextual.Contains(name))
        {
            return name;
        }

        return name.Contains('"') && !name.Contains('\'')
            ? $"'{name}'"
            : $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    /// <summary>The name of a value as rule text: where only a value can stand, numbers such as <c>42</c> and
    /// <c>1.5</c> are names without quotes.</summary>
    public static string QuoteValue(string name)
    {
        var isNumber = name.Length is > 0 and <= DigitsMax && name.All(c => char.IsAsciiDigit(c) || c == '.')
            && name.Count(c => c == '.') <= 1 && name[0] != '.' && name[^1] != '.';
        return isNumber ? name : Quote(name);
    }

    private static bool IsPlain(string name)
    {
        if (name.Length == 0 || !name.All(c => IsNameCharacter(c) || c == '-'))
        {
            return false;
        }

        var firstPart = name.AsSpan(0, name.Contains('-') ? name.IndexOf('-') : name.Length);
        var isWord = firstPart.ContainsAnyExceptInRange('0', '9');
        return isWord && name[^1] != '-' && name[0] != '-' && !name.Contains("--", StringComparison.Ordinal);
    }
}
