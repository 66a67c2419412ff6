using System.Globalization;
using System.Numerics;
using Customization.EndToEnd.Tests.Hosting;

namespace Customization.EndToEnd.Tests.Scenarios;

/// <summary>A muesli of one's own: ingredients by weight that fill the bag, none that one may not eat, a name on it.
/// </summary>
[Collection(SharedServer.Name)]
public class MuesliTests(SharedServer shared)
{
    /// <summary>What the original advertises.</summary>
    private static readonly BigInteger Advertised = 566_000_000_000;

    [Fact]
    public async Task A_muesli_is_mixed_named_filled_and_delivered()
    {
        using var ada = await shared.Server.As(null);
        using var plant = await shared.Server.As("plant", "operator");
        var journey = await Journey.Open(ada, new { product = "muesli" });
        await journey.Choose("free.nuts", "yes");
        await journey.Choose("organic", "yes");
        Assert.Contains("This would contain tree nuts.", await journey.WhyNot("hazelnuts", "g25"));
        Assert.Contains("There is no organic one of this.", await journey.WhyNot("blueberries", "g50"));

        await journey.Choose("oat-flakes", "g225");
        await journey.Choose("spelt-flakes", "g150");
        await journey.Choose("raisins", "g50");
        await journey.Choose("dark-chocolate", "g25");
        await journey.Choose("coconut-chips", "g50");
        Assert.Equal(
            ["contains-gluten", "contains-soy"],
            journey.Session["hints"]!.AsArray().Select(hint => hint!["name"]!.GetValue<string>()));
        await journey.Choose("pumpkin-seeds", "g50");
        Assert.Contains("The bag holds 575 g.", await journey.WhyNot("banana-chips", "g50"));
        await journey.Choose("banana-chips", "g25");
        await journey.Complete("preferred");
        Assert.Equal(575, Grams(journey));

        await journey.Set("packName", new { text = "Ada's & Bob's" });
        Assert.Equal(13, journey.PriceOf("presentation:packName"));
        var order = await journey.Buy("muesli-1", plant);
        Assert.Equal(9, Journey.Needs(order, "oat-flakes"));
        Assert.Equal(2, Journey.Needs(order, "raisins"));
        Assert.Equal(0, Journey.Needs(order, "hazelnuts"));
        Assert.Equal(1, Journey.Needs(order, "muesli-label"));
        Assert.Equal(["mix", "seal", "pack"], Journey.Operations(order));
        Assert.Equal(["muesli-line-1", "muesli-line-1", "packing-1"], Journey.Cells(order));
    }

    [Fact]
    public async Task The_exact_number_of_mixes_is_shown_and_is_more_than_the_original_has()
    {
        using var ada = await shared.Server.As(null);
        var products = await ada.Get("/v1/products");
        var muesli = products.AsArray()
            .Single(product => product!["code"]!.GetValue<string>() == "muesli")!;
        var mixes = BigInteger.Parse(muesli["configurations"]!.GetValue<string>(), CultureInfo.InvariantCulture);

        Assert.True(mixes > Advertised);
        using var page = await ada.Http.GetAsync("/");
        Assert.Contains(
            mixes.ToString("#,0", CultureInfo.InvariantCulture), await page.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    private static int Grams(Journey journey) => journey.Session["characteristics"]!.AsObject()
        .Select(each => journey.Settled(each.Key)!)
        .Where(value => value[0] == 'g')
        .Sum(value => int.Parse(value[1..], CultureInfo.InvariantCulture));
}
