namespace Customization.Gateway.Pages;

/// <summary>Where a product used to be, or never was.</summary>
internal static class MissingPage
{
    /// <summary>The page.</summary>
    public static PageShell Of(Words words) => new(
        "home", words["missing"],
        $"""
        <section class="message"><h1>{PageShell.Escape(words["missing"])}</h1>
        <p>{PageShell.Escape(words["missingHelp"])}</p>
        <p><a class="button primary" href="/">{PageShell.Escape(words["products"])}</a></p></section>
        """)
    {
        Status = StatusCodes.Status404NotFound,
    };
}
