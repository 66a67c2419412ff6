using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Complexity;
using Customization.Domain.Sessions;
using Customization.Domain.Tests.Products;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Complexity;

public sealed class ComplexityTests
{
    private const string Lamp = """
        product: lamp
        pricing:
          lists: {eur: {currency: EUR, base: 40.00}}
          costs: {currency: EUR, components: {pane: 7.00, slab: 9.00}, hours: {turning: 60.00}}
        model:
          characteristics:
            shade: {values: {linen: {}, glass: {price: 12.00}, gone: {}}}
            base: {values: {wood: {price: 1.00, cost: 2.00}, marble: {price: 30.00}}}
            cable: {values: [black, white]}
          rules:
            - {rule: shade = glass => base = marble, message: Glass needs a heavy base.}
            - {rule: shade != gone, message: No longer.}
          defaults:
            - {set: cable, to: white}
        bom:
          - {component: pane, when: shade = glass}
          - {component: slab, when: base = marble}
        routing:
          - {id: turn, capability: turning, minutes: 6, when: base = wood}
        """;

    private static readonly PublishedProduct Product = Definitions.Publish(Lamp);

    [Fact]
    public void A_value_shows_price_cost_and_margin_of_its_own()
    {
        var report = ComplexityAnalysis.Of(Product, Product.PriceTables[0], SalesHistory.None);

        Assert.Equal("EUR", report.Currency);
        var wood = report.Characteristics[1].Values[0];
        Assert.Equal((100, 800, -700), (wood.Price, wood.Cost, wood.Margin));
        var glass = report.Characteristics[0].Values[1];
        Assert.Equal((1200, 700, 500), (glass.Price, glass.Cost, glass.Margin));
        Assert.Equal(ValueOffer.Dead, report.Characteristics[0].Values[2].Offer);
    }

    [Fact]
    public void Without_orders_nothing_is_said_about_demand_and_nothing_is_proposed_for_pruning()
    {
        var report = ComplexityAnalysis.Of(Product, Product.PriceTables[0], SalesHistory.None);

        Assert.Equal(new DemandSpread(0, 0, 0, null, null, null), report.Demand);
        Assert.Empty(report.Pruning);
        Assert.Equal([Shoppers.Everybody], report.Effort.Select(effort => effort.Shoppers));
    }

    [Fact]
    public void A_pruned_value_takes_its_components_and_questions_along()
    {
        // Linen on wood in both colours of cable: nobody takes glass or marble.
        var sold = new SalesHistory([new SoldConfiguration([0, 0, 0], 3), new SoldConfiguration([0, 0, 1], 1)], 2);
        var report = ComplexityAnalysis.Of(Product, Product.PriceTables[0], sold);

        var marble = report.Pruning.Single(each => each.Characteristic.Value == 1 && each.Value == 1);
        Assert.Equal((0, 0, 0), (marble.Orders, marble.Revenue, marble.Margin));
        Assert.Equal(4, marble.VarietySaved);
        Assert.Equal([Product.Model.Literal(new CharacteristicIndex(0), 1)], marble.AlsoDead.ToArray());
        Assert.Equal([0, 1], marble.Settled.Select(each => each.Value));
        Assert.Equal(["pane", "slab"], marble.Components.ToArray());
        var white = report.Pruning.Single(each => each.Characteristic.Value == 2 && each.Value == 1);
        Assert.Equal((1, 4100, 4100 - 800), (white.Orders, white.Revenue, white.Margin));
        Assert.Equal((4, 2, 2), (report.Demand.Orders, report.Demand.Unlike, report.Demand.Distinct));
    }

    [Fact]
    public void Buyers_are_helped_by_what_others_bought()
    {
        var sold = new SalesHistory([new SoldConfiguration([0, 1, 0], 9), new SoldConfiguration([0, 0, 0], 1)], 0);
        var report = ComplexityAnalysis.Of(Product, Product.PriceTables[0], sold);

        // Shade and base decide price and date; nine of ten find both as proposed, one has to change the base.
        var buyers = report.Effort[1];
        Assert.Equal((Shoppers.Buyers, 2, true), (buyers.Shoppers, buyers.Walks, buyers.IsExact));
        Assert.Equal(2, buyers.Unaided.Value);
        Assert.Equal(0.1, buyers.Aided.Value, 9);
        Assert.Equal(3, buyers.Complete.Value);
    }

