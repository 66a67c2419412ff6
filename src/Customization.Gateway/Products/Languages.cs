namespace Customization.Gateway.Products;

/// <summary>Which language a caller reads.</summary>
public static class Languages
{
    private const int TagLengthMax = 35;

    /// <summary>The query's <c>language</c>, else the best of Accept-Language, else English.</summary>
    public static string Of(HttpContext context)
    {
        var asked = context.Request.Query["language"].ToString();
        if (asked.Length is > 0 and <= TagLengthMax)
        {
            return asked;
        }

        var accepted = context.Request.GetTypedHeaders().AcceptLanguage
            .OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString())
            .FirstOrDefault(tag => tag != "*" && tag.Length <= TagLengthMax);
        return accepted ?? Domain.Catalog.LocalizedText.FallbackLanguage;
    }
}
