using System.Net;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>Jeans to measure: what was measured is held against what is plausible and leads to the pattern.</summary>
[Collection(SharedServer.Name)]
public class JeansTests(SharedServer shared)
{
    [Fact]
    public async Task Jeans_are_measured_in_the_store_cut_sewn_finished_and_sent_there()
    {
        using var store = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(store, new { product = "jeans" });
        await journey.Choose("waist", "78");
        Assert.Equal("w30", journey.Settled("size"));
        Assert.Contains("These hips do not go with this waist; measure again.", await journey.WhyNot("hips", "125"));
        await journey.Choose("hips", "95");
        await journey.Choose("inseam", "81");
        Assert.Equal("l33", journey.Settled("length"));

        var refused = await store.Refused(
            HttpStatusCode.UnprocessableEntity, "parameter-invalid", HttpMethod.Put, journey.Path("/parameters/thigh"),
            new { measurement = 690 });
        Assert.Contains("this thigh is too wide for the hips", refused["detail"]!.GetValue<string>());
        await journey.Set("thigh", new { measurement = 560 });
        await journey.Set("measuredBy", new { text = "Store 14, Lena" });

        await journey.Choose("denim", "selvedge");
        Assert.Contains("Selvedge denim is not washed out.", await journey.WhyNot("wash", "stone"));
        await journey.Choose("fly", "buttons");
        await journey.Set("patch", new { text = "A.L." });
        await journey.Complete("preferred");
        Assert.Equal(1602, journey.PriceOf("premium"));

        var order = await journey.Buy("jeans-1", plant);
        Assert.Equal(120 + (2 * 81) + 95 - 78, Journey.Needs(order, "denim-selvedge"));
        Assert.Equal(["cut", "sew", "finish", "pack"], Journey.Operations(order));
        Assert.Equal(
            ["denim-cutter-1", "denim-team-1", "denim-laundry-1", "packing-1"], Journey.Cells(order));
        Assert.Equal("store", order["promise"]!["lane"]!.GetValue<string>());
        Assert.InRange(Journey.Days(order), 14, 35);
    }
}
