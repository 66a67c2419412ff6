using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>A word, a bracket, a comma, or an element such as <c>&lt;ge&gt;</c>.</summary>
internal readonly record struct XcspToken(string Text, SourceSpan Span);

/// <summary>Splits parameters and functional expressions into tokens.</summary>
internal static class XcspTokens
{
    private const string Punctuation = "(){}[],";

    public static List<XcspToken> Of(IEnumerable<XcspText> texts)
    {
        var tokens = new List<XcspToken>();
        foreach (var text in texts)
        {
            Split(text, tokens);
        }

        return tokens;
    }

    /// <summary>The texts of an element and, between them, its inner elements by name.</summary>
    public static List<XcspToken> OfContent(XcspNode node)
    {
        var tokens = new List<XcspToken>();
        foreach (var (element, text) in node.Content)
        {
            if (text is not null)
            {
                Split(text, tokens);
            }
            else
            {
                tokens.Add(new XcspToken($"<{element!.Name}>", element.Span));
            }
        }

        return tokens;
    }

    /// <summary>Positions are kept up while walking, so that a long text is walked once.</summary>
    private static void Split(XcspText text, List<XcspToken> tokens)
    {
        var (line, column) = (text.Start.Line, text.Start.Column);
        var characters = text.Value;
        for (var at = 0; at < characters.Length;)
        {
            if (char.IsWhiteSpace(characters[at]))
            {
                (line, column) = characters[at] == '\n' ? (line + 1, 1) : (line, column + 1);
                at++;
                continue;
            }

            var end = at + 1;
            if (!Punctuation.Contains(characters[at]))
            {
                while (end < characters.Length && !char.IsWhiteSpace(characters[end])
                    && !Punctuation.Contains(characters[end]))
                {
                    end++;
                }
            }

            var span = new SourceSpan(text.Start.File, line, column, end - at);
            tokens.Add(new XcspToken(characters[at..end], span));
            column += end - at;
            at = end;
        }
    }
}
