using System.Net;
using System.Text.Json.Nodes;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Clear aligners: measurements of a scan make a staged plan, a clinician mends and approves it, each tray is
/// printed as a part of its own.</summary>
[Collection(SharedServer.Name)]
public class AlignersTests(SharedServer shared)
{
    [Fact]
    public async Task A_scan_becomes_a_plan_that_a_clinician_approves_and_trays_that_are_printed_in_sequence()
    {
        using var laboratory = await shared.Server.As(null);
        using var clinician = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(laboratory, new { product = "aligners" });
        await laboratory.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put,
            journey.Path("/parameters/scan"), new { text = "my teeth" });
        await journey.Set("scan", new { text = "SCAN-2026-00C0FFEE" });
        await Measure(journey, crowdingUpper: 4, crowdingLower: 3, rotationUpper: 30, rotationLower: 12);

        // The plan follows from the measurements: 4 mm take 16 stages, 3 mm take 12.
        Assert.Equal("16", journey.Settled("stagesUpper"));
        Assert.Equal("12", journey.Settled("stagesLower"));
        Assert.Equal("28", journey.Settled("tray.count"));
        Assert.Contains("Teeth that turn this far need attachments.", await journey.WhyNot("attachments", "none"));
        await journey.Complete("preferred");
        await laboratory.Refused(
            HttpStatusCode.Conflict, "configuration-incomplete", HttpMethod.Post, journey.Path("/quote"),
            ifMatch: journey.Tag);

        // The clinician wants more grip and approves.
        await clinician.Put(journey.Path($"/participants/{clinician.Subject}"), new { displayName = "Dr Weber" });
        await clinician.Post(journey.Path("/proposals"), new
        {
            choices = new[]
            {
                new { characteristic = "attachments", value = "many" },
                new { characteristic = "stripping", value = "polished" },
            },
            note = "The canines turn far.",
        });
        await journey.Look();
        await laboratory.Post(journey.Path("/proposals/1/accept"), ifMatch: journey.Tag);
        await journey.Set("clinician", new { text = "DE1234567" });
        Assert.Equal(28 * 1400, journey.PriceOf("value:tray.count=28"));

        var order = await journey.Buy("aligners-1", plant);
        Assert.Equal(28 * 9, Journey.Needs(order, "aligner-resin"));
        Assert.Equal(2, Journey.Needs(order, "lot-box"));
        Assert.Equal(1, Journey.Needs(order, "attachment-template"));
        Printed(order, trays: 28);
        Assert.Equal(
            """
            Treatment plan of SCAN-2026-00C0FFEE, approved by DE1234567.
            Upper arch: 4 mm and 30 degrees in 16 trays.
            Lower arch: 3 mm and 12 degrees in 12 trays.
            Each tray is worn for fourteen days.
            """.ReplaceLineEndings("\n"),
            (await plant.Http.GetStringAsync($"/v1/orders/{order["id"]!.GetValue<string>()}/documents/plan")).Trim());
    }

    [Fact]
    public async Task The_longest_treatment_has_sixty_trays_in_three_lots()
    {
        using var laboratory = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(laboratory, new { product = "aligners" });
        await journey.Set("scan", new { text = "SCAN-2026-0000CAFE" });
        await journey.Set("clinician", new { text = "FR1234567890" });
        await Measure(journey, crowdingUpper: 7, crowdingLower: 7, rotationUpper: 60, rotationLower: 60);
        await journey.Complete();

        var order = await journey.Buy("aligners-2", plant);

        Assert.Equal(3, Journey.Needs(order, "lot-box"));
        Printed(order, trays: 60);
    }

    private static async Task Measure(
        Journey journey, int crowdingUpper, int crowdingLower, int rotationUpper, int rotationLower)
    {
        await journey.Choose("crowdingUpper", $"{crowdingUpper}");
        await journey.Choose("crowdingLower", $"{crowdingLower}");
        await journey.Choose("rotationUpper", $"{rotationUpper}");
        await journey.Choose("rotationLower", $"{rotationLower}");
    }

    /// <summary>Every tray was printed once and none before the tray it follows; all before anything else was done with
    /// them.</summary>
    private static void Printed(JsonNode order, int trays)
    {
        var operations = Journey.Operations(order);
        Assert.Equal(["trim", "check", "pack"], operations.Skip(trays));
        var starts = order["work"]!.AsArray().ToDictionary(
            work => work!["operation"]!.GetValue<string>(), work => work!["start"]!.GetValue<DateTimeOffset>());
        for (var tray = 2; tray <= trays; tray++)
        {
            Assert.True(starts[$"tray[{tray - 1}].print"] <= starts[$"tray[{tray}].print"], $"tray {tray} came early");
        }

        Assert.Equal(trays + 3, starts.Count);
    }
}
