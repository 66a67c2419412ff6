using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>One nut, a face for each store: size, promotion and cartons by retailer, all stores in one run.</summary>
[Collection(SharedServer.Name)]
public class PacksTests(SharedServer shared)
{
    private const string Header = "retailer,store,cartons,size,price,promotion,team,account";
    private const int Stores = 120;

    private static readonly string[] Retailers = ["grocerly", "fuelmart", "bulkbarn", "cornershop", "airside"];

    [Fact]
    public async Task All_stores_get_packs_of_their_own_in_one_run_and_they_are_delivered()
    {
        using var plant = await shared.Server.As("plant", "operator");
        var run = new MassRun(plant, $"packs-{Guid.NewGuid():N}");
        var created = await run.Create(Settings(samples: 3));
        Assert.Equal(("wholesale", true), (
            created["lane"]!.GetValue<string>(), created["makesOrders"]!.GetValue<bool>()));
        using (var wrong = await run.Upload(1, "retailer,shop\ngrocerly,1"))
        {
            var problem = JsonNode.Parse(await wrong.Content.ReadAsStringAsync())!;
            Assert.Equal(("recipients-invalid", 1, 10), (
                problem["code"]!.GetValue<string>(), problem["line"]!.GetValue<int>(),
                problem["column"]!.GetValue<int>()));
        }

        await run.Add(Header, [.. Enumerable.Range(0, Stores).Select(Row)]);
        await run.Refused("approve", "run-not-ready");
        Assert.Equal("reviewing", (await run.Step("submit"))["status"]!.GetValue<string>());
        var samples = (await plant.Get(run.Path("/samples"))).AsArray();
        Assert.Equal(["1.1", "1.41", "2.31"], samples.Select(sample => sample!["id"]!.GetValue<string>()));
        Assert.Contains("Store 0", await run.Document(samples[0]!, "front"));

        await run.Step("approve");
        var finished = await run.Until("finished");
        Assert.Equal((Stores - 1, 1), (finished["made"]!.GetValue<int>(), finished["failed"]!.GetValue<int>()));
        var failed = Assert.Single(await run.Items("failed"));
        Assert.Equal("size: Fuelmart has room for small packs only.", failed["detail"]!.GetValue<string>());

        await Corrected(run, plant, failed);
        await EachStoreHasOneOrder(run, plant);
    }

    private static object Settings(int samples) => new
    {
        product = "packs",
        fields = new Dictionary<string, string>
        {
            ["retailer"] = "retailer",
            ["store"] = "store",
            ["cartons"] = "cartons",
            ["size"] = "size",
            ["price"] = "shelfPrice",
            ["promotion"] = "promotion",
            ["team"] = "team",
            ["account"] = "-",
        },
        samples,
        customerField = "account",
    };

    /// <summary>Store 1 of Fuelmart wants kilo packs, for which it has no room.</summary>
    private static string Row(int store) => string.Join(
        ',', Retailers[store % Retailers.Length], $"Store {store}", 1 + (store % 4), store == 1 ? "g1000" : "",
        199 + store, store == 0 ? "matchday" : "", store == 0 ? "Rovers" : "", $"account-{store % 2}");

    private static async Task Corrected(MassRun run, ApiClient plant, JsonNode failed)
    {
        var item = run.Path($"/items/{failed["id"]!.GetValue<string>()}");
        var fields = failed["fields"]!.AsObject().ToDictionary(field => field.Key, field => field.Value!.ToString());
        fields["size"] = "g150";
        await plant.Put(item, new { fields });
        await plant.Refused(
            HttpStatusCode.Conflict, "run-item-settled", HttpMethod.Put, run.Path("/items/1.1"), new { fields });
        await run.Step("retry");
        Assert.Equal(Stores, (await run.Until("finished"))["made"]!.GetValue<int>());
    }

    private static async Task EachStoreHasOneOrder(MassRun run, ApiClient plant)
    {
        var made = await run.Items("made");
        Assert.Equal(Stores, made.Select(item => item["order"]!.GetValue<string>()).Distinct().Count());
        var first = made[0]["order"]!.GetValue<string>();
        var order = await plant.Get($"/v1/orders/{first}");
        Assert.Equal("account-0", order["customer"]!.GetValue<string>());
        Assert.Equal(12, Journey.Needs(order, "pack-film"));
        Assert.Equal(["fill"], Journey.Operations(order));
        Assert.Equal(
            "ROASTED PEANUTS, 150 g\nMatch day pack\nCheering for Rovers at Store 0",
            await plant.Http.GetStringAsync($"/v1/orders/{first}/documents/front"));
        var label = await plant.Http.GetStringAsync(
            $"/v1/orders/{made[2]["order"]!.GetValue<string>()}/documents/carton");
        Assert.Equal(
            "Bulk Barn, Store 2\n3 cartons of 24 x 300 g, pallet stack, 201 cents on the shelf", label);

        Assert.Equal("delivered", (await Journey.Follow(first, plant, plant))[^1]);
    }
}
