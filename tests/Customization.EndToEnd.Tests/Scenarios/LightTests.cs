using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Light control: built for a house, programmed by its owner after the sale, and it learns the evening.
/// </summary>
[Collection(SharedServer.Name)]
public class LightTests(SharedServer shared)
{
    [Fact]
    public async Task Zones_are_built_scenes_are_programmed_and_the_evening_is_learned_explained_and_reset()
    {
        using var ann = await shared.Server.As(null);
        using var bob = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        await Build(ann, plant);

        // One serial number, of the version that was built; to others it does not exist.
        var serial = await Registered(ann);
        var path = $"/v1/owned/{serial}";
        var light = await ann.Get(path);
        Assert.Equal(["zone1", "zone2", "zone3", "shade", "fade"], Codes(light["settings"]!, "code"));
        Assert.Equal(["evening", "bright", "away"], Codes(light["presets"]!, "name"));
        var order = await ann.Get($"/v1/orders/{light["order"]}");
        Assert.Equal("delivered", order["status"]!.GetValue<string>());
        Assert.Equal(serial, Assert.Single(order["owned"]!.AsArray())!.GetValue<string>());
        Assert.Equal(ann.Subject, (await plant.Get(path))["owner"]!.GetValue<string>());
        await Until(async () => (await ann.Get($"/v1/customers/{ann.Subject}"))["owned"]!.AsArray().Count == 1);
        await bob.Refused(HttpStatusCode.NotFound, "owned-unknown", HttpMethod.Get, path);
        await bob.Refused(
            HttpStatusCode.NotFound, "owned-unknown", HttpMethod.Put, $"{path}/settings/fade", new { value = 3 });

        await Program(ann, path, Version(light));
        await Learn(ann, plant, path);

        // Erasing the customer leaves nobody's product, with nothing of its use.
        await ann.Send(HttpMethod.Delete, $"/v1/customers/{ann.Subject}");
        await Until(async () => (await plant.Get(path))["owner"] is null);
        var left = await plant.Get(path);
        Assert.Empty(left["learning"]!["observed"]!.AsArray());
        Assert.Empty(left["schedules"]!.AsObject());
        await ann.Refused(HttpStatusCode.NotFound, "owned-unknown", HttpMethod.Get, path);
    }

    /// <summary>The serial number of the one thing that a customer owns, once it is registered.</summary>
    internal static async Task<string> Registered(ApiClient owner)
    {
        await Until(async () => (await owner.Get("/v1/owned"))["ids"]!.AsArray().Count > 0);
        return Assert.Single((await owner.Get("/v1/owned"))["ids"]!.AsArray())!.GetValue<string>();
    }

    private static async Task Build(ApiClient ann, ApiClient plant)
    {
        var journey = await Journey.Open(ann, new { product = "light" });
        await journey.Choose("zone.count", "4");
        Assert.Contains("More zones need the larger hub.", await journey.WhyNot("hub", "small"));
        await journey.Choose("zone.count", "3");
        foreach (var (choice, value) in ((string, string)[])
            [("zone[1].lamp", "led"), ("zone[1].control", "dimmer"), ("zone[2].control", "fine"),
                ("zone[3].control", "switch"), ("shades", "living"), ("keypads", "2"), ("white", "no")])
        {
            await journey.Choose(choice, value);
        }

        await journey.Complete();
        var order = await journey.Buy("light-1", plant);
        Assert.Equal(1, Journey.Needs(order, "dimmer-module"));
        Assert.Equal(["assemble", "program", "test", "pack"], Journey.Operations(order));
    }

