using System.Text.RegularExpressions;

namespace Customization.Domain.Catalog.Parameters;

/// <summary>A regular expression that the whole of a text must match.</summary>
/// <remarks>Matching takes time linear in the text whatever the pattern: the engine that never backtracks. Immutable.
/// </remarks>
public sealed class TextPattern
{
    /// <summary>Most characters of a pattern.</summary>
    public const int LengthMax = 200;

    private readonly Regex _regex;

    private TextPattern(string text, Regex regex)
    {
        Text = text;
        _regex = regex;
    }

    /// <summary>As the author wrote it.</summary>
    public string Text { get; }

    /// <summary>Compiles a pattern; where it is refused, says why.</summary>
    public static TextPattern? TryCreate(string text, out string reason)
    {
        reason = "";
        if (text.Length > LengthMax)
        {
            reason = $"a pattern has at most {LengthMax} characters";
            return null;
        }

        try
        {
            var options = RegexOptions.NonBacktracking | RegexOptions.CultureInvariant;
            // By itself first: in the brackets below "a)|(b" would be well formed and match the half of a text.
            _ = new Regex(text, options);
            return new TextPattern(text, new Regex($@"\A(?:{text})\z", options));
        }
        catch (Exception refused) when (refused is ArgumentException or NotSupportedException)
        {
            reason = refused.Message.ReplaceLineEndings(" ");
            return null;
        }
    }

    /// <summary>Whether the whole text matches.</summary>
    public bool Matches(string text) => _regex.IsMatch(text);
}
