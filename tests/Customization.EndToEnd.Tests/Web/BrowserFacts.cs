namespace Customization.EndToEnd.Tests.Web;

/// <summary>Whether there is a browser to look at pages with.</summary>
public static class BrowserFacts
{
    /// <summary>The browser.</summary>
    public const string Chromium = "/usr/bin/chromium";

    /// <summary>Why tests in a browser are skipped; null where they run.</summary>
    public static string? Missing { get; } =
        PageAssets.Missing ?? (File.Exists(Chromium) ? null : $"there is no {Chromium}");
}

/// <summary>A test in a real browser; skipped where there is none.</summary>
internal sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute()
    {
        Skip = BrowserFacts.Missing;
    }
}

/// <summary>The same for a desktop and a phone.</summary>
internal sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute()
    {
        Skip = BrowserFacts.Missing;
    }
}
