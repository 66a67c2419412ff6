using System.Text.Json;
using System.Text.RegularExpressions;
using Customization.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>Somebody in front of a page: finds things as people do, by what they are called.</summary>
/// <remarks>Whatever the browser complains about, a script that fails or something that the security policy forbids,
/// fails the test when the visitor leaves.</remarks>
public sealed class Visitor : IAsyncDisposable
{
    /// <summary>How long anything may take to appear, milliseconds: the machine may be busy.</summary>
    public const int PatienceMs = 60_000;

    private const int TabsMax = 120;

    private static readonly string Shots = Path.Combine(Repository.Root, "artifacts", "screenshots");

    private static readonly Lazy<string> Axe = new(() => File.ReadAllText(Path.Combine(
        Repository.Root, "src/Customization.Gateway/Web/node_modules/axe-core/axe.min.js")));

    private readonly List<string> _complaints = [];

    /// <summary>Begins to listen to the browser's complaints.</summary>
    public Visitor(IPage page, Look look)
    {
        Page = page;
        Look = look;
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) =>
        {
            // The browser also reports refusals of the API, which pages expect.
            if (message.Type == "error" && !message.Text.StartsWith("Failed to load", StringComparison.Ordinal))
            {
                _complaints.Add(message.Text);
            }
        };
    }

    /// <summary>What they see.</summary>
    public IPage Page { get; }

    /// <summary>How large it is.</summary>
    public Look Look { get; }

    /// <summary>Goes to an address; a page that configures is there once its questions are.</summary>
    public async Task Go(string path)
    {
        await Page.GotoAsync(path);
        if (path.StartsWith("/configure/", StringComparison.Ordinal) && !path.Contains("session="))
        {
            await Page.Locator(".rail button").First.WaitForAsync();
        }
    }

    /// <summary>A button by what it says, or begins with.</summary>
    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = name });

    /// <summary>A question by what it is called.</summary>
    public ILocator Question(string title) =>
        Page.GetByRole(AriaRole.Group, new PageGetByRoleOptions { Name = title, Exact = true });

    /// <summary>A value of a question.</summary>
    public ILocator Value(string question, string value) => Question(question).Locator("button.value")
        .Filter(new LocatorFilterOptions { Has = Page.Locator(".title", new() { HasTextRegex = Whole(value) }) });

    /// <summary>Goes to a step by its title.</summary>
    public Task Step(string title) => Page.Locator(".rail button")
        .Filter(new LocatorFilterOptions { Has = Page.Locator(".step", new() { HasTextRegex = Whole(title) }) })
        .ClickAsync();

    /// <summary>Chooses a value and waits until it is chosen.</summary>
    public async Task Choose(string question, string value)
    {
        await Value(question, value).ClickAsync();
        await Expect(Value(question, value)).ToHaveAttributeAsync("data-status", "chosen");
        await Settled();
    }

    /// <summary>Waits until nothing that was clicked is unanswered.</summary>
    public Task Settled() => Expect(Page.Locator("[data-pending]")).ToHaveCountAsync(0);

    /// <summary>Waits until the address is below a path.</summary>
    /// <remarks>The browser is asked for it again and again: Playwright's wait for a navigation sometimes misses, on a
    /// busy machine, that the page was loaded.</remarks>
    public Task Comes(string below) => Assertions.Expect(Page).ToHaveURLAsync(
        new Regex($"^https?://[^/]+{Regex.Escape(below)}"), new() { Timeout = PatienceMs });

    /// <summary>Presses tab until something is focused that says this, or begins with it, or is labelled so.</summary>
    public async Task TabTo(string text)
    {
        for (var i = 0; i < TabsMax; i++)
        {
            await Page.Keyboard.PressAsync("Tab");
            if ((await Focused()).StartsWith(text, StringComparison.Ordinal))
            {
                return;
            }
        }

        Assert.Fail($"tab never comes to '{text}'");
    }

    /// <summary>What has the focus says, or is labelled.</summary>
    public Task<string> Focused() => Page.EvaluateAsync<string>(
        """
        () => {
          const at = document.activeElement;
          const label = at?.labels?.[0] ?? at;
          const text = label?.innerText || at?.getAttribute('aria-label') || '';
          return text.replace(/\s+/g, ' ').trim().replace(/^[↶↷✓] /, '');
        }
        """);

    /// <summary>Loads the page again until what is expected of it is so.</summary>
    public async Task Until(Func<Task> isSo)
    {
        using var limit = new CancellationTokenSource(PatienceMs);
        while (true)
        {
            try
            {
                await isSo();
                return;
            }
            catch (PlaywrightException) when (!limit.IsCancellationRequested)
            {
                await Go(new Uri(Page.Url).PathAndQuery);
            }
        }
    }

    /// <summary>The total in the summary.</summary>
    public ILocator Total => Page.Locator(".summary .total");

    /// <summary>What is expected of something, with patience.</summary>
    public static ILocatorAssertions Expect(ILocator locator)
    {
        Assertions.SetDefaultExpectTimeout(PatienceMs);
        return Assertions.Expect(locator);
    }

    /// <summary>Keeps a picture in light and in dark, and lets axe look for what keeps people out (WCAG 2.2 AA).
    /// </summary>
    public async Task Show(string name)
    {
        Directory.CreateDirectory(Shots);
        foreach (var scheme in (ColorScheme[])[ColorScheme.Dark, ColorScheme.Light])
        {
            await Page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = scheme });
            await Page.ScreenshotAsync(new PageScreenshotOptions
            {
                Path = Path.Combine(Shots, $"{name}-{Look.Name}-{scheme.ToString().ToLowerInvariant()}.png"),
            });
            await Audit($"{name}, {Look.Name}, {scheme}");
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Page.Context.CloseAsync();
        Assert.Empty(_complaints);
    }

    private async Task Audit(string what)
    {
        await Page.EvaluateAsync($"window.axe ? 0 : (() => {{ {Axe.Value}; return 0; }})()");
        var found = await Page.EvaluateAsync<JsonElement>(
            """
            async () => (await axe.run(document, {
              resultTypes: ['violations'],
              runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
            })).violations.map(violation => `${violation.id}: ${violation.nodes.slice(0, 3)
              .map(node => `${node.html} ${node.failureSummary}`).join(' | ')}`)
            """);
        var violations = found.EnumerateArray().Select(each => each.GetString()).ToArray();
        Assert.True(violations.Length == 0, $"{what}:\n{string.Join('\n', violations)}");
    }

    private static Regex Whole(string text) => new($"^\\s*{Regex.Escape(text)}\\s*$");
}
