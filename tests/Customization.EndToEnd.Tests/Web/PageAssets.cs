using System.Text.RegularExpressions;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>Whether this build has pages, and where their files are.</summary>
public static class PageAssets
{
    /// <summary>Why tests of pages are skipped; null where they run.</summary>
    public static string? Missing { get; } =
        Gateway.Pages.WebAssets.All.AddressOf("store.js") is null ? "this build has no pages: Node is missing" : null;

    /// <summary>Address of a page's script or style sheet, as its HTML names it.</summary>
    public static string AddressOf(string html, string entry, string kind) =>
        Regex.Match(html, $"/web/{entry}-[A-Z0-9]+\\.{kind}").Value;
}

/// <summary>A test of a page; skipped where the build has none.</summary>
internal sealed class PagesFactAttribute : FactAttribute
{
    public PagesFactAttribute()
    {
        Skip = PageAssets.Missing;
    }
}

/// <summary>The same with data.</summary>
internal sealed class PagesTheoryAttribute : TheoryAttribute
{
    public PagesTheoryAttribute()
    {
        Skip = PageAssets.Missing;
    }
}
