using System.Collections.Immutable;

namespace Customization.Domain.Catalog;

/// <summary>One text in several languages, by BCP 47 tag in lower case, e.g. <c>en</c>, <c>de</c>, <c>fr-ch</c>.</summary>
public sealed record LocalizedText(ImmutableSortedDictionary<string, string> ByLanguage)
{
    /// <summary>The language that stands in for a missing one.</summary>
    public const string FallbackLanguage = "en";

    /// <summary>No text in any language.</summary>
    public static readonly LocalizedText Empty = new(ImmutableSortedDictionary<string, string>.Empty);

    /// <summary>Whether there is no text at all.</summary>
    public bool IsEmpty => ByLanguage.Count == 0;

    /// <summary>A text in the fallback language only.</summary>
    public static LocalizedText Of(string text) => new(Empty.ByLanguage.Add(FallbackLanguage, text));

    /// <summary>The text in this language, else in its primary language, else in English, else in the first language;
    /// empty where there is none.</summary>
    public string In(string language)
    {
        var tag = language.ToLowerInvariant();
        if (ByLanguage.TryGetValue(tag, out var text)
            || ByLanguage.TryGetValue(tag.Split('-')[0], out text)
            || ByLanguage.TryGetValue(FallbackLanguage, out text))
        {
            return text;
        }

        foreach (var (_, first) in ByLanguage)
        {
            return first;
        }

        return "";
    }

    /// <summary>The text in this language as <see cref="In"/> finds it, or a name to fall back on.</summary>
    public string In(string language, string name) => IsEmpty ? name : In(language);
}