    [Theory]
    [InlineData("", 2.65, 0.23)]
    [InlineData("effort: {answer: 10, look: 1.5}\n", 10, 1.5)]
    public void Seconds_follow_from_what_is_answered_and_looked_at(string effort, double answer, double look)
    {
        var product = Definitions.Publish(effort + Lamp);
        var sold = new SalesHistory([new SoldConfiguration([0, 1, 0], 9), new SoldConfiguration([0, 0, 0], 1)], 0);

        var buyers = ComplexityAnalysis.Of(product, product.PriceTables[0], sold).Effort[1];

        // Two questions of two values; with proposals two looks, and for one of ten a third and another answer.
        Assert.Equal((2 * answer) + (4 * look), buyers.SecondsUnaided.Value, 9);
        Assert.Equal((0.1 * answer) + (2.1 * look), buyers.SecondsAided.Value, 9);
    }

    [Fact]
    public void A_sampled_effort_states_an_error_that_covers_the_exact_one()
    {
        // The first no ends everything that costs: 2^-k of all shoppers answer more than k questions.
        var characteristics = Enumerable.Range(0, 12).Select(c => TestProducts.Of($"c{c}", "no", "yes"));
        var rules = Enumerable.Range(1, 11).Select(c => TestProducts.Rule(
            $"r{c}", "", new Formula.Implies(TestProducts.Is(c, 1), TestProducts.Is(c - 1, 1))));
        var free = Enumerable.Range(0, 10).Select(c => TestProducts.Of($"free{c}", "a", "b"));
        var plain = TestProducts.Of(
            "chain", 1, TestProducts.ModelOf([.. characteristics, .. free], [.. rules]));
        var priced = plain.Definition with
        {
            Details =
            [
                .. plain.Definition.Details.Select((detail, c) => c >= 12 ? detail : detail with
                {
                    Values = detail.Values.SetItem(1, detail.Values[1] with { Price = new([7, 7, 7]) }),
                }),
            ],
        };
        var product = new PublishedProduct(priced, 1, plain.Compiled);

        var effort = ComplexityAnalysis.Of(product, product.PriceTables[0], SalesHistory.None).Effort[0];

        // Thirteen lengths of the chain, each as frequent; the k-th ends after min(k, 12) answers.
        var exact = Enumerable.Range(1, 13).Average(k => Math.Min(k, 12));
        Assert.False(effort.IsExact);
        Assert.InRange(effort.Unaided.StandardError, 0.01, 0.5);
        var margin = 4 * effort.Unaided.StandardError;
        Assert.InRange(effort.Unaided.Value, exact - margin, exact + margin);
    }

    [Fact]
    public void Orders_of_an_older_version_count_by_names_and_those_of_vanished_values_do_not()
    {
        var catalog = new SessionStory().Context.Catalog;
        var kept = Code(TestProducts.Shoe, 1, 0, 0, 1);
        var blue = Code(TestProducts.Shoe, 1, 0, 1, 1);
        var open = Code(TestProducts.Shoe, 1, 0, -1, 1);
        var now = DateTimeOffset.UnixEpoch;

        var sold = SalesHistory.Of(
            TestProducts.NextShoe, catalog, [.. new[] { kept, kept, blue, open, "nonsense" }.Select(code =>
                new SoldCode(code, now))], now.AddDays(9));

        // The next version has leather, which the old one does not know: nothing can be compared.
        Assert.Equal((0, 5), (sold.Orders, sold.Unlike));
        var same = SalesHistory.Of(
            TestProducts.Shoe, catalog, [.. new[] { kept, kept, blue, open }.Select(code => new SoldCode(code, now))],
            now.AddDays(9));
        Assert.Equal([2, 1], same.Configurations.Select(each => each.Orders));
        Assert.Equal([1, 0, 0, 1], same.Configurations[0].Values.ToArray());
        Assert.Equal((1, 10), (same.Unlike, same.Days));
    }

    private static string Code(PublishedProduct product, params int[] values) => new CodedConfiguration(
        product, Selection.From(values), Definitions.NoAnswers, SessionTerms.Default).Write();
}
