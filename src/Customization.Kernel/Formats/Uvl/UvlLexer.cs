using System.Buffers;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Splits a UVL text into tokens; indentation outside brackets becomes tokens too. Owned by one reading.
/// </summary>
internal sealed class UvlLexer(string text, Findings findings)
{
    /// <summary>A tab goes to the next multiple of this column, as in the reference implementation.</summary>
    private const int TabWidth = 8;

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789");

    /// <summary>Longest first.</summary>
    private static readonly string[] Symbols =
    [
        "<=>", "=>", "==", "!=", "<=", ">=", "..", "<", ">", "!", "&", "|", "+", "-", "*", "/", "(", ")", "[", "]", "{",
        "}", ",", ".",
    ];

    private readonly List<UvlToken> _tokens = [];
    private readonly Stack<int> _indents = new([0]);
    private readonly Stack<UvlToken> _open = new();
    private int _at;
    private int _line = 1;
    private int _lineStart;
    private bool _lineHasTokens;

    public List<UvlToken> Read()
    {
        _at = text.StartsWith('\uFEFF') ? 1 : 0;
        _lineStart = _at;
        while (_at < text.Length && !findings.IsFull)
        {
            ReadNext();
        }

        if (_open.TryPeek(out var open))
        {
            findings.Error("CU0003", findings.Span(open.Line, open.Column, 1), $"'{text[open.Start]}' is never closed");
            _open.Clear();
        }

        EndLine();
        while (_indents.Pop() > 0)
        {
            Add(UvlTokenKind.Dedent, 0);
        }

        Add(UvlTokenKind.End, 0);
        return _tokens;
    }

    private void ReadNext()
    {
        var current = text[_at];
        if (current == '\n' || (current == '\r' && _at + 1 < text.Length && text[_at + 1] != '\n'))
        {
            EndLine();
            NextLine();
        }
        else if (char.IsWhiteSpace(current))
        {
            _at++;
        }
        else if (current == '/' && _at + 1 < text.Length && text[_at + 1] is '/' or '*')
        {
            SkipComment();
        }
        else
        {
            if (!_lineHasTokens && _open.Count == 0)
            {
                StartLine();
            }

            ReadToken(current);
        }
    }

    private void ReadToken(char current)
    {
        _lineHasTokens = true;
        if (char.IsLetter(current) || current == '_')
        {
            var length = 1;
            while (_at + length < text.Length && IsNamePart(text[_at + length]))
            {
                length++;
            }

            Add(UvlTokenKind.Name, length);
        }
        else if (char.IsAsciiDigit(current)
            || (current == '.' && _at + 1 < text.Length && char.IsAsciiDigit(text[_at + 1])))
        {
            Add(UvlTokenKind.Number, NumberLength());
        }
        else if (current is '"' or '\'')
        {
            ReadQuoted(current);
        }
        else if (Array.Find(Symbols, symbol => string.CompareOrdinal(text, _at, symbol, 0, symbol.Length) == 0) is { }
            symbol)
        {
            Track(current);
            Add(UvlTokenKind.Symbol, symbol.Length);
        }
        else
        {
            findings.Error("CU0001", findings.Span(_line, _at - _lineStart + 1, 1), $"unexpected character "
                + $"'{Findings.Quote(text.AsSpan(_at, 1))}'; names with other characters go in double quotes");
            _at++;
        }
    }

    private static bool IsNamePart(char character) =>
        char.IsLetterOrDigit(character) || character is '_' or '#' or '§' or '%' or '?' or '\\' or '\'' or ';';

    private int NumberLength()
    {
        var rest = text.AsSpan(_at);
        var length = rest.IndexOfAnyExcept(Digits);
        length = length < 0 ? rest.Length : length;
        if (length + 1 < rest.Length && rest[length] == '.' && char.IsAsciiDigit(rest[length + 1]))
        {
            var decimals = rest[(length + 1)..].IndexOfAnyExcept(Digits);
            length = decimals < 0 ? rest.Length : length + 1 + decimals;
        }

        return length;
    }

    private void ReadQuoted(char quote)
    {
        var rest = text.AsSpan(_at + 1);
        var end = rest.IndexOfAny(quote, '\n', '\r');
        var length = end < 0 ? rest.Length : end;
        var isClosed = end >= 0 && rest[end] == quote;
        if (isClosed && length > 0)
        {
            Add(quote == '"' ? UvlTokenKind.QuotedName : UvlTokenKind.Text, length + 2);
            return;
        }

        findings.Error("CU0002", findings.Span(_line, _at - _lineStart + 1, 1), isClosed
            ? "expected a text between the quotes"
            : $"expected a closing {quote} on the same line");

        // What is there stands for the name, so that nothing else is reported as missing.
        Add(UvlTokenKind.Name, length + (isClosed ? 2 : 1));
    }

    private void SkipComment()
    {
        if (text[_at + 1] == '/')
        {
            var end = text.AsSpan(_at).IndexOfAny('\n', '\r');
            _at = end < 0 ? text.Length : _at + end;
            return;
        }

        var close = text.IndexOf("*/", _at + 2, StringComparison.Ordinal);
        if (close < 0)
        {
            findings.Error("CU0003", findings.Span(_line, _at - _lineStart + 1, 2), "'/*' is never closed");
            _at = text.Length;
            return;
        }

        while (_at < close)
        {
            if (text[_at] == '\n')
            {
                NextLine();
            }
            else
            {
                _at++;
            }
        }

        _at = close + 2;
    }

    /// <summary>Brackets opened and not closed: inside them line ends mean nothing.</summary>
    private void Track(char symbol)
    {
        if (symbol is '(' or '[' or '{')
        {
            _open.Push(new UvlToken(UvlTokenKind.Symbol, _at, 1, _line, _at - _lineStart + 1));
        }
        else if (symbol is ')' or ']' or '}')
        {
            _open.TryPop(out _);
        }
    }

    private void StartLine()
    {
        var indent = 0;
        for (var i = _lineStart; i < _at; i++)
        {
            indent = text[i] == '\t' ? indent + TabWidth - indent % TabWidth : indent + 1;
        }

        if (indent > _indents.Peek())
        {
            _indents.Push(indent);
            Add(UvlTokenKind.Indent, 0);
            return;
        }

        while (indent < _indents.Peek())
        {
            _indents.Pop();
            Add(UvlTokenKind.Dedent, 0);
        }

        if (indent > _indents.Peek())
        {
            findings.Error("CU0004", findings.Span(_line, _at - _lineStart + 1), "the line is not as far in as any "
                + "line before that it could belong to");
        }
    }

    private void EndLine()
    {
        if (_lineHasTokens && _open.Count == 0)
        {
            Add(UvlTokenKind.LineEnd, 0);
            _lineHasTokens = false;
        }
    }

    private void NextLine()
    {
        _line++;
        _lineStart = ++_at;
    }

    private void Add(UvlTokenKind kind, int length)
    {
        _tokens.Add(new UvlToken(kind, _at, length, _line, _at - _lineStart + 1));
        _at += length;
    }
}
