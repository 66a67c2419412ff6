using System.Text.Json;

namespace Customization.Gateway.Pages;

/// <summary>The pages' own words in one language; the files of <c>Web/words</c>, which the scripts share.</summary>
/// <param name="Language">The language that was found: one of <see cref="Languages"/>.</param>
public sealed record Words(string Language, IReadOnlyDictionary<string, string> All)
{
    /// <summary>What pages speak; the first is the fallback.</summary>
    public static readonly IReadOnlyList<string> Languages = ["en", "de", "fr"];

    private static readonly Dictionary<string, Words> ByLanguage = Languages.ToDictionary(l => l, Read);

    /// <summary>A text by its key.</summary>
    public string this[string key] => All[key];

    /// <summary>A text by its key with <c>{0}</c> filled in.</summary>
    public string Say(string key, string value) => All[key].Replace("{0}", value, StringComparison.Ordinal);

    /// <summary>What the scripts of one page need: words with a page's name before a dot belong to that page, and those
    /// of the staff to its three.</summary>
    /// <param name="entry">Folder of <c>Web/</c>, e.g. <c>author</c>.</param>
    public IReadOnlyDictionary<string, string> For(string entry) =>
        All.Where(word => IsFor(word.Key, entry)).ToDictionary(StringComparer.Ordinal);

    /// <summary>The words of a language tag such as <c>de-CH</c>, else English.</summary>
    public static Words Of(string tag) =>
        ByLanguage.GetValueOrDefault(tag.Split('-')[0].ToLowerInvariant()) ?? ByLanguage[Languages[0]];

    private static bool IsFor(string key, string entry) => key.Split('.')[0] switch
    {
        "author" or "ops" or "owned" or "runs" => key.StartsWith($"{entry}.", StringComparison.Ordinal),
        "why" => entry is not "home",
        "staff" => entry is "author" or "ops" or "runs",
        _ => true,
    };

    private static Words Read(string language)
    {
        using var stream = typeof(Words).Assembly.GetManifestResourceStream($"words/{language}.json")!;
        return new Words(language, JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!);
    }
}
