using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A kitchen along two measured walls: cabinets that fill them, appliances where they may stand.</summary>
[Collection(SharedServer.Name)]
public class KitchenTests(SharedServer shared)
{
    [Fact]
    public async Task A_kitchen_is_planned_put_right_cut_and_delivered()
    {
        using var ann = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Planned(ann);
        Assert.Contains(
            "Between hob and sink or fridge there has to be a cabinet.", await journey.WhyNot("a[3].type", "hob"));
        await journey.Choose("a[3].type", "dishwasher");
        await journey.Choose("b[1].type", "base");
        await journey.Choose("b[1].drawer.count", "2");
        await journey.Choose("b[1].drawer[1].inside", "pans");
        await journey.Choose("b[2].type", "hob");

        // The wall turns out to be 45 cm shorter than the plan said.
        var changed = await journey.Repair("wallA", "255");
        Assert.Equal(2, changed.Count);
        Assert.Contains("wallA", changed);
        Assert.Matches(@"^a\[[123]\]\.width$", changed.Single(name => name != "wallA"));
        var widths = new[] { 1, 2, 3 }.Sum(i => int.Parse(journey.Settled($"a[{i}].width")![1..]));
        Assert.InRange(255 - 90 - widths, 0, 14);

        await journey.Set("height", new { measurement = 178 });
        await journey.Complete("preferred");
        var order = await journey.Buy("kitchen-1", plant);

        // One piece along each wall, the corner in the left one; the fridge stands beside.
        var left = widths - int.Parse(journey.Settled("a[1].width")![1..]) + 90;
        Assert.Equal(left + 60 + 60 + 30, Journey.Needs(order, "worktop-oak"));
        Assert.Equal(1, Journey.Needs(order, "worktop-joint"));
        Assert.Equal(2, Journey.Needs(order, "drawer-box"));
        Assert.Equal(1, Journey.Needs(order, "pan-dividers"));
        Assert.Equal(1, Journey.Needs(order, "built-in-dishwasher"));
        string[] expected =
        [
            "a[1].build", "a[2].build", "a[3].build", "b[1].build", "b[1].drawer[1].hang", "b[1].drawer[2].hang",
            "b[2].build", "b[3].build", "cut-a", "cut-b", "cutouts", "pack",
        ];
        Assert.Equal(expected, Journey.Operations(order).Order(StringComparer.Ordinal));
        Assert.Equal("pack", Journey.Operations(order)[^1]);
    }

    /// <summary>Fridge, sink and a cabinet on the left, three cabinets on the right.</summary>
    private static async Task<Journey> Planned(ApiClient customer)
    {
        var journey = await Journey.Open(customer, new { product = "kitchen" });
        foreach (var (characteristic, value) in new[]
        {
            ("wallA", "300"), ("wallB", "240"), ("corner", "carousel"), ("worktop", "oak"), ("front", "gloss"),
            ("a.count", "3"), ("a[1].type", "fridge"), ("a[1].width", "w60"), ("a[2].type", "sink"),
            ("a[2].width", "w90"), ("a[3].width", "w60"), ("b.count", "3"), ("b[1].width", "w60"),
            ("b[2].width", "w60"), ("b[3].type", "base"), ("b[3].width", "w30"),
        })
        {
            await journey.Choose(characteristic, value);
        }

        return journey;
    }
}
