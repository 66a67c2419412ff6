using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Walks over the tokens of a text. Mutable; owned by one reading.</summary>
internal sealed class UvlCursor(string text, List<UvlToken> tokens, Findings findings)
{
    public int At { get; set; }

    public UvlToken Current => tokens[At];

    public UvlTokenKind Kind => tokens[At].Kind;

    public Findings Findings => findings;

    public ReadOnlySpan<char> TextOf(UvlToken token) => text.AsSpan(token.Start, token.Length);

    public SourceSpan SpanOf(UvlToken token) => findings.Span(token.Line, token.Column, token.Length);

    public SourceSpan Span => SpanOf(Current);

    /// <summary>The author's text of the tokens from one up to, without, another.</summary>
    public ReadOnlySpan<char> TextBetween(int from, int to) => from < to
        ? text.AsSpan(tokens[from].Start, tokens[to - 1].Start + tokens[to - 1].Length - tokens[from].Start)
        : "";

    /// <summary>The tokens from one up to, without, another, on one line and without comments.</summary>
    public string TokensBetween(int from, int to)
    {
        var parts = new string[to - from];
        for (var i = from; i < to; i++)
        {
            parts[i - from] = TextOf(tokens[i]).ToString();
        }

        return string.Join(' ', parts);
    }

    /// <summary>The texts in quotes from one token up to, without, another.</summary>
    public ImmutableArray<string> TextsBetween(int from, int to)
    {
        var texts = ImmutableArray.CreateBuilder<string>();
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Kind is UvlTokenKind.Text or UvlTokenKind.QuotedName)
            {
                texts.Add(TextOf(tokens[i])[1..^1].ToString());
            }
        }

        return texts.DrainToImmutable();
    }

    public bool IsSymbol(string symbol) => Kind == UvlTokenKind.Symbol && TextOf(Current).SequenceEqual(symbol);

    public bool IsWord(string word) => Kind == UvlTokenKind.Name && TextOf(Current).SequenceEqual(word);

    public bool IsName => Kind is UvlTokenKind.Name or UvlTokenKind.QuotedName;

    public void Next() => At = Math.Min(At + 1, tokens.Count - 1);

    public UvlToken Peek => tokens[Math.Min(At + 1, tokens.Count - 1)];

    public bool TakeSymbol(string symbol)
    {
        var found = IsSymbol(symbol);
        if (found)
        {
            Next();
        }

        return found;
    }

    public bool TakeWord(string word)
    {
        var found = IsWord(word);
        if (found)
        {
            Next();
        }

        return found;
    }

    public bool Take(UvlTokenKind kind)
    {
        var found = Kind == kind;
        if (found)
        {
            Next();
        }

        return found;
    }

    /// <summary>Reads a name without its quotes; the caller has looked that one is there.</summary>
    public string ReadName()
    {
        var name = TextOf(Current);
        name = Kind == UvlTokenKind.QuotedName ? name[1..^1] : name;
        Next();
        return name.ToString();
    }

    /// <summary>Reads <c>name</c> or <c>name.name...</c>; null, with the error reported, where none stands.</summary>
    public List<string>? ReadReference(string expected)
    {
        var parts = new List<string>();
        do
        {
            if (!IsName)
            {
                Expected(expected);
                return null;
            }

            if (parts.Count >= findings.Limits.NestingMax)
            {
                findings.Error("CU0010", Span, $"a name has more than {findings.Limits.NestingMax} parts");
                return null;
            }

            parts.Add(ReadName());
        }
        while (TakeSymbol("."));
        return parts;
    }

    /// <summary>Steps over the name at the cursor with its dots; what is behind a last dot is not looked at.</summary>
    public List<string> ReadPath()
    {
        var parts = new List<string>();
        do
        {
            parts.Add(ReadName());
        }
        while (parts.Count < findings.Limits.NestingMax && TakeSymbol(".") && IsName);
        return parts;
    }

    /// <summary>Reports what stands here instead of what was expected.</summary>
    public void Expected(string expected) => findings.Error("CU0005", Span, $"expected {expected}, found {Found()}");

    /// <summary>Steps over a name of so many parts.</summary>
    public void SkipReference(int parts)
    {
        for (var i = 0; i < (2 * parts) - 1; i++)
        {
            Next();
        }
    }

    public void SkipToLineEnd()
    {
        while (Kind is not (UvlTokenKind.LineEnd or UvlTokenKind.End))
        {
            Next();
        }
    }

    /// <summary>Steps to the next line of the same block, over everything further in.</summary>
    public void SkipLine()
    {
        while (Kind is not (UvlTokenKind.LineEnd or UvlTokenKind.End or UvlTokenKind.Dedent or UvlTokenKind.Indent))
        {
            Next();
        }

        Take(UvlTokenKind.LineEnd);
        SkipBlock();
    }

    /// <summary>Steps over the lines further in, where there are any.</summary>
    public void SkipBlock()
    {
        var depth = 0;
        while (Kind == UvlTokenKind.Indent || (depth > 0 && Kind != UvlTokenKind.End))
        {
            depth += Kind == UvlTokenKind.Indent ? 1 : Kind == UvlTokenKind.Dedent ? -1 : 0;
            Next();
        }
    }

    private string Found() => Kind switch
    {
        UvlTokenKind.LineEnd => "the end of the line",
        UvlTokenKind.Indent => "a line further in",
        UvlTokenKind.Dedent => "a line further out",
        UvlTokenKind.End => "the end of the file",
        _ => $"'{Findings.Quote(TextOf(Current))}'",
    };
}
