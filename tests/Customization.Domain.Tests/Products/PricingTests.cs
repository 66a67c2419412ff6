using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Products;

/// <summary>Prices line by line, by hand.</summary>
public class PricingTests
{
    private static readonly DateTimeOffset Now = new(2027, 1, 4, 9, 0, 0, TimeSpan.Zero);
    private static readonly PublishedProduct Shoe = Sample("shoe.yaml");
    private static readonly PublishedProduct Pc = Sample("pc.yaml");

    [Fact]
    public void Premium_shoe_shows_base_surcharges_premium_and_delivery()
    {
        var configuration = Definitions.Configuration(Shoe.Model, "upper=knit cushioning=foam");
        var answers = Definitions.NoAnswers
            .Add("heelText", new ParameterValue.Text("ADA 1"))
            .Add("box", new ParameterValue.Choice("gift"));
        var quote = Shoe.Price(configuration, answers, Shoe.PriceTable("eur")!, "standard", "de");

        Assert.Equal(
            [
                "base Laufschuh nach Wunsch 119.00 EUR",
                "value:upper=knit Obermaterial: Strick 8.00 EUR",
                "value:cushioning=foam Dämpfung: Superschaum 15.00 EUR",
                "parameter:heelText Text an der Ferse 6.00 EUR",
                "presentation:box=gift Karton: Geschenkkarton 4.50 EUR",
                "premium Nach deinem Wunsch gemacht 17.85 EUR",
                "delivery:standard Standard 4.90 EUR",
            ],
            quote.Lines.Select(line => $"{line.Code} {line.Title} {line.Amount}"));
        Assert.Equal(new Money(17525, "EUR"), quote.Total);
        Assert.Equal(quote.Total, quote.Lines.Aggregate(Money.Zero("EUR"), (sum, line) => sum + line.Amount));
        Assert.Equal(quote.Total - quote.Cost, quote.Margin);
    }

    [Fact]
    public void Cost_adds_components_and_minutes()
    {
        var configuration = Definitions.Configuration(Shoe.Model, "upper=mesh");
        var quote = Shoe.Price(configuration, Definitions.NoAnswers, Shoe.PriceTable("eur")!, null, "en");

        // Mesh 12.40, lining 4.20, laces 1.20, EVA 10.80, rubber 8.40, thread 0.25, box 0.80 = 38.05;
        // cutting 6 min 3.20, sewing 14 min 7.00, assembly 12 min 6.00, packing 2 min 0.73 = 16.93.
        Assert.Equal(new Money(5498, "EUR"), quote.Cost);
    }

    [Fact]
    public void Margin_neutral_quote_earns_the_same_share_on_everything()
    {
        var configuration = Definitions.Configuration(Pc.Model, "gpu=rtx4070s psu=psu-850 case=case-atx drives=1");
        var quote = Pc.Price(configuration, Definitions.NoAnswers, Pc.PriceTable("eur")!, null, "en");
        var share = Ratio.Between(quote.Margin.Minor, quote.Cost.Minor);
        Assert.InRange(share.BasisPoints, 1799, 1801);
    }

    [Theory]
    [InlineData("shoe.yaml")]
    [InlineData("pc.yaml")]
    public void Total_from_the_diagram_is_the_total_of_the_quote_of_its_witness(string file)
    {
        var product = file == "shoe.yaml" ? Shoe : Pc;
        foreach (var table in product.PriceTables)
        {
            var cheapest = product.Configurators.Use(
                each => each.Cheapest(Selection.Empty(product.Model), table.PerLiteral))!;
            var values = cheapest.Values.AsSpan();
            var joint = table.Joint.Sum(each => table.Sell(each.In(product.Definition, cheapest.Values.AsSpan())));
            var quote = product.Price(values, Definitions.NoAnswers, table, null, "en");
            var further = product.FurtherPrice(values, Definitions.NoAnswers, table);
            Assert.Equal(quote.Total.Minor, table.Total(cheapest.Cost, further + joint));
        }
    }

    [Fact]
    public void Price_list_is_found_by_currency_segment_and_time()
    {
        const string text = """
            product: demo
            pricing:
              lists:
                spring: {currency: EUR, base: 10, to: 2027-01-01}
                summer: {currency: EUR, base: 12, from: 2027-01-01}
                club: {currency: EUR, segment: club, base: 9}
            model: {characteristics: {a: {values: [x, y]}}}
            """;
        var product = Definitions.Publish(text);
        Assert.Equal("summer", product.PriceTable("EUR", "consumer", Now)!.List.Code);
        Assert.Equal("club", product.PriceTable(null, "club", Now)!.List.Code);
        Assert.Null(product.PriceTable("USD", null, Now));
    }

    [Theory]
    [InlineData(0, "surcharges", 500)]
    [InlineData(10000, "surcharges", 1000)]
    [InlineData(90000, "surcharges", 3000)]
    [InlineData(10000, "standard", 1000)]
    [InlineData(10000, "price", 2000)]
    public void Premium_keeps_between_floor_and_cap(long surcharges, string of, long premium)
    {
        var product = Definitions.Publish($$"""
            product: demo
            pricing:
              lists:
                eur: {currency: EUR, base: 100}
              policy: {kind: premium, percent: 10, of: {{of}}, floor: 5, cap: 30}
            model:
              characteristics:
                a: {values: [x, y]}
            """);
        Assert.Equal(premium, product.PriceTables[0].Premium(surcharges));
    }

    [Theory]
    [InlineData(1, 5000, 1)]
    [InlineData(-1, 5000, -1)]
    [InlineData(3, 1500, 0)]
    [InlineData(10, 1500, 2)]
    [InlineData(-10, 1500, -2)]
    public void Fractions_round_half_away_from_zero(long minor, long basisPoints, long expected) =>
        Assert.Equal(expected, new Ratio(basisPoints).Of(minor));

    private static PublishedProduct Sample(string file) => Definitions.Publish(Definitions.Read(Samples.Text(file)));
}
