using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;
using Microsoft.Playwright;

namespace Customization.EndToEnd.Tests.Web;

/// <summary>One server with the sample products, and one real browser that its visitors share.</summary>
public sealed class Shop : IAsyncLifetime
{
    /// <summary>Name of the collection of these tests.</summary>
    public const string Name = "shop";

    private readonly TemporaryFolder _data = new();
    private ServerProcess? _server;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The running server; its clock can be moved.</summary>
    public ServerProcess Server => _server ?? throw new InvalidOperationException("the server is not started yet");

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (BrowserFacts.Missing is not null)
        {
            return;
        }

        _server = await ServerProcess.StartWithSamples(_data.Path, "--movable-clock");
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = BrowserFacts.Chromium,
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
                "--no-first-run", "--disable-sync",
            ],
        });
    }

    /// <summary>Somebody with a browser of their own: nothing is shared with other visitors but the server.</summary>
    public Task<Visitor> Visit(Look look, string path, string language = "en-GB") =>
        Visit(Server.Url, look, path, language);

    /// <summary>The same at another server.</summary>
    public async Task<Visitor> Visit(Uri server, Look look, string path, string language = "en-GB")
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = server.ToString(),
            ViewportSize = new ViewportSize { Width = look.Width, Height = look.Height },
            HasTouch = look.IsPhone,
            ColorScheme = ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            Locale = language,
            TimezoneId = "UTC",
        });
        context.SetDefaultTimeout(Visitor.PatienceMs);
        var visitor = new Visitor(await context.NewPageAsync(), look);
        await visitor.Go(path);
        return visitor;
    }

    /// <summary>Publishes the car on real option data, once.</summary>
    public async Task PublishCar()
    {
        using var author = await Server.As("author", "author");
        var samples = Path.Combine(Repository.Root, "tests/Customization.Domain.Tests/Samples");
        var imports = new Dictionary<string, string>
        {
            ["model.xml"] = await File.ReadAllTextAsync(
                Path.Combine(Repository.Data("renault-medium")!, "model.xml")),
        };
        await author.Post("/v1/products", new
        {
            fileName = "car.yaml",
            text = await File.ReadAllTextAsync(Path.Combine(samples, "car.yaml")),
            imports,
        });
    }

    /// <summary>Moves the plant's clock forward until an order is delivered.</summary>
    public async Task Deliver(string order)
    {
        using var plant = await Server.As("plant", "operator");
        for (var day = 0; day < 60; day++)
        {
            JsonNode now = await plant.Get($"/v1/orders/{order}");
            if (now["status"]!.GetValue<string>() == "delivered")
            {
                return;
            }

            await plant.Post("/v1/dev/clock", new { hours = 24 });
        }

        Assert.Fail("not delivered within 60 days");
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        _data.Dispose();
    }
}

/// <summary>Binds the fixture to its name.</summary>
[CollectionDefinition(Shop.Name)]
public sealed class ShopCollection : ICollectionFixture<Shop>;