    /// <summary>Settings within what was built, scenes, times.</summary>
    private static async Task Program(ApiClient ann, string path, long version)
    {
        await ann.Put($"{path}/settings/zone1", new { value = 40 }, ifMatch: $"\"{version}\"");
        await ann.Refused(
            HttpStatusCode.PreconditionFailed, "owned-version-conflict", HttpMethod.Put, $"{path}/settings/zone1",
            new { value = 45 }, ifMatch: $"\"{version}\"");
        var refused = await ann.Refused(
            HttpStatusCode.UnprocessableEntity, "setting-out-of-bounds", HttpMethod.Put, $"{path}/settings/zone1",
            new { value = 95 });
        Assert.Equal(
            "'zone1' cannot be 95: it is at most 90 %. LEDs glare above.", refused["detail"]!.GetValue<string>());
        refused = await ann.Refused(
            HttpStatusCode.UnprocessableEntity, "setting-out-of-bounds", HttpMethod.Put, $"{path}/settings/zone3",
            new { value = 50 });
        Assert.Contains("It is only switched.", refused["detail"]!.GetValue<string>());
        refused = await ann.Refused(
            HttpStatusCode.NotFound, "setting-unknown", HttpMethod.Put, $"{path}/settings/zone4", new { value = 50 });
        Assert.Contains("zone.count >= 4", refused["detail"]!.GetValue<string>());

        await ann.Put($"{path}/presets/evening", new { values = new { zone1 = 50, zone2 = 30, zone3 = 100 } });
        await ann.Put($"{path}/presets/film", new { title = "Film night" });
        await ann.Put(
            $"{path}/schedules/dusk", new { preset = "evening", time = "18:30", days = (string[])["friday"] });
        var applied = await ann.Post($"{path}/presets/evening/apply");
        Assert.Equal(50, applied["settings"]![0]!["value"]!.GetValue<long>());

        // A Saturday noon: the evening of Friday is the latest, the next one is in six days.
        var program = await ann.Get($"{path}/program?at=2027-01-30T12:00");
        Assert.Equal("2027-01-29T18:30:00", program["now"]!["at"]!.GetValue<string>());
        Assert.Equal("2027-02-05T18:30:00", program["next"]!["at"]!.GetValue<string>());
    }

    /// <summary>Similar evenings adapt the scene within its bounds; it can say why, and forget.</summary>
    private static async Task Learn(ApiClient ann, ApiClient plant, string path)
    {
        var today = DateOnly.FromDateTime(DateTime.Parse(
            (await plant.Get("/v1/dev/clock"))["now"]!.GetValue<string>(), CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal));
        object Evenings(string setting, params int[] values) => new
        {
            uses = values.Select((value, i) => new
            {
                setting,
                value,
                at = today.AddDays(i - values.Length).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) + "T20:15",
            }),
        };
        await ann.Put($"{path}/observations/w1", Evenings("zone2", 40, 45, 40));
        var heard = await ann.Put($"{path}/observations/w1", Evenings("zone2", 40, 45, 40));
        Assert.Equal(3, heard["learning"]!["observed"]![0]!["uses"]!.AsArray().Count);
        Assert.Equal(30, Preset(heard, "evening", "zone2"));
        var adapted = await ann.Put($"{path}/observations/w2", Evenings("zone1", 10, 10, 15, 10));
        Assert.Equal(30, Preset(adapted, "evening", "zone1"));
        Assert.Equal(30, (await ann.Get($"{path}/program?at=2027-01-30T12:00"))["now"]!["values"]!["zone1"]!
            .GetValue<long>());

        var why = await ann.Get($"{path}/explanation?preset=evening&setting=zone1");
        Assert.Equal("learned", why["source"]!.GetValue<string>());
        Assert.Equal("LEDs glare above.", why["max"]!["why"]!.GetValue<string>());
        var learned = why["learned"]!;
        Assert.Equal(
            (4, 10, 10, 15, 50), (Number(learned, "uses"), Number(learned, "middle"), Number(learned, "least"),
                Number(learned, "most"), Number(learned, "own")));
        Assert.Equal("drift", learned["limit"]!.GetValue<string>());
        Assert.Equal(20, Number(why["rule"]!, "drift"));

        var reset = await ann.Post($"{path}/reset", new { to = "owner", preset = "evening" });
        Assert.Equal(50, Preset(reset, "evening", "zone1"));
        Assert.Empty(reset["learning"]!["observed"]!.AsArray());
        await ann.Put($"{path}/learning", new { on = false });
        var deaf = await ann.Put($"{path}/observations/w3", Evenings("shade", 10, 10));
        Assert.False(deaf["learning"]!["on"]!.GetValue<bool>());
        var made = await ann.Post($"{path}/reset", new { to = "factory" });
        Assert.Equal(60, Preset(made, "evening", "zone1"));
        Assert.Equal(["evening", "bright", "away"], Codes(made["presets"]!, "name"));
        await ann.Put($"{path}/schedules/dusk", new { preset = "away", time = "23:00", days = (string[])["sunday"] });
    }

    private static IEnumerable<string> Codes(JsonNode list, string name) =>
        list.AsArray().Select(each => each![name]!.GetValue<string>());

    private static long Version(JsonNode light) => Number(light, "version");

    private static long Number(JsonNode node, string name) => node[name]!.GetValue<long>();

    private static long Preset(JsonNode light, string preset, string setting) => light["presets"]!.AsArray()
        .Single(each => each!["name"]!.GetValue<string>() == preset)!["values"]![setting]!.GetValue<long>();

    private static async Task Until(Func<Task<bool>> holds)
    {
        for (var i = 0; i < 600 && !await holds(); i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(50));
        }

        Assert.True(await holds());
    }
}
