using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A car on the option data of a real maker, imported and published over HTTP.</summary>
public sealed class CarTests
{
    private const string Samples = "tests/Customization.Domain.Tests/Samples";

    [Fact]
    public async Task A_real_car_is_published_configured_priced_promised_ordered_and_delivered()
    {
        if (Repository.Data("renault-medium") is not { } models)
        {
            return; // The option data is not at hand.
        }

        using var data = new TemporaryFolder();
        File.Copy(PathOf("plant-real.yaml"), Path.Combine(data.Path, "plant.yaml"));
        await using var server = await ServerProcess.Start(data.Path, "--movable-clock");
        using var author = await server.As("author", "author");
        using var plant = await server.As("plant", "operator");
        using var cleo = await server.As(null);

        var imports = new Dictionary<string, string>
        {
            ["model.xml"] = await File.ReadAllTextAsync(Path.Combine(models, "model.xml")),
        };
        var published = await author.Post("/v1/products", new
        {
            fileName = "car.yaml",
            text = await File.ReadAllTextAsync(PathOf("car.yaml")),
            imports,
        });
        Assert.Equal(1, published["version"]!.GetValue<int>());
        var versions = await author.Get("/v1/products/car/versions");
        Assert.Equal("278744", versions["versions"]![0]!["configurations"]!.GetValue<string>());

        var journey = await Journey.Open(cleo, new { product = "car", terms = new { lane = "transporter" } });
        Assert.Equal(148, journey.Session["characteristics"]!.AsObject().Count);
        await journey.Choose("v4", "1");
        await journey.Choose("v1", "3");
        await journey.Complete();
        Assert.True(journey.Session["isComplete"]!.GetValue<bool>());

        var quote = await journey.Quote();
        Assert.Contains(
            quote["promise"]!["stock"]!.AsArray(),
            stock => stock!["component"]!.GetValue<string>() == "gearbox-automatic");
        var placed = await journey.Order(quote, "car-1");
        Assert.Equal("confirmed", placed["outcome"]!["status"]!.GetValue<string>());
        var seen = await journey.Deliver(quote["id"]!.GetValue<string>(), plant);
        Assert.Equal("delivered", seen[^1]);
    }

    private static string PathOf(string sample) => Path.Combine(Repository.Root, Samples, sample);
}
