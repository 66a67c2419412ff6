using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Products on published real models, imported and published over HTTP.</summary>
public class RealProductTests
{
    /// <summary>Which engine is served, as options.</summary>
    protected virtual string[] Engine => [];

    private const string Samples = "tests/Customization.Domain.Tests/Samples";

    [RealDataFact]
    public async Task A_real_car_is_published_configured_priced_promised_ordered_and_delivered()
    {
        using var data = new TemporaryFolder();
        await using var server = await Start(data);
        using var cleo = await server.As(null);
        var version = await Publish(server, "car", "renault-medium", "model.xml");
        Assert.Equal("278744", version["configurations"]!.GetValue<string>());

        var journey = await Journey.Open(cleo, new { product = "car", terms = new { lane = "transporter" } });
        Assert.Equal(148, journey.Session["characteristics"]!.AsObject().Count);
        await journey.Choose("v4", "1");
        await journey.Choose("v1", "3");
        await journey.Complete();
        Assert.True(journey.Session["isComplete"]!.GetValue<bool>());

        var quote = await OrderAndDeliver(server, journey, "car-1");
        Assert.Contains(
            quote["promise"]!["stock"]!.AsArray(),
            stock => stock!["component"]!.GetValue<string>() == "gearbox-automatic");
    }

    [RealDataFact]
    public async Task A_computer_on_real_component_rules_is_published_configured_ordered_and_delivered()
    {
        using var data = new TemporaryFolder();
        await using var server = await Start(data);
        using var bob = await server.As(null);
        var version = await Publish(server, "pc-richmond", "feature-models", "pc-richmond.uvl");
        Assert.Equal("554424990964054425600", version["configurations"]!.GetValue<string>());

        var journey = await Journey.Open(bob, new { product = "pc-richmond", terms = new { lane = "standard" } });
        Assert.Equal(364, journey.Session["characteristics"]!.AsObject().Count);
        await journey.Choose("RX580", "yes");
        var refused = await bob.Refused(
            HttpStatusCode.Conflict, "value-excluded", HttpMethod.Put, journey.Path("/selection/300%20W"),
            new { value = "yes" });
        Assert.NotEmpty(refused["explanation"]!["rules"]!.AsArray());
        await journey.Choose("i7-7700 Kaby Lake", "yes");
        await journey.Choose("Monitor", "yes");
        await journey.Complete();
        Assert.True(journey.Session["isComplete"]!.GetValue<bool>());

        var quote = await OrderAndDeliver(server, journey, "pc-1");
        Assert.Contains(
            quote["promise"]!["stock"]!.AsArray(),
            stock => stock!["component"]!.GetValue<string>() == "cpu-i7-7700");
    }

    private Task<ServerProcess> Start(TemporaryFolder data)
    {
        var shipped = Path.Combine(Repository.Root, "src/Customization.Cli/Samples");
        string[] plants =
            [Path.Combine(shipped, "plant.yaml"), Path.Combine(shipped, "pc.plant.yaml"), PathOf("plant-real.yaml")];
        var plant = string.Join("\n---\n", plants.Select(File.ReadAllText));
        File.WriteAllText(Path.Combine(data.Path, "plant.yaml"), plant);
        return ServerProcess.Start(data.Path, ["--movable-clock", .. Engine]);
    }

    /// <summary>Publishes a sample that imports a real model; the version as listed.</summary>
    private static async Task<JsonNode> Publish(ServerProcess server, string product, string folder, string model)
    {
        using var author = await server.As("author", "author");
        var imports = new Dictionary<string, string>
        {
            [model] = await File.ReadAllTextAsync(Path.Combine(Repository.Data(folder)!, model)),
        };
        var published = await author.Post("/v1/products", new
        {
            fileName = $"{product}.yaml",
            text = await File.ReadAllTextAsync(PathOf($"{product}.yaml")),
            imports,
        });
        Assert.Equal(1, published["version"]!.GetValue<int>());
        return (await author.Get($"/v1/products/{product}/versions"))["versions"]![0]!;
    }

    private static async Task<JsonNode> OrderAndDeliver(ServerProcess server, Journey journey, string key)
    {
        using var plant = await server.As("plant", "operator");
        var quote = await journey.Quote();
        var placed = await journey.Order(quote, key);
        Assert.Equal("confirmed", placed["outcome"]!["status"]!.GetValue<string>());
        var seen = await journey.Deliver(quote["id"]!.GetValue<string>(), plant);
        Assert.Equal("delivered", seen[^1]);
        return quote;
    }

    private static string PathOf(string sample) => Path.Combine(Repository.Root, Samples, sample);
}

/// <summary>A test on real option data; skipped where the data is not at hand.</summary>
internal sealed class RealDataFactAttribute : FactAttribute
{
    public RealDataFactAttribute()
    {
        Skip = Repository.Data("renault-medium") is null ? "shared/data is not beside the repository" : null;
    }
}
