using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>What an author says beyond rules: defaults, preferences, hints, groups.</summary>
[Collection(SharedServer.Name)]
public class GuidanceTests(SharedServer shared)
{
    [Fact]
    public async Task Defaults_stand_without_being_chosen_and_give_way_to_a_choice()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        var empty = journey.Code;
        Assert.True(Value(journey, "width", "regular")["default"]!.GetValue<bool>());
        Assert.Equal("open", Value(journey, "width", "regular")["status"]!.GetValue<string>());
        Assert.DoesNotContain(
            "width", journey.Session["undecided"]!.AsArray().Select(name => name!.GetValue<string>()));

        await journey.Choose("width", "wide");

        Assert.Null(Value(journey, "width", "regular")["default"]);
        Assert.Single(journey.Session["changed"]!.AsArray());
        var again = await Journey.Open(ada, new { code = empty });
        Assert.True(Value(again, "width", "regular")["default"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Completing_takes_what_the_author_prefers()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        await journey.Choose("eyestay", "red");
        await journey.Choose("toe", "navy");

        var full = await ada.Post(journey.Path("/complete"));

        Assert.Equal("red", full["characteristics"]!["laces"]!["chosen"]!.GetValue<string>());
        Assert.Equal("navy", full["characteristics"]!["heel"]!["chosen"]!.GetValue<string>());
        Assert.Equal("regular", full["characteristics"]!["width"]!["chosen"]!.GetValue<string>());
    }

    [Fact]
    public async Task Hints_and_groups_follow_the_choices()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        Assert.Null(journey.Session["hints"]);
        Assert.Equal(
            ["fit", "material", "colour"],
            journey.Session["groups"]!.AsArray().Select(group => group!["name"]!.GetValue<string>()));

        await journey.Choose("upper", "leather");

        var hint = Assert.Single(journey.Session["hints"]!.AsArray())!;
        Assert.Equal("leather-care", hint["name"]!.GetValue<string>());
        Assert.Equal("upper", hint["at"]!.GetValue<string>());
        Assert.Equal("hint", hint["level"]!.GetValue<string>());
    }

    private static JsonNode Value(Journey journey, string characteristic, string value) =>
        journey.Session["characteristics"]![characteristic]!["values"]![value]!;
}
