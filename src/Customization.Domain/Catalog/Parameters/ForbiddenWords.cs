using System.Collections.Immutable;
using System.Text;

namespace Customization.Domain.Catalog.Parameters;

/// <summary>Words that must not appear in a customer's text, however they are disguised a little.</summary>
/// <remarks>Letters are compared without case, digits and signs that stand in for letters as those letters
/// (<c>sh0e</c> is <c>shoe</c>), letters apart as one word (<c>s h o e</c>, <c>s.h.o.e</c>), repeats as one. A forbidden
/// word inside a longer one is let through: better one rude word missed than a town refused. Immutable.</remarks>
public sealed class ForbiddenWords
{
    /// <summary>Nothing is forbidden.</summary>
    public static readonly ForbiddenWords None = new([]);

    private readonly ImmutableHashSet<string> _folded;

    /// <summary>Forbids words; words without a letter are ignored.</summary>
    public ForbiddenWords(ImmutableArray<string> words)
    {
        Words = words;
        _folded = words.Select(Fold).Where(word => word.Length > 0).ToImmutableHashSet(StringComparer.Ordinal);
    }

    /// <summary>As the author wrote them.</summary>
    public ImmutableArray<string> Words { get; }

    /// <summary>Whether a forbidden word occurs. O(text).</summary>
    public bool OccurIn(string text)
    {
        if (_folded.Count == 0)
        {
            return false;
        }

        var apart = new StringBuilder();
        foreach (var word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            var folded = Fold(word);
            if (_folded.Contains(folded) || _folded.Contains(Fold(word.Trim('!', '|', '.', ',')))
                || _folded.Contains(Fold(apart.ToString())))
            {
                return true;
            }

            if (folded.Length > 1)
            {
                apart.Clear();
            }
            else
            {
                apart.Append(word);
            }
        }

        return _folded.Contains(Fold(apart.ToString()));
    }

    private static string Fold(string word)
    {
        var folded = new StringBuilder(word.Length);
        foreach (var each in word)
        {
            var letter = char.ToLowerInvariant(each) switch
            {
                '0' => 'o',
                '1' or '!' or '|' => 'i',
                '3' => 'e',
                '4' or '@' => 'a',
                '5' or '$' => 's',
                '7' => 't',
                var other => other,
            };
            if (char.IsLetter(letter) && (folded.Length == 0 || folded[^1] != letter))
            {
                folded.Append(letter);
            }
        }

        return folded.ToString();
    }
}
