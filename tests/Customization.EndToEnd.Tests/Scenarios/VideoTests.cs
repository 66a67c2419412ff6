using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A film for each viewer: interests and purchases select scenes, offer and words; samples are reviewed first.
/// </summary>
[Collection(SharedServer.Name)]
public class VideoTests(SharedServer shared)
{
    private const string Header = "name,city,likes,bought,standing,years";
    private const int Viewers = 300;

    private static readonly string[] Likes = ["skiing", "sailing;music", "cooking", "", "skiing;cooking;music"];
    private static readonly string[] Bought = ["", "skis", "cookware;jacket", "headphones"];

    private static readonly object Settings = new
    {
        product = "video",
        fields = new Dictionary<string, string>
        {
            ["name"] = "name",
            ["city"] = "city",
            ["likes"] = "interest",
            ["bought"] = "bought",
            ["standing"] = "standing",
            ["years"] = "years",
        },
        goal = "preferred",
        samples = 5,
    };

    [Fact]
    public async Task Everybody_gets_a_film_of_their_own_after_the_samples_were_approved()
    {
        using var studio = await shared.Server.As("studio", "author");
        var refused = new MassRun(studio, $"video-{Guid.NewGuid():N}");
        await refused.Create(Settings);
        await refused.Add(Header, ["Ada,Basel,skiing,,regular,3"]);
        await refused.Step("submit");
        await refused.Step("reject", new { reason = "the music is wrong" });
        await refused.Refused("approve", "run-not-ready");

        var run = new MassRun(studio, $"video-{Guid.NewGuid():N}");
        await run.Create(Settings);
        await run.Add(Header, [.. Enumerable.Range(0, Viewers).Select(Row)]);
        await run.Step("submit");
        var samples = (await studio.Get(run.Path("/samples"))).AsArray();
        Assert.Equal(5, samples.Count);
        Assert.Equal(
            "Snow at first light. A warm voice: Good morning, Viewer 0. It is early in Basel.",
            (await run.Document(samples[0]!, "script")).Split('\n')[0]);

        await run.Step("approve");
        var finished = await run.Until("finished");
        Assert.Equal((Viewers - 1, 1), (finished["made"]!.GetValue<int>(), finished["failed"]!.GetValue<int>()));
        Assert.Equal("unknown-value", Assert.Single(await run.Items("failed"))["why"]!.GetValue<string>());
        var made = await run.Items("made");
        Assert.Equal(Viewers - 1, made.Count);
        foreach (var item in made.Take(Likes.Length * Bought.Length))
        {
            await FilmSuits(run, item);
        }
    }

    private static string Row(int viewer) => string.Join(
        ',', $"Viewer {viewer}", viewer % 2 == 0 ? "Basel" : "",
        viewer == 77 ? "curling" : Likes[viewer % Likes.Length], Bought[viewer % Bought.Length],
        viewer % 7 == 6 ? "gold" : "regular", 1 + (viewer % 30));

    /// <summary>No scene without its interest, and nothing is offered that they own.</summary>
    private static async Task FilmSuits(MassRun run, System.Text.Json.Nodes.JsonNode item)
    {
        var fields = item["fields"]!;
        string Of(string field) => fields[field]?.GetValue<string>() ?? "";
        var cut = (await run.Document(item, "cut")).Split('\n');
        var scene = cut[0].Split('/', '-')[1];
        var offer = cut[2].Split('/', '-')[1];

        Assert.Equal(
            Of("likes").Contains("skiing") ? "slopes" : Of("likes").Contains("sailing") ? "harbour"
                : Of("likes") == "cooking" ? "kitchen" : scene,
            scene);
        Assert.DoesNotContain(offer, Of("bought").Split(';'));
        Assert.Equal(Of("standing") == "gold", offer == "visit");
        var script = await run.Document(item, "script");
        Assert.Contains($"Good morning, {Of("name")}", script);
        Assert.Contains($"{Of("name")}’s next chapter: ", script);
    }
}
