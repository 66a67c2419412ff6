using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Hotel stays: what was noticed in one house is ready in the next, with consent, a reason, an audit trail and
/// a way back.</summary>
[Collection(SharedServer.Name)]
public sealed class HotelTests(SharedServer shared)
{
    [Fact]
    public async Task What_was_noticed_in_one_house_is_ready_in_the_next_until_the_guest_takes_it_back()
    {
        using var guest = await shared.Server.As(null);
        using var house = await shared.Server.As("house-chicago", "operator");
        var profile = $"/v1/customers/{guest.Subject}";
        var now = (await house.Get("/v1/dev/clock"))["now"]!.GetValue<DateTimeOffset>();
        await guest.Put($"{profile}/identity", new { name = "Ada Guest" });
        await house.Refused(
            HttpStatusCode.Conflict, "consent-missing", HttpMethod.Post, $"{profile}/observations", Stays(now, 1));

        await guest.Put($"{profile}/consents/personalization", new { granted = true });
        var taken = await house.Post($"{profile}/observations", Stays(now, 3));
        Assert.Equal((11, 0), (taken["added"]!.GetValue<int>(), taken["repeated"]!.GetValue<int>()));
        Assert.Equal(11, (await house.Post($"{profile}/observations", Stays(now, 3)))["repeated"]!.GetValue<int>());

        var journey = await Prepared(guest);
        Assert.Equal("memory", journey.Settled("pillow"));
        Assert.Equal("financial", journey.Settled("newspaper"));
        Assert.Equal("high", journey.Settled("floor"));
        Assert.Equal("3 of 3 stays: pillow foam", Known(journey, "pillow")["why"]!.GetValue<string>());
        Assert.Equal((0.5, false), (Confidence(journey, "welcome"), IsApplied(journey, "welcome")));
        Assert.Null(journey.Settled("welcome"));

        // What the guest chooses comes first: Kyoto has one storey.
        await journey.Choose("house", "kyoto");
        Assert.Equal("low", journey.Settled("floor"));
        Assert.Equal("memory", journey.Settled("pillow"));
        await journey.Choose("house", "vienna");

        await journey.Take(HttpMethod.Delete, "/applied/newspaper");
        Assert.Null(journey.Settled("newspaper"));
        await journey.Complete("preferred");
        var order = await journey.Buy($"stay-{guest.Subject}", house);
        Assert.Equal(2, Journey.Needs(order, "pillow-memory"));
        Assert.Equal(["prepare", "personal", "greet"], Journey.Operations(order));

        var next = await Prepared(guest);
        Assert.Equal("memory", next.Settled("pillow"));
        Assert.InRange(Confidence(next, "newspaper"), 0.4, 0.6);
        Assert.False(IsApplied(next, "newspaper"));

        var trail = (await guest.Get(profile))["preferences"]!["applications"]!.AsArray();
        Assert.Contains(trail, line => Line(line!) == ("newspaper", true));
        Assert.Contains(trail, line => Line(line!) == ("pillow", false));
        var seen = await house.Get(profile);
        Assert.Equal("Ada Guest", seen["identity"]!["name"]!.GetValue<string>());
        Assert.Empty(seen["preferences"]!["latest"]!.AsArray());
        Assert.Empty(seen["preferences"]!["applications"]!.AsArray());

        await guest.Send(HttpMethod.Delete, profile);
        await guest.Refused(HttpStatusCode.NotFound, "customer-unknown", HttpMethod.Get, profile);
    }

    private static object Stays(DateTimeOffset now, int count) => new
    {
        observations = Enumerable.Range(1, count).SelectMany(stay => new[]
        {
            Seen(now, stay, "pillow", "foam"), Seen(now, stay, "reading", "financial"),
            Seen(now, stay, "quiet", $"{stay + 3}"),
        }).Append(Seen(now, 1, "arrival", "tea")).Append(Seen(now, 2, "arrival", "champagne")).ToArray(),
    };

    private static object Seen(DateTimeOffset now, int stay, string subject, string value) => new
    {
        key = $"chicago-{stay}-{subject}",
        kind = "stay",
        subject,
        value,
        at = now.AddDays(-stay),
    };

    /// <summary>A session whose owner's customer has answered: it asks them when it opens.</summary>
    private static async Task<Journey> Prepared(ApiClient guest)
    {
        var journey = await Journey.Open(guest, new { product = "hotel" });
        for (var deadline = DateTime.UtcNow.AddSeconds(60); journey.Session["preferences"] is null;)
        {
            Assert.True(DateTime.UtcNow < deadline, "the customer never answered");
            await Task.Delay(20);
            await journey.Look();
        }

        return journey;
    }

    private static JsonNode Known(Journey journey, string characteristic) => journey.Session["preferences"]!.AsArray()
        .Single(each => each!["characteristic"]!.GetValue<string>() == characteristic)!;

    private static double Confidence(Journey journey, string characteristic) =>
        Known(journey, characteristic)["confidence"]!.GetValue<double>();

    private static bool IsApplied(Journey journey, string characteristic) =>
        Known(journey, characteristic)["applied"]!.GetValue<bool>();

    private static (string, bool) Line(JsonNode line) =>
        (line["offer"]!["characteristic"]!.GetValue<string>(), line["reversedAt"] is not null);
}
