namespace Customization.Gateway.Pages;

/// <summary>The header of every page: where one is, where one can go, in which language.</summary>
internal static class SiteHeader
{
    private static readonly Dictionary<string, string> Names = new()
    {
        ["en"] = "English",
        ["de"] = "Deutsch",
        ["fr"] = "Français",
    };

    /// <summary>The header as HTML.</summary>
    public static string Html(PageVisitor visitor)
    {
        var words = visitor.Words;
        var languages = string.Concat(Words.Languages.Select(language =>
            $"<a href=\"{PageShell.Escape(visitor.In(language))}\" lang=\"{language}\" "
            + $"hreflang=\"{language}\" title=\"{Names[language]}\""
            + $"{(language == words.Language ? " aria-current=\"true\"" : "")}>"
            + $"<span aria-hidden=\"true\">{language.ToUpperInvariant()}</span>"
            + $"<span class=\"unseen\">{Names[language]}</span></a>"));
        return $"""
            <header class="site">
            <a class="brand" href="/">{PageShell.Escape(words["brand"])}</a>
            <nav aria-label="{PageShell.Escape(words["navigation"])}">
            {Link(visitor, "/", "products")}{Link(visitor, "/orders", "orders")}
            </nav>
            <nav class="languages" aria-label="{PageShell.Escape(words["language"])}">{languages}</nav>
            <button type="button" id="theme" hidden aria-pressed="false">{PageShell.Escape(words["dark"])}</button>
            </header>
            """;
    }

    private static string Link(PageVisitor visitor, string path, string word) =>
        $"<a href=\"{path}\"{(visitor.Path == path ? " aria-current=\"page\"" : "")}>"
        + $"{PageShell.Escape(visitor.Words[word])}</a>";
}
