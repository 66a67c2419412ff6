namespace Customization.Gateway.Pages;

/// <summary>Who looks at a page: language and theme, as the address, a cookie or the browser says.</summary>
/// <param name="Path">The page's address without its query.</param>
/// <param name="Query">Its query without the language, from <c>?</c> on; empty for none.</param>
public sealed record PageVisitor(Words Words, string Theme, string Path, string Query)
{
    private const string LanguageName = "language";
    private const string ThemeName = "theme";
    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);

    /// <summary>Theme as an attribute of <c>html</c>; empty where the browser's setting counts.</summary>
    public string ThemeAttribute => Theme.Length == 0 ? "" : $" data-theme=\"{Theme}\"";

    /// <summary>The same page in another language.</summary>
    public string In(string language) =>
        Path + QueryString.Create(LanguageName, language).Add(new QueryString(Query)).Value;

    /// <summary>Binds a handler's parameter.</summary>
    public static ValueTask<PageVisitor> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context));

    /// <summary>The visitor behind a request. A language in the address is kept for the next page.</summary>
    public static PageVisitor Of(HttpContext context)
    {
        var asked = context.Request.Query[LanguageName].ToString();
        var kept = context.Request.Cookies[LanguageName] ?? "";
        var words = Words.Of(asked.Length == 0 && kept.Length > 0 ? kept : Products.Languages.Of(context));
        if (asked.Length > 0)
        {
            context.Response.Cookies.Append(LanguageName, words.Language, new CookieOptions
            {
                MaxAge = Kept,
                SameSite = SameSiteMode.Lax,
                Path = "/",
            });
        }

        var theme = context.Request.Cookies[ThemeName] is "dark" or "light" ? context.Request.Cookies[ThemeName]! : "";
        var others = QueryString.Create(context.Request.Query.Where(each => each.Key != LanguageName));
        return new PageVisitor(words, theme, context.Request.Path, others.Value ?? "");
    }
}
