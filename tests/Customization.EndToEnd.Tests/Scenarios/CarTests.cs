using System.Globalization;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A premium car: prices, options and packs, a slot on the line, and what each choice does to the date.
/// </summary>
[Collection(SharedServer.Name)]
public class CarTests(SharedServer shared)
{
    [Fact]
    public async Task A_car_gets_a_slot_on_the_line_and_its_options_move_the_date()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ada, new { product = "car" });
        await journey.Choose("body", "estate");
        await journey.Choose("drive", "p150");
        Assert.Contains("All-wheel drive takes 200 hp or more.", await journey.WhyNot("axles", "all"));
        await journey.Choose("trim", "premiere");
        await journey.Choose("gearbox", "automatic");
        await journey.Choose("wheels", "w18");
        await journey.Choose("seats", "sport");
        await journey.Choose("colour", "blue");
        var soon = Delivery(journey);

        // What a value would do to the date is said before it is chosen.
        Assert.InRange(journey.Value("colour", "matt")["dayDelta"]!.GetValue<int>(), 1, 12);
        await journey.Choose("colour", "matt");
        Assert.True(Delivery(journey) > soon, $"{Delivery(journey)} after {soon}");
        Assert.Equal(220000, journey.PriceOf("value:colour=matt"));
        await journey.Choose("colour", "blue");
        Assert.Equal(soon, Delivery(journey));

        // A pack brings its options along and saves.
        await journey.Choose("packs.winter", "yes");
        Assert.Equal("yes", journey.Settled("options.heatedscreen"));
        Assert.Contains("The wires would blur the display.", await journey.WhyNot("options.headup", "yes"));
        Assert.Equal(-26000, journey.PriceOf("value:packs.winter=yes"));
        await journey.Choose("options.towbar", "yes");
        Assert.Contains("No tow bar with adaptive dampers.", await journey.WhyNot("options.dampers", "yes"));
        await journey.Complete("preferred");

        var order = await journey.Buy("car-1", plant);
        Assert.Equal(["weld", "paint", "line", "test"], Journey.Operations(order));
        Assert.Equal(["body-shop-1", "paint-shop-1", "car-line-1", "car-test-1"], Journey.Cells(order));
        Assert.Equal(68, order["work"]![2]!["minutes"]!.GetValue<int>());
        Assert.Equal(4, Journey.Needs(order, "wheel-18"));
        Assert.Equal(1, Journey.Needs(order, "tow-bar"));
        Assert.InRange(Journey.Days(order), 18, 45);
    }

    private static DateOnly Delivery(Journey journey) => DateOnly.Parse(
        journey.Session["promise"]!["deliveryDate"]!.GetValue<string>(), CultureInfo.InvariantCulture);
}
