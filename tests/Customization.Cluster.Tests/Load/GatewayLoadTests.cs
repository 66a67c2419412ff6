using System.Text.Json.Nodes;
using Customization.Cluster.Tests.Hosting;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.Cluster.Tests.Load;

/// <summary>The load generator as a client of the silos, without HTTP.</summary>
public sealed class GatewayLoadTests
{
    [Fact]
    public async Task Customers_configure_and_order_through_the_orleans_gateway()
    {
        await using var silo = await TestSilo.Start(SampleShop.Silo);
        await SampleShop.Open(silo.Engine);
        using var folder = new TemporaryFolder();
        var profile = Path.Combine(folder.Path, "shoes.yaml");
        await File.WriteAllTextAsync(profile, """
            profile: shoes
            products: {shoe: 1}
            think: {median: 0.3, spread: 2}
            journeys:
              - {weight: 3, steps: [open, choose 10]}
              - {weight: 1, steps: [order]}
            """);

        var (exitCode, output, errors) = await Executable.Run(
            "load", "--target", $"orleans://127.0.0.1:{silo.Settings.GatewayPort}", "--profile", profile,
            "--rate", "20", "--duration", "4", "--warm-up", "1", "--ready", "3", "--json");

        Assert.True(exitCode == 0, errors);
        var operations = JsonNode.Parse(output)!["operations"]!.AsObject();
        Assert.Equal(0, operations.Sum(each => each.Value!["errors"]!.GetValue<long>()));
        Assert.InRange(operations["choose"]!["achieved"]!.GetValue<long>(), 10, 200);
        Assert.InRange(operations["order"]!["achieved"]!.GetValue<long>(), 1, 100);
    }
}
