using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace Customization.Domain.Catalog.Documents;

/// <summary>How a word is bent before it is filled in.</summary>
public enum WordForm
{
    /// <summary>With a capital letter: the start of a sentence.</summary>
    Capital,

    /// <summary>In capitals.</summary>
    Upper,

    /// <summary>Whose: <c>James’s</c>, <c>Annas</c>, <c>d’Anna</c>.</summary>
    Possessive,

    /// <summary>A number as a rank: <c>3rd</c>, <c>3.</c>, <c>3e</c>.</summary>
    Ordinal,

    /// <summary>With the indefinite article: <c>an owl</c>.</summary>
    Article,
}

/// <summary>The forms of words, for each language that has them.</summary>
/// <remarks>Only what holds for every word is here: names get a possessive in English, German and French, numbers a
/// rank, and titles of the author's own, which can be proof-read, an English article. For all else the author picks
/// words by value.</remarks>
public static class WordForms
{
    /// <summary>The names of the forms in templates.</summary>
    public static readonly ImmutableSortedDictionary<string, WordForm> ByName =
        Enum.GetValues<WordForm>().ToImmutableSortedDictionary(
            form => form.ToString().ToLowerInvariant(), form => form, StringComparer.Ordinal);

    private static readonly string[] SoundsLikeVowel = ["hour", "honest", "honor", "honour", "heir"];

    private static readonly string[] SoundsLikeConsonant =
        ["uni", "use", "usa", "usu", "uto", "ute", "eu", "ewe", "one", "once", "ubi"];

    /// <summary>Whether the language has the form.</summary>
    public static bool Has(string language, WordForm form) => form switch
    {
        WordForm.Possessive or WordForm.Ordinal => Primary(language) is "en" or "de" or "fr",
        WordForm.Article => Primary(language) == "en",
        _ => true,
    };

    /// <summary>The word in a form that its language has. O(word).</summary>
    public static string Of(string word, WordForm form, string language)
    {
        var runes = word.EnumerateRunes();
        return word.Length == 0 ? word : form switch
        {
            WordForm.Capital => Rune.ToUpperInvariant(runes.First()) + word[runes.First().Utf16SequenceLength..],
            WordForm.Upper => word.ToUpperInvariant(),
            WordForm.Possessive => Possessive(word, Primary(language)),
            WordForm.Ordinal => Ordinal(word, Primary(language)),
            _ => (StartsLikeVowel(word) ? "an " : "a ") + word,
        };
    }

    private static string Possessive(string word, string language)
    {
        var last = char.ToLowerInvariant(word[^1]);
        return language switch
        {
            "de" => word + (last is 's' or 'ß' or 'x' or 'z' ? "’" : "s"),
            "fr" => (StartsWithFrenchVowel(word) ? "d’" : "de ") + word,
            _ => word + "’s",
        };
    }

    /// <summary>French elides <c>de</c> before a vowel, with or without an accent, and before the silent h of names.
    /// </summary>
    private static bool StartsWithFrenchVowel(string word) =>
        char.ToLowerInvariant(word.Normalize(NormalizationForm.FormD)[0]) is 'a' or 'e' or 'i' or 'o' or 'u' or 'h'
            or 'œ' or 'æ';

    private static string Ordinal(string number, string language)
    {
        var isNumber = long.TryParse(number, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n);
        var ending = language switch
        {
            "de" => ".",
            "fr" => n == 1 ? "er" : "e",
            _ when n % 100 is >= 11 and <= 13 => "th",
            _ => (n % 10) switch { 1 => "st", 2 => "nd", 3 => "rd", _ => "th" },
        };
        return isNumber ? number + ending : number;
    }

    private static bool StartsLikeVowel(string word)
    {
        var first = word.Split(' ', '-')[0];
        if (first.Length > 1 && first.All(char.IsAsciiLetterUpper))
        {
            return "AEFHILMNORSX".Contains(first[0]);
        }

        bool Begins(string start) => word.StartsWith(start, StringComparison.OrdinalIgnoreCase);
        return SoundsLikeVowel.Any(Begins)
            || (char.ToLowerInvariant(word[0]) is 'a' or 'e' or 'i' or 'o' or 'u' && !SoundsLikeConsonant.Any(Begins))
            || word.StartsWith("8", StringComparison.Ordinal);
    }

    private static string Primary(string language) => language.Split('-')[0];
}
