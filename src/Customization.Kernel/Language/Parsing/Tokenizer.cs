using System.Collections.Immutable;
using System.Text;
using Customization.Kernel.Language.Syntax;

namespace Customization.Kernel.Language.Parsing;

/// <summary>Text to tokens. Blanks and <c># comments</c> separate; a character that fits nowhere is reported and
/// skipped.</summary>
internal static class Tokenizer
{
    private static readonly string[] Symbols =
    [
        "<=>", "=>", "<=", ">=", "!=", "<>", "==", "&&", "||",
        "=", "<", ">", "!", "&", "|", "+", "-", "*", "(", ")", "[", "]", ",", ".", ":",
    ];

    /// <summary>All tokens, ended by one of kind <see cref="TokenKind.End"/>. Linear in the text.</summary>
    public static ImmutableArray<Token> Tokenize(string text, DiagnosticBag diagnostics)
    {
        var tokens = ImmutableArray.CreateBuilder<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (char.IsWhiteSpace(c) || c == '\uFEFF')
            {
                at++;
            }
            else if (c == '#')
            {
                var end = text.IndexOf('\n', at);
                at = end < 0 ? text.Length : end;
            }
            else if (ReadToken(text, at, diagnostics) is { } token)
            {
                tokens.Add(token);
                at = token.Span.End;
            }
            else
            {
                diagnostics.Error(
                    LanguageCode.UnexpectedCharacter, new TextSpan(at, 1),
                    $"unexpected character {Describe(c)}; names with special characters go in quotes");
                at++;
            }
        }

        tokens.Add(new Token(TokenKind.End, new TextSpan(text.Length, 0), ""));
        return tokens.ToImmutable();
    }

    private static Token? ReadToken(string text, int at, DiagnosticBag diagnostics)
    {
        if (text[at] is '"' or '\'')
        {
            return ReadQuoted(text, at, diagnostics);
        }

        if (Words.IsNameCharacter(text[at]))
        {
            return ReadWord(text, at);
        }

        foreach (var symbol in Symbols)
        {
            if (string.CompareOrdinal(text, at, symbol, 0, symbol.Length) == 0)
            {
                return new Token(TokenKind.Symbol, new TextSpan(at, symbol.Length), symbol);
            }
        }

        return null;
    }

    /// <summary>A word, or a number where it is all digits. A hyphen between two characters of a word belongs to the
    /// word, so that <c>dark-red</c> needs no quotes; <c>10-3</c> is a subtraction and <c>1.5</c> one word.</summary>
    private static Token ReadWord(string text, int start)
    {
        var at = EndOfRun(text, start);
        var isNumber = !text.AsSpan(start, at - start).ContainsAnyExceptInRange('0', '9');
        if (isNumber && at + 1 < text.Length && text[at] == '.' && char.IsAsciiDigit(text[at + 1]))
        {
            at = EndOfRun(text, at + 1);
            isNumber = false;
        }

        while (!isNumber && at + 1 < text.Length && text[at] == '-' && Words.IsNameCharacter(text[at + 1]))
        {
            at = EndOfRun(text, at + 1);
        }

        var span = new TextSpan(start, at - start);
        return new Token(isNumber ? TokenKind.Number : TokenKind.Word, span, text.Substring(start, span.Length));
    }

    private static int EndOfRun(string text, int at)
    {
        while (at < text.Length && Words.IsNameCharacter(text[at]))
        {
            at++;
        }

        return at;
    }

    /// <summary>A name in quotes of either kind; the quote itself is written twice inside. A line break ends it, so
    /// that a forgotten quote is reported where it is.</summary>
    private static Token ReadQuoted(string text, int start, DiagnosticBag diagnostics)
    {
        var quote = text[start];
        var name = new StringBuilder();
        var at = start + 1;
        while (at < text.Length && text[at] != '\n')
        {
            if (text[at] == quote && (at + 1 >= text.Length || text[at + 1] != quote))
            {
                return new Token(TokenKind.Quoted, new TextSpan(start, at + 1 - start), name.ToString());
            }

            name.Append(text[at]);
            at += text[at] == quote ? 2 : 1;
        }

        var span = new TextSpan(start, at - start);
        diagnostics.Error(LanguageCode.OpenQuote, span, $"expected a closing {quote} on the same line");
        return new Token(TokenKind.Quoted, span, name.ToString());
    }

    private static string Describe(char c) =>
        char.IsControl(c) || char.IsSurrogate(c) ? $"U+{(int)c:X4}" : $"'{c}'";
}
