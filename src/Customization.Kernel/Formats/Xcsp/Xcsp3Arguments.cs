using System.Globalization;
using System.Text;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>What the parameters <c>%0</c>, <c>%1</c> and <c>%...</c> of a template stand for, and the splitting of
/// texts into words that puts them in. Immutable.</summary>
/// <param name="words">Per argument the words of its expression.</param>
internal sealed class Xcsp3Arguments(List<List<XcspToken>> words)
{
    public static readonly Xcsp3Arguments None = new([]);

    /// <summary>Arguments between blanks; an array's part stands for each of its variables.</summary>
    public static Xcsp3Arguments? Read(XcspNode args, Xcsp3Variables variables, Findings findings)
    {
        var read = new List<List<XcspToken>>();
        var depth = 0;
        foreach (var token in Joined(XcspTokens.Of(args.Texts)))
        {
            // An operator's name is followed by its bracket; whatever is inside belongs to the same argument.
            var isInside = depth > 0 || (token.Text == "(" && read.Count > 0);
            depth += token.Text == "(" ? 1 : token.Text == ")" ? -1 : 0;
            if (isInside)
            {
                read[^1].Add(token);
            }
            else if (variables.FindAll(token.Text) is { Count: > 1 } several)
            {
                read.AddRange(several.Select(variable => new List<XcspToken> { token with { Text = variable.Name } }));
            }
            else
            {
                read.Add([token]);
            }
        }

        if (depth == 0 && read.Count > 0)
        {
            return new Xcsp3Arguments(read);
        }

        findings.Error("CX0030", args.Span, depth == 0 ? "expected arguments" : "a bracket is not closed");
        return null;
    }

    /// <summary>The words of an element's text with the arguments put in. Null, with the error reported, where one is
    /// missing.</summary>
    public List<XcspToken>? Words(XcspNode node, Findings findings)
    {
        var put = new List<XcspToken>();
        var read = Joined(XcspTokens.Of(node.Texts));
        var listed = words.Count == 0 ? 0 : read.Select(NumberOf).DefaultIfEmpty(-1).Max() + 1;
        foreach (var token in read)
        {
            if (!token.Text.Contains('%'))
            {
                put.Add(token);
            }
            else if (token.Text == "%...")
            {
                // Among the operands of an operator commas stand between, in a list blanks.
                var comma = put.Count > 0 && put[^1].Text is "(" or "," ? token with { Text = "," } : (XcspToken?)null;
                foreach (var (position, argument) in words.Skip(listed).Index())
                {
                    put.AddRange(position > 0 && comma is { } between ? [between, .. argument] : argument);
                }
            }
            else if (NumberOf(token) is >= 0 and var number && number < words.Count)
            {
                put.AddRange(words[number].Select(word => word with { Span = token.Span }));
            }
            else
            {
                findings.Error("CX0030", token.Span, $"there is no argument '{Findings.Quote(token.Text)}'");
                return null;
            }
        }

        return put;
    }

    private static int NumberOf(XcspToken token) =>
        token.Text.StartsWith('%') && int.TryParse(token.Text.AsSpan(1), NumberStyles.None, null, out var number)
            ? number
            : -1;

    /// <summary>Puts the brackets of an index back to the array's name: <c>x[0..2][]</c> is one word.</summary>
    private static List<XcspToken> Joined(List<XcspToken> tokens)
    {
        var joined = new List<XcspToken>();
        for (var i = 0; i < tokens.Count; i++)
        {
            var isIndex = tokens[i].Text == "[" && joined.Count > 0;
            if (!isIndex)
            {
                joined.Add(tokens[i]);
                continue;
            }

            var name = new StringBuilder(joined[^1].Text);
            while (i < tokens.Count && tokens[i].Text != "]")
            {
                name.Append(tokens[i++].Text);
            }

            joined[^1] = joined[^1] with { Text = name.Append(']').ToString() };
        }

        return joined;
    }
}
