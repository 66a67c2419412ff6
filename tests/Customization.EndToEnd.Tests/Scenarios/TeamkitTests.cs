using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Shirts and boots for a squad of 22 in one order, each player with number, name and size.</summary>
[Collection(SharedServer.Name)]
public class TeamkitTests(SharedServer shared)
{
    private const int Squad = 22;

    private static readonly string[] Sizes = ["s", "m", "l", "xl"];

    [Fact]
    public async Task A_squad_is_dressed_numbered_named_and_delivered_in_one_go()
    {
        using var club = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(club, new { product = "teamkit" });
        await journey.Choose("shirt", "red");
        Assert.Contains("The goalkeeper has to differ from the team.", await journey.WhyNot("keeper", "red"));
        Assert.Contains("Numbers in the colour of the shirt cannot be read.", await journey.WhyNot("print", "red"));
        await journey.Choose("keeper", "yellow");
        await journey.Choose("print", "white");
        await journey.Choose("pattern", "hoops");
        await journey.Choose("sponsor", "chest");
        var picture = await Send(club, journey, TinyImages.Png);
        Assert.Contains(picture, svg => svg.Contains("href=\"/v1/images/", StringComparison.Ordinal));

        await journey.Choose("player.count", $"{Squad}");
        await journey.Choose("player[1].position", "goal");
        await journey.Choose("player[1].number", "1");
        await journey.Choose("player[2].number", "4");
        Assert.Contains("Every number once, in rising order.", await journey.WhyNot("player[3].number", "4"));
        await journey.Choose($"player[{Squad}].number", "29");
        for (var player = 1; player <= Squad; player++)
        {
            await journey.Choose($"player[{player}].size", Sizes[player % Sizes.Length]);
            await journey.Set(Name(player), new { text = $"PLAYER {(char)('A' + player)}" });
        }

        await club.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put,
            journey.Path($"/parameters/{Name(3)}"), new { text = "Idiot" });
        await journey.Choose("player[2].boots", "fg");
        await journey.Choose("player[2].bootSize", "s43");
        await journey.Complete("preferred");
        Assert.Equal(Squad * 3400, journey.PriceOf($"value:player.count={Squad}"));
        Assert.Equal(400, journey.PriceOf($"parameter:player[{Squad}].name"));
        Assert.Equal(8900, journey.PriceOf("value:player[2].boots=fg"));
        var numbers = Enumerable.Range(1, Squad).Select(i => int.Parse(journey.Settled($"player[{i}].number")!));
        Assert.Equal(numbers.Distinct().Order(), numbers);

        var order = await journey.Buy("team-1", plant);
        Assert.Equal(2 * Squad, Journey.Needs(order, "number-foil"));
        Assert.Equal(Squad, Journey.Needs(order, "name-foil"));
        Assert.Equal(Squad, Journey.Needs(order, "sponsor-transfer"));
        Assert.Equal(2, Journey.Needs(order, "sole-fg"));
        Assert.Equal(
            Enumerable.Range(1, Squad).Sum(player => Cloth(player)), Journey.Needs(order, "jersey-fabric"));
        var operations = Journey.Operations(order);
        Assert.Equal(Squad, operations.Count(operation => operation.EndsWith(".letter", StringComparison.Ordinal)));
        Assert.Equal("pack", operations[^1]);
        Assert.Equal(
            ["print", "sew", "press"], operations.Where(each => each is "print" or "sew" or "press"));
    }

    [Fact]
    public async Task A_name_is_asked_of_players_who_are_there_only()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "teamkit" });
        await journey.Choose("player.count", "2");

        await journey.Set(Name(2), new { text = "ADA" });
        var refused = await ada.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put,
            journey.Path($"/parameters/{Name(3)}"), new { text = "BOB" });

        Assert.Contains("Player 3: Name on the back", refused["detail"]!.GetValue<string>(), StringComparison.Ordinal);
    }

    private static string Name(int player) => Uri.EscapeDataString($"player[{player}].name");

    /// <summary>Centimetres of cloth, by size.</summary>
    private static int Cloth(int player) => Sizes[player % Sizes.Length] switch
    {
        "s" => 115,
        "m" => 125,
        "l" => 135,
        _ => 145,
    };

    private static async Task<string[]> Send(ApiClient club, Journey journey, byte[] content)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        using var sent = await club.Http.PutAsync(
            new Uri(journey.Path("/parameters/sponsorImage/image?picture=true"), UriKind.Relative), body);
        var session = JsonNode.Parse(await sent.Content.ReadAsStringAsync())!;
        Assert.True(sent.IsSuccessStatusCode, session.ToJsonString());
        return [.. session["picture"]!["layers"]!.AsArray().Select(layer => layer!["svg"]!.GetValue<string>())];
    }
}
