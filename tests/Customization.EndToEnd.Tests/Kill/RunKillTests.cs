using System.Globalization;
using Customization.EndToEnd.Tests.Hosting;
using Customization.EndToEnd.Tests.Scenarios;

namespace Customization.EndToEnd.Tests.Kill;

/// <summary>SIGKILL in the middle of a run, again and again: at the end each recipient has exactly one order.</summary>
/// <remarks>The moments follow from the seed; how far the run is at a moment does not.</remarks>
public class RunKillTests
{
    private const int Seed = 20261128;
    private const int Kills = 3;
    private const int Stores = 200;

    /// <summary>Which engine is served, as options.</summary>
    protected virtual string[] Engine => [];

    [Fact]
    public async Task Each_recipient_has_one_order_however_often_the_process_is_killed()
    {
        using var data = new TemporaryFolder();
        var random = new Random(Seed);
        await using (var first = await Start(data))
        {
            using var planner = await first.As("planner", "operator");
            var run = new MassRun(planner, "killed");
            await run.Create(new
            {
                product = "packs",
                fields = new Dictionary<string, string>
                {
                    ["retailer"] = "retailer",
                    ["store"] = "store",
                    ["price"] = "shelfPrice",
                },
            });
            await run.Add("retailer,store,price", [.. Enumerable.Range(0, Stores).Select(store =>
                string.Create(CultureInfo.InvariantCulture, $"grocerly,Store {store},199"))]);
            await run.Step("submit");
            await Task.Delay(random.Next(20, 100));
            Assert.Equal("running", (await planner.Get(run.Path()))["status"]!.GetValue<string>());
            first.Kill();
        }

        for (var kill = 1; kill < Kills; kill++)
        {
            await using var server = await Start(data);
            await Task.Delay(random.Next(10, 150));
            server.Kill();
        }

        await using var last = await Start(data);
        using var plant = await last.As("planner", "operator");
        var finished = new MassRun(plant, "killed");
        Assert.Equal(Stores, (await finished.Until("finished"))["made"]!.GetValue<int>());
        var made = await finished.Items("made");
        Assert.Equal(
            made.Select(item => item["order"]!.GetValue<string>()).Order(StringComparer.Ordinal), await Orders(plant));
        Assert.Equal(Stores, made.Select(item => item["fields"]!["store"]!.GetValue<string>()).Distinct().Count());
        Assert.Empty(await PlantCheck.Run(plant));
    }

    private Task<ServerProcess> Start(TemporaryFolder data) => ServerProcess.StartWithSamples(
        data.Path, ["--samples", "packs", "--requests-per-second", "10000", .. Engine]);

    private static async Task<IReadOnlyList<string>> Orders(ApiClient caller) =>
        [.. (await caller.Get("/v1/orders?limit=1000"))["ids"]!.AsArray().Select(id => id!.GetValue<string>())];
}
