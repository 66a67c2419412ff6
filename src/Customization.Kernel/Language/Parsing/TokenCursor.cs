using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;

namespace Customization.Kernel.Language.Parsing;

/// <summary>Where a parser stands in its tokens, how deep it is, and how it recovers from an error.</summary>
/// <remarks>Owned by one parse of one text. After a report the cursor skips to a place where the text makes sense
/// again, so that one text can show several errors; a second report at the same token is dropped.</remarks>
internal sealed class TokenCursor(ImmutableArray<Token> tokens, DiagnosticBag diagnostics, int nestingMax)
{
    private static readonly string[] Resumable =
    [
        ",", "and", "&", "&&", "or", "|", "||", "xor", "implies", "=>", "iff", "<=>", "requires", "excludes", "then",
        "else",
    ];

    private int _at;
    private int _depth;
    private int _reportedAt = -1;

    /// <summary>The token to be read next.</summary>
    public Token Current => tokens[_at];

    /// <summary>The token that was read last; the first one at the start.</summary>
    public Token Previous => tokens[Math.Max(_at - 1, 0)];

    /// <summary>Whether all tokens are read.</summary>
    public bool AtEnd => Current.Kind == TokenKind.End;

    /// <summary>The token behind the current one.</summary>
    public Token Next => tokens[Math.Min(_at + 1, tokens.Length - 1)];

    /// <summary>Reads the current token; stays on the end.</summary>
    public Token Take()
    {
        var token = Current;
        _at = Math.Min(_at + 1, tokens.Length - 1);
        return token;
    }

    /// <summary>Reads the current token if it is this word or symbol.</summary>
    public bool TryTake(string text)
    {
        var found = Current.Is(text);
        if (found)
        {
            Take();
        }

        return found;
    }

    /// <summary>Reads this word or symbol, or reports that it is missing and skips towards it.</summary>
    public bool Expect(string text, string purpose = "")
    {
        if (TryTake(text))
        {
            return true;
        }

        Unexpected($"'{text}'{purpose}");
        TryTake(text);
        return false;
    }

    /// <summary>Reports the current token and skips to a place to resume.</summary>
    public Expression Unexpected(string expected)
    {
        var span = Current.Span;
        if (_reportedAt != _at)
        {
            var hint = Current.Kind == TokenKind.Word ? HintForCase(Current.Text) : "";
            diagnostics.Error(
                LanguageCode.UnexpectedToken, span, $"expected {expected}, found {Current.Described}{hint}");
        }

        Skip();
        _reportedAt = _at;
        return new Expression.Invalid(span);
    }

    /// <summary>Reports something else than an unexpected token and goes on.</summary>
    public Expression Report(string code, TextSpan span, string message)
    {
        diagnostics.Error(code, span, message);
        return new Expression.Invalid(span);
    }

    /// <summary>Parses one level deeper, or reports that the text is nested too deep and gives up on the rest.
    /// </summary>
    public Expression Deeper(Func<Expression> parse)
    {
        if (_depth >= nestingMax)
        {
            var span = Current.Span;
            _at = tokens.Length - 1;
            _reportedAt = _at;
            return Report(
                LanguageCode.NestedTooDeep, span, $"nested too deep: at most {nestingMax} levels are allowed");
        }

        _depth++;
        var expression = parse();
        _depth--;
        return expression;
    }

    private void Skip()
    {
        var open = 0;
        while (!AtEnd)
        {
            if (open == 0 && (Current.Is(")") || Array.Exists(Resumable, Current.Is)))
            {
                return;
            }

            open += Current.Is("(") ? 1 : 0;
            open -= Current.Is(")") ? 1 : 0;
            Take();
        }
    }

    private static string HintForCase(string word)
    {
        var lower = word.ToLowerInvariant();
        return lower != word && (Words.Reserved.Contains(lower) || Words.Contextual.Contains(lower))
            ? $"; did you mean '{lower}'?"
            : "";
    }
}
