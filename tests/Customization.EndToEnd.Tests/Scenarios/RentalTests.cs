using System.Net;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Club rental: one standard car, and a service composed for the member and the weather.</summary>
[Collection(SharedServer.Name)]
public sealed class RentalTests(SharedServer shared)
{
    [Fact]
    public async Task A_standard_car_waits_for_each_member_with_another_face()
    {
        using var desk = await shared.Server.As("club-desk", "operator");
        using var member = await shared.Server.As(null);
        var journey = await Rent(member, "first", "cold");
        await journey.Set("sign", new { text = "Dr. A. Lovelace" });
        const string warm = "When you get in: Warm and running needs Stall: Covered or At the exit.";
        Assert.Contains(
            journey.Session["blockedOptions"]!.AsArray(), each => each!["why"]!.GetValue<string>() == warm);
        await journey.Set("climate", new { choice = "heated" });
        var refused = await member.Refused(
            HttpStatusCode.Conflict, "configuration-incomplete", HttpMethod.Post, journey.Path("/quote"),
            ifMatch: journey.Tag);
        Assert.Contains(warm, refused.ToJsonString());
        await journey.Set("stall", new { choice = "exit" });
        Assert.Contains("needs Agreement: on file", journey.Session["parameterIssues"]!.ToJsonString());
        await journey.Set("agreement", new { choice = "signed" });
        await journey.Set("tag", new { choice = "welcome" });
        Assert.Empty(journey.Session["parameterIssues"]!.AsArray());
        Assert.Null(journey.Session["blockedOptions"]);
        var club = await journey.Buy($"club-{member.Subject}", desk);

        using var stranger = await shared.Server.As(null);
        var plain = await Rent(stranger, "none", "cold");
        await stranger.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put, plain.Path("/parameters/sign"),
            new { text = "Anybody" });
        var usual = await plain.Buy($"plain-{stranger.Subject}", desk);

        string[] faces = ["sign-panel", "heater-hour", "agreement-folder", "mirror-tag"];
        Assert.Equal([1, 1, 1, 1], faces.Select(part => Journey.Needs(club, part)));
        Assert.Equal([0, 0, 0, 0], faces.Select(part => Journey.Needs(usual, part)));
        Assert.Equal((1, 1), (Journey.Needs(club, "rental-car"), Journey.Needs(usual, "rental-car")));
        Assert.Contains("warm", Journey.Operations(club));
        Assert.Equal(["clean", "park"], Journey.Operations(usual));
        Assert.True(Total(club) > Total(usual));

        var order = club["id"]!.GetValue<string>();
        Assert.Equal("Dr. A. Lovelace - At the exit", (await Printed(desk, order, "board")).Trim());
        Assert.Equal(
            "Rental for 3 days; your agreement is on file.", (await Printed(member, order, "agreement")).Trim());
    }

    private static async Task<Journey> Rent(ApiClient customer, string club, string weather)
    {
        var journey = await Journey.Open(customer, new { product = "rental" });
        await journey.Choose("car", "sedan");
        await journey.Choose("days", "3");
        await journey.Choose("club", club);
        await journey.Choose("weather", weather);
        return journey;
    }

    private static Task<string> Printed(ApiClient reader, string order, string document) =>
        reader.Http.GetStringAsync($"/v1/orders/{order}/documents/{document}");

    private static long Total(System.Text.Json.Nodes.JsonNode order) =>
        order["price"]!["total"]!["minor"]!.GetValue<long>();
}
