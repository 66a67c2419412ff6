using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Kill;

/// <summary>SIGKILL at random moments under load: what was acknowledged is there afterwards.</summary>
/// <remarks>The moments and the shopping follow from the seed; how far the server is at a moment does not.</remarks>
public class KillTests
{
    /// <summary>Which engine is served, as options.</summary>
    protected virtual string[] Engine => [];

    /// <summary>How often it is killed.</summary>
    protected virtual int Kills => 5;

    private const int Seed = 20261123;
    private const int Shoppers = 6;
    private const int SettleTriesMax = 240;
    private const int OrderTriesMax = 300;

    [Fact]
    public async Task Everything_acknowledged_survives_being_killed()
    {
        using var data = new TemporaryFolder();
        var random = new Random(Seed);
        var shoppers = Array.Empty<Shopper>();
        for (var kill = 0; kill < Kills; kill++)
        {
            await using var server = await Start(data);
            shoppers = shoppers.Length > 0 ? shoppers : await MakeShoppers(server);
            AssertNone(await Recall(shoppers, server));
            var shopping = Task.WhenAll(shoppers.Select(shopper => shopper.Shop(server)));
            await Task.Delay(random.Next(700, 3000));
            await Ordered(shoppers, kill + 2);
            server.Kill();
            await shopping;
        }

        await using var last = await Start(data);
        AssertNone(await Recall(shoppers, last));
        AssertNone(await Settled(last));
        Assert.True(shoppers.Sum(shopper => shopper.Intents.Count) > Kills, "there was hardly any load");
        Assert.Equal(0, await last.Stop());
    }

    private Task<ServerProcess> Start(TemporaryFolder data) =>
        ServerProcess.Start(data.Path, ["--requests-per-second", "10000", .. Engine]);

    /// <summary>Waits, on a machine that has too much to do, until something was ordered.</summary>
    private static async Task Ordered(Shopper[] shoppers, int orders)
    {
        for (var tries = 0; shoppers.Sum(shopper => shopper.Intents.Count) < orders && tries < OrderTriesMax; tries++)
        {
            await Task.Delay(100);
        }
    }

    private static void AssertNone(IReadOnlyList<string> wrong) =>
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));

    /// <summary>Compensations may still run right after the start: the checks must hold within a minute.</summary>
    private static async Task<IReadOnlyList<string>> Settled(ServerProcess server)
    {
        using var plant = await server.As("plant", "operator");
        IReadOnlyList<string> wrong = [];
        for (var tries = 0; tries < SettleTriesMax; tries++)
        {
            wrong = await PlantCheck.Run(plant);
            if (wrong.Count == 0)
            {
                break;
            }

            await Task.Delay(250);
        }

        return wrong;
    }

    private static async Task<Shopper[]> MakeShoppers(ServerProcess server)
    {
        var shoppers = new Shopper[Shoppers];
        for (var i = 0; i < Shoppers; i++)
        {
            using var caller = await server.As($"shopper-{i}");
            shoppers[i] = new Shopper(
                caller.Subject, caller.Http.DefaultRequestHeaders.Authorization!.Parameter!, Seed + i);
        }

        return shoppers;
    }

    private static async Task<IReadOnlyList<string>> Recall(Shopper[] shoppers, ServerProcess server) =>
        [.. (await Task.WhenAll(shoppers.Select(shopper => shopper.Recall(server)))).SelectMany(wrong => wrong)];
}
