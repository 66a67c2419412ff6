using System.Globalization;
using System.Net;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A personal shoe: own colours and words, a premium over the standard shoe.</summary>
[Collection(SharedServer.Name)]
public class ShoeTests(SharedServer shared)
{
    [Fact]
    public async Task A_personal_shoe_is_configured_priced_promised_ordered_and_delivered()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ada, new { product = "shoe" });
        await journey.Choose("size", "s39");
        await journey.Choose("upper", "leather");

        var refused = await ada.Refused(
            HttpStatusCode.Conflict, "value-excluded", HttpMethod.Put, journey.Path("/selection/toe"),
            new { value = "lime" });
        var why = refused["explanation"]!;
        Assert.Equal("Leather cannot be dyed lime.", why["rules"]![0]!["message"]!.GetValue<string>());
        Assert.Equal("upper", why["repair"]!["changes"]![0]!["characteristic"]!.GetValue<string>());

        await journey.Choose("toe", "red");
        await journey.Answer(SampleAnswers.Shoe);
        await journey.Complete();
        Assert.True(journey.Session["isComplete"]!.GetValue<bool>());
        var lines = journey.Session["price"]!["lines"]!.AsArray();
        Assert.Equal(journey.Price, lines.Sum(line => line!["amount"]!["minor"]!.GetValue<long>()));
        var premium = lines.Single(line => line!["code"]!.GetValue<string>() == "premium")!;
        Assert.InRange(premium["amount"]!["minor"]!.GetValue<long>(), 1000, 3000);

        var quote = await journey.Quote();
        Assert.Equal("quoted", quote["status"]!.GetValue<string>());
        Assert.Equal(journey.Price, quote["price"]!["total"]!["minor"]!.GetValue<long>());
        Assert.Contains(
            quote["promise"]!["stock"]!.AsArray(), stock => stock!["component"]!.GetValue<string>() == "upper-leather");

        var placed = await journey.Order(quote, "shoe-1");
        Assert.Equal("confirmed", placed["outcome"]!["status"]!.GetValue<string>());
        var seen = await journey.Deliver(quote["id"]!.GetValue<string>(), plant);
        Assert.Equal("confirmed", seen[0]);
        Assert.Equal("delivered", seen[^1]);
        var leather = await plant.Get("/v1/components/upper-leather");
        Assert.DoesNotContain(
            leather["claims"]!.AsArray(),
            claim => claim!["order"]!.GetValue<string>() == quote["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task Twelve_parts_take_colours_of_their_own_for_a_premium_and_the_days_are_shown_live()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        string[] parts =
        [
            "toe", "quarter", "tongue", "heel", "eyestay", "swoop", "collar", "lining", "laces", "midsole", "outsole",
            "pulltab",
        ];
        string[] colours = ["white", "black", "red", "navy"];
        for (var i = 0; i < parts.Length; i++)
        {
            await journey.Choose(parts[i], parts[i] == "outsole" ? "black" : colours[i % colours.Length]);
        }

        Assert.Equal(3, journey.Value("upper", "leather")["dayDelta"]!.GetValue<int>());
        await journey.Choose("size", "s42");
        var plain = await Journey.Open(ada, new { product = "shoe" });
        await journey.Choose("upper", "leather");
        await UntilLater(journey, plain);

        // Fifteen percent of the standard shoe at 119.00, between 10 and 30.
        Assert.Equal(1785, journey.PriceOf("premium"));
        var shown = await ada.Get(journey.Path("?picture=true"));
        Assert.Contains(
            shown["picture"]!["layers"]!.AsArray(),
            layer => layer!["svg"]!.GetValue<string>().Contains("#c8202f", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_flexible_cell_sews_when_the_sewing_islands_stand_still()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        await plant.Post("/v1/cells/sewing-1/break", new { reason = "needle bar" });
        await plant.Post("/v1/cells/sewing-2/break", new { reason = "belt" });
        try
        {
            var journey = await Journey.Open(ada, new { product = "shoe" });
            await journey.Choose("size", "s41");
            await journey.Answer(SampleAnswers.Shoe);
            await journey.Complete();
            var order = await journey.Buy("shoe-flexible", plant);

            var sewing = order["work"]!.AsArray().Single(work => work!["operation"]!.GetValue<string>() == "sew")!;
            Assert.Equal("shoe-flex-1", sewing["cell"]!.GetValue<string>());
        }
        finally
        {
            await plant.Post("/v1/cells/sewing-1/repair");
            await plant.Post("/v1/cells/sewing-2/repair");
        }
    }

    [Fact]
    public async Task A_shoe_with_a_forbidden_word_is_refused()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });

        await ada.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put,
            journey.Path("/parameters/heelText"), new { text = "sweatshop" });
    }

    [Fact]
    public async Task A_repair_says_what_it_changes_before_it_does()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        await journey.Choose("upper", "leather");
        var before = journey.Code;

        var preview = await ada.Post(
            journey.Path("/repair"), new { characteristic = "toe", value = "lime", preview = true });
        Assert.Equal(before, (await ada.Get(journey.Path()))["code"]!.GetValue<string>());
        var repaired = await ada.Post(journey.Path("/repair"), new { characteristic = "toe", value = "lime" });

        Assert.Equal(
            preview["price"]!["minor"]!.GetValue<long>(), repaired["price"]!["total"]!["minor"]!.GetValue<long>());
        Assert.Equal("lime", repaired["characteristics"]!["toe"]!["chosen"]!.GetValue<string>());
        Assert.NotEqual("leather", repaired["characteristics"]!["upper"]!["chosen"]?.GetValue<string>());
    }

    [Fact]
    public async Task Two_people_work_on_one_shoe()
    {
        using var ada = await shared.Server.As(null);
        using var bob = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });

        await bob.Put(journey.Path($"/participants/{bob.Subject}"), new { displayName = "Bob" });
        await bob.Post(
            journey.Path("/proposals"),
            new { choices = new[] { new { characteristic = "toe", value = "navy" } }, note = "suits you" });
        await bob.Refused(
            HttpStatusCode.Forbidden, "session-forbidden", HttpMethod.Put, journey.Path("/selection/toe"),
            new { value = "navy" });
        var proposed = await ada.Get(journey.Path());
        var accepted = await ada.Post(
            journey.Path("/proposals/1/accept"), ifMatch: $"\"{proposed["version"]!.GetValue<long>()}\"");

        Assert.Equal("Bob", proposed["participants"]![bob.Subject]!["displayName"]!.GetValue<string>());
        Assert.Equal("suits you", proposed["proposals"]![0]!["note"]!.GetValue<string>());
        Assert.Equal("navy", accepted["characteristics"]!["toe"]!["chosen"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_saved_shoe_opens_again_from_its_code()
    {
        using var ada = await shared.Server.As(null);
        var journey = await Journey.Open(ada, new { product = "shoe" });
        await journey.Choose("toe", "navy");
        await ada.Post(journey.Path("/save"), new { name = "mine" });

        var code = "";
        for (var tries = 0; tries < 50 && code.Length == 0; tries++)
        {
            var known = await ada.Get($"/v1/customers/{ada.Subject}");
            code = known["saved"]?["mine"]?["code"]?.GetValue<string>() ?? "";
        }

        var again = await Journey.Open(ada, new { code });
        Assert.Equal("navy", again.Session["characteristics"]!["toe"]!["chosen"]!.GetValue<string>());
        Assert.Equal(journey.Code, again.Code);
    }

    /// <summary>Looks at both until one comes later: cells that another test broke and repaired are known again within
    /// a second.</summary>
    private static async Task UntilLater(Journey later, Journey sooner)
    {
        for (var tries = 0; Delivery(later) <= Delivery(sooner); tries++)
        {
            Assert.True(tries < 100, $"{Delivery(later)} is not after {Delivery(sooner)}");
            await Task.Delay(TimeSpan.FromMilliseconds(200));
            await later.Look();
            await sooner.Look();
        }
    }

    private static DateOnly Delivery(Journey journey) => DateOnly.Parse(
        journey.Session["promise"]!["deliveryDate"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
