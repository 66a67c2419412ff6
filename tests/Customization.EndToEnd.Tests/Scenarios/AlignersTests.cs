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
        Assert.Equal(["1-20", "21-28"], Lots(order));
        Assert.Equal(1, Journey.Needs(order, "attachment-template"));
        Printed(order, trays: 28);
        Assert.Equal(
            """
            Treatment plan of SCAN-2026-00C0FFEE, approved by DE1234567.
            Upper arch: 4 mm and 30 degrees in 16 trays.
            Lower arch: 3 mm and 12 degrees in 12 trays.
            Each tray is worn for fourteen days. They come in lots of twenty.
            """.ReplaceLineEndings("\n"),
            (await plant.Http.GetStringAsync($"/v1/orders/{order["id"]!.GetValue<string>()}/documents/plan")).Trim());
    }

    [Fact]
    public async Task Sixty_trays_come_in_three_lots_and_the_first_is_there_while_the_last_is_printed()
    {
        using var laboratory = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(laboratory, new { product = "aligners" });
        await journey.Set("scan", new { text = "SCAN-2026-0000CAFE" });
        await journey.Set("clinician", new { text = "FR1234567890" });
        await Measure(journey, crowdingUpper: 7, crowdingLower: 7, rotationUpper: 60, rotationLower: 60);
        await journey.Complete();
        var quote = await journey.Quote();
        await journey.Order(quote, "aligners-2");
        var path = $"/v1/orders/{quote["id"]!.GetValue<string>()}";
        var order = await laboratory.Get(path);

        Assert.Equal(3, Journey.Needs(order, "lot-box"));
        Printed(order, trays: 60);
        Assert.Equal(["1-20", "21-40", "41-60"], Lots(order));
        string[] promised = [.. Dates(order)];
        Assert.Equal(promised.Order(StringComparer.Ordinal), promised);
        Assert.True(string.CompareOrdinal(promised[0], promised[2]) < 0, string.Join(' ', promised));
        Assert.Equal(promised[2], order["promise"]!["deliveryDate"]!.GetValue<string>());

        var seen = new List<string>();
        var (printedBefore, refused) = (0, false);
        for (var hours = 0; hours < 90 * 24 && order["status"]!.GetValue<string>() != "delivered"; hours += 6)
        {
            await plant.Post("/v1/dev/clock", new { hours = 6 });
            await Task.Delay(TimeSpan.FromMilliseconds(40));
            order = await laboratory.Get(path);
            var stages = string.Join(' ', order["lots"]!.AsArray().Select(lot => lot!["status"]!.GetValue<string>()));
            if (seen.Count == 0 || seen[^1] != stages)
            {
                seen.Add(stages);
            }

            if (stages.StartsWith("delivered", StringComparison.Ordinal) && !refused)
            {
                printedBefore = order["work"]!.AsArray().Count(work => work!["isDone"]!.GetValue<bool>()
                    && work["operation"]!.GetValue<string>().EndsWith(".print", StringComparison.Ordinal));
                await laboratory.Refused(
                    HttpStatusCode.Conflict, "order-shipped", HttpMethod.Post, $"{path}/cancel", new { });
                refused = true;
            }
        }

        Assert.True(printedBefore is >= 20 and < 60, $"{printedBefore} trays were printed; {string.Join(", ", seen)}");
        Assert.Equal("delivered delivered delivered", seen[^1]);
        Assert.DoesNotContain(seen, each => InSequence(each) is false);
        var left = order["lots"]!.AsArray().Select(lot => lot!["shippedAt"]!.GetValue<DateTimeOffset>()).ToArray();
        Assert.Equal(left.Order(), left);
        Assert.All(left, at => Assert.NotEqual(default, at));
    }

    /// <summary>No lot is ahead of the one before it on its way out.</summary>
    private static bool InSequence(string stages)
    {
        var hasLeft = stages.Split(' ').Select(stage => stage is "shipped" or "delivered").ToArray();
        return hasLeft.SequenceEqual(hasLeft.OrderDescending());
    }

    private static IEnumerable<string> Lots(JsonNode order) =>
        order["lots"]!.AsArray().Select(lot => $"{lot!["from"]}-{lot["to"]}");

    private static IEnumerable<string> Dates(JsonNode order) => order["promise"]!["lots"]!.AsArray()
        .Select(lot => lot!["deliveryDate"]!.GetValue<string>());

    private static async Task Measure(
        Journey journey, int crowdingUpper, int crowdingLower, int rotationUpper, int rotationLower)
    {
        await journey.Choose("crowdingUpper", $"{crowdingUpper}");
        await journey.Choose("crowdingLower", $"{crowdingLower}");
        await journey.Choose("rotationUpper", $"{rotationUpper}");
        await journey.Choose("rotationLower", $"{rotationLower}");
    }

    /// <summary>Every tray was printed once and none before the tray it follows; the trays of a lot before anything
    /// else was done with them.</summary>
    private static void Printed(JsonNode order, int trays)
    {
        var slots = order["work"]!.AsArray().ToDictionary(
            work => work!["operation"]!.GetValue<string>(),
            work => (Start: work!["start"]!.GetValue<DateTimeOffset>(), Minutes: work["minutes"]!.GetValue<int>()));
        for (var tray = 1; tray <= trays; tray++)
        {
            var (start, minutes) = slots[$"tray[{tray}].print"];
            Assert.True(
                tray == 1 || slots[$"tray[{tray - 1}].print"].Start <= start, $"tray {tray} came early");
            Assert.True(
                start.AddMinutes(minutes) <= slots[$"lot[{(tray + 19) / 20}].trim"].Start, $"tray {tray} came late");
        }

        var lots = (trays + 19) / 20;
        for (var lot = 1; lot <= lots; lot++)
        {
            Assert.True(slots[$"lot[{lot}].trim"].Start < slots[$"lot[{lot}].check"].Start);
            Assert.True(slots[$"lot[{lot}].check"].Start < slots[$"lot[{lot}].pack"].Start);
            Assert.Equal(Math.Min(20, trays - (20 * (lot - 1))) * 3, slots[$"lot[{lot}].trim"].Minutes);
        }

        Assert.Equal(trays + (3 * lots), slots.Count);
    }
}
