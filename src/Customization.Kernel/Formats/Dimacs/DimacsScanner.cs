using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Dimacs;

/// <summary>Walks once over the text of a DIMACS file. Mutable; owned by one reading.</summary>
internal sealed class DimacsScanner(string text, Findings findings)
{
    private int _at;
    private int _line = 1;
    private int _lineStart;

    public char Current => text[_at];

    /// <summary>Whether only blanks stand before the current character on its line.</summary>
    public bool AtLineStart => text.AsSpan(_lineStart, _at - _lineStart).IsWhiteSpace();

    public SourceSpan Span(int length) => findings.Span(_line, _at - _lineStart + 1, length);

    /// <summary>Steps over blanks and line ends; false at the end of the text.</summary>
    public bool MoveToContent()
    {
        for (; _at < text.Length; _at++)
        {
            if (text[_at] == '\n')
            {
                _line++;
                _lineStart = _at + 1;
            }
            else if (!char.IsWhiteSpace(text[_at]) && text[_at] != '\uFEFF')
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The rest of the line; the line end is left for <see cref="MoveToContent"/>.</summary>
    public string ReadLine()
    {
        var end = text.IndexOf('\n', _at);
        end = end < 0 ? text.Length : end;
        var line = text[_at..end];
        _at = end;
        return line;
    }

    /// <summary>Reads a comment line and keeps the name that it may give; the first name of a variable counts, since
    /// later comments may start with a number by chance.</summary>
    public void ReadNameComment(Dictionary<int, (string Name, SourceSpan Span)> names)
    {
        var span = Span(0);
        var comment = ReadLine().AsSpan(1);
        var content = comment.Trim();
        var digits = content.IndexOfAnyExcept("0123456789");
        if (comment.Length == 0 || !char.IsWhiteSpace(comment[0]) || digits <= 0)
        {
            return;
        }

        // Some tools mark generated variables by a dollar sign behind the number.
        var name = content[digits..].TrimStart('$');
        if (name.Length > 0 && char.IsWhiteSpace(name[0]) && !name.IsWhiteSpace()
            && int.TryParse(content[..digits], out var variable) && variable > 0)
        {
            names.TryAdd(variable, (name.Trim().ToString(), span with { Length = content.Length + 2 }));
        }
    }

    /// <summary>Reads one number, or reports what stands there instead and steps over it.</summary>
    public (int Value, SourceSpan Span)? ReadNumber()
    {
        var start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]))
        {
            _at++;
        }

        var word = text.AsSpan(start, _at - start);
        var span = findings.Span(_line, start - _lineStart + 1, word.Length);
        if (int.TryParse(word, System.Globalization.NumberStyles.AllowLeadingSign, null, out var number)
            && number != int.MinValue)
        {
            return (number, span);
        }

        findings.Error("CD0005", span, $"expected a variable's number, its negation or 0, found "
            + $"'{Findings.Quote(word)}'");
        return null;
    }
}
