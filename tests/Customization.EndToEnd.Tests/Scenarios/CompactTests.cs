using System.Net;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Apparel, windows, valves, news: a new domain takes one file and no code.</summary>
[Collection(SharedServer.Name)]
public class CompactTests(SharedServer shared)
{
    [Fact]
    public async Task A_shirt_is_cut_to_size_embroidered_and_delivered()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ada, new { product = "shirt" });
        await journey.Choose("neck", "43");
        Assert.Contains(
            "This sleeve does not go with this collar; measure again.", await journey.WhyNot("sleeve", "58"));
        await journey.Choose("sleeve", "66");
        await journey.Choose("collar", "wing");
        Assert.Equal("french", journey.Settled("cuff"));
        Assert.Equal("hidden", journey.Settled("placket"));
        Assert.Equal("white", journey.Settled("colour"));
        Assert.Contains("Too heavy to be turned up.", await journey.WhyNot("cloth", "flannel"));
        await journey.Choose("monogram", "cuff");
        await journey.Set("letters", new { text = "A.L." });
        await journey.Complete("preferred");

        var order = await journey.Buy("shirt-1", plant);
        Assert.Equal(150 + 66, Journey.Needs(order, "cloth-poplin"));
        Assert.Equal(["cut", "sew", "embroider", "pack"], Journey.Operations(order));
    }

    [Fact]
    public async Task A_window_fits_the_wall_and_what_its_sash_bears()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ada, new { product = "window" });
        await journey.Choose("width", "164");
        await journey.Choose("height", "130");
        Assert.Contains("A sash is at most 140 cm wide; take two.", await journey.WhyNot("opening", "tilt"));
        await journey.Choose("opening", "double");
        await journey.Choose("security", "rc2");
        Assert.Equal("safety", journey.Settled("glass"));
        Assert.Equal("lock", journey.Settled("handle"));
        await journey.Choose("frame", "pvc");
        await journey.Choose("foil", "anthracite");
        await journey.Complete("preferred");

        var order = await journey.Buy("window-1", plant);
        Assert.Equal((4 * 164) + (4 * 130), Journey.Needs(order, "pvc-profile"));
        Assert.Equal(2, Journey.Needs(order, "glass-safety"));
        Assert.Equal(10, Journey.Needs(order, "mushroom-bolt"));
        Assert.InRange(Journey.Days(order), 11, 35);
    }

    [Fact]
    public async Task A_valve_follows_from_what_flows_through_it()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ada, new { product = "valve" });
        await journey.Choose("medium", "steam");
        await journey.Choose("temperature", "t300");
        Assert.Equal("metal", journey.Settled("seat"));
        await journey.Choose("pn", "pn63");
        await journey.Choose("dn", "dn100");
        Assert.Contains("Too much pressure for this body.", await journey.WhyNot("body", "iron"));
        await journey.Choose("type", "globe");
        Assert.Equal("flanged welded", Open(journey, "ends"));
        Assert.Contains("A lever turns balls and butterflies up to DN 100.", await journey.WhyNot("drive", "lever"));
        await journey.Choose("drive", "electric");
        await journey.Choose("switches", "yes");
        await journey.Set("tag", new { text = "FV-1203" });
        await ada.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put, journey.Path("/parameters/tag"),
            new { text = "fv 12" });
        await journey.Complete("preferred");

        var order = await journey.Buy("valve-1", plant);
        Assert.Equal(36, Journey.Needs(order, "casting-steel"));
        Assert.Equal(2, Journey.Needs(order, "limit-switch"));
        Assert.Equal(["machine", "assemble", "test", "pack"], Journey.Operations(order));
        Assert.InRange(Journey.Days(order), 21, 50);
    }

    [Fact]
    public async Task A_newspaper_is_composed_in_the_evening_and_in_the_letter_box_in_the_morning()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ada, new { product = "news" });
        await journey.Choose("extent", "p24");
        await journey.Choose("language", "french");
        Assert.Contains("Only the capital and the lakes have a French desk.", await journey.WhyNot("region", "north"));
        await journey.Choose("region", "lakes");
        await journey.Choose("sports", "8");
        await journey.Choose("culture", "6");
        await journey.Choose("local", "4");
        Assert.Contains("The sections have to fill the pages.", await journey.WhyNot("politics", "12"));
        await journey.Set("masthead", new { text = "Le Matin d'Ada" });
        await journey.Complete("preferred");
        string[] sections =
            ["front", "politics", "business", "markets", "sports", "culture", "science", "local", "travel", "puzzles"];
        Assert.Equal(24, sections.Sum(section => int.Parse(journey.Settled(section)!)));

        var order = await journey.Buy("news-1", plant);
        Assert.Equal(6, Journey.Needs(order, "news-sheet"));
        Assert.Equal(["night-press-1", "folder-1"], Journey.Cells(order));
        Assert.InRange(Journey.Days(order), 0, 3);
    }

    private static string Open(Journey journey, string characteristic) => string.Join(
        ' ', journey.Session["characteristics"]![characteristic]!["values"]!.AsObject()
            .Where(value => value.Value!["status"]!.GetValue<string>() == "open").Select(value => value.Key));
}
