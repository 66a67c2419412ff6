using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Glasses: words of taste lead to a first design, optician and customer converge by proposals.</summary>
[Collection(SharedServer.Name)]
public class EyewearTests(SharedServer shared)
{
    [Fact]
    public async Task Glasses_are_designed_with_an_optician_to_a_prescription_and_delivered()
    {
        using var ann = await shared.Server.As(null);
        using var optician = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ann, new { product = "eyewear" });
        await journey.Choose("taste.bold", "yes");
        await journey.Choose("taste.elegant", "yes");
        await Prescribe(ann, journey);

        // What the taste alone leads to, as a look ahead.
        await journey.Complete("preferred");
        Assert.Equal("butterfly", journey.Settled("shape"));
        Assert.Contains(journey.Settled("colour"), (string[])["gold", "silver", "black"]);
        Assert.Equal("full", journey.Settled("rim"));
        await ann.Post(journey.Path("/undo"), ifMatch: journey.Tag);

        // The optician proposes; not all of it pleases.
        await optician.Put(journey.Path($"/participants/{optician.Subject}"), new { displayName = "Ms Ito" });
        await Propose(optician, journey, "Strong, but see the bridge", ("shape", "square"), ("material", "acetate"));
        await Propose(optician, journey, "Softer", ("shape", "butterfly"), ("bridge", "keyhole"), ("hinge", "spring"));
        var proposed = await ann.Get(journey.Path());
        Assert.Equal(
            ["Strong, but see the bridge", "Softer"],
            proposed["proposals"]!.AsArray().Select(each => each!["note"]!.GetValue<string>()));
        await ann.Post(journey.Path("/proposals/1/reject"), ifMatch: Tag(proposed));
        var agreed = await ann.Post(
            journey.Path("/proposals/2/accept"), ifMatch: Tag(await ann.Get(journey.Path())));
        Assert.Equal("butterfly", agreed["characteristics"]!["shape"]!["chosen"]!.GetValue<string>());
        Assert.Equal("spring", agreed["characteristics"]!["hinge"]!["chosen"]!.GetValue<string>());
        Assert.Null(agreed["proposals"]);

        // The lens has to bear the prescription, and the frame the lens.
        await journey.Choose("lens", "progressive");
        await journey.Set("addition", new { measurement = 200 });
        await journey.Choose("index", "i160");
        await ann.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put,
            journey.Path("/parameters/sphereRight"), new { measurement = -700 });
        Assert.Contains("Progressive lenses need 30 mm of height.", await journey.WhyNot("shape", "slim"));
        await journey.Choose("material", "acetate");
        Assert.Contains("Screwless hinges are bent from metal.", await journey.WhyNot("hinge", "screwless"));
        await journey.Complete("preferred");

        var order = await journey.Buy("glasses-1", plant);
        Assert.Equal(2, Journey.Needs(order, "lens-160"));
        Assert.Equal(2, Journey.Needs(order, "hinge-spring"));
        Assert.Equal(2, Journey.Needs(order, "progressive-surcharge"));
        Assert.Contains("edger-1", Journey.Cells(order));
        Assert.Equal(["edge", "check", "pack"], Journey.Operations(order).TakeLast(3));
    }

    [Fact]
    public async Task A_strong_prescription_is_refused_by_a_thin_index()
    {
        using var ann = await shared.Server.As(null);
        var journey = await Journey.Open(ann, new { product = "eyewear" });
        await journey.Choose("index", "i150");

        var refused = await ann.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put,
            journey.Path("/parameters/sphereRight"), new { measurement = -425 });

        Assert.Contains("so strong a lens needs a higher index", refused["detail"]!.GetValue<string>());
        await journey.Choose("index", "i167");
        await journey.Set("sphereRight", new { measurement = -425 });
    }

    private static async Task Prescribe(ApiClient ann, Journey journey)
    {
        await ann.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put,
            journey.Path("/parameters/sphereRight"), new { measurement = -430 });
        await journey.Answer(new Dictionary<string, object>
        {
            ["sphereRight"] = new { measurement = -425 },
            ["sphereLeft"] = new { measurement = -375 },
            ["cylinderRight"] = new { measurement = -75 },
            ["axisRight"] = new { measurement = 170 },
            ["pupils"] = new { measurement = 63 },
        });
    }

    private static Task Propose(
        ApiClient optician, Journey journey, string note, params (string Characteristic, string Value)[] choices) =>
        optician.Post(journey.Path("/proposals"), new
        {
            choices = choices.Select(each => new { characteristic = each.Characteristic, value = each.Value }),
            note,
        });

    private static string Tag(JsonNode session) => $"\"{session["version"]!.GetValue<long>()}\"";
}
