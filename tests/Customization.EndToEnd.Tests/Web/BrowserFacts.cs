namespace Customization.EndToEnd.Tests.Web;

/// <summary>Whether there is a browser to look at pages with.</summary>
public static class BrowserFacts
{
    private static readonly string[] Browsers = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    /// <summary>The browser; the one that has no windows where it is there, as the other renders its own toolbars for
    /// every visitor.</summary>
    public static readonly string? Chromium = Browsers.FirstOrDefault(File.Exists);

    /// <summary>Why tests in a browser are skipped; null where they run.</summary>
    public static string? Missing { get; } =
        PageAssets.Missing ?? (Chromium is not null ? null : $"there is neither {string.Join(" nor ", Browsers)}");
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
