using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Complexity;
using Customization.Domain.Catalog.Complexity.Stocking;
using Customization.Domain.Tests.Products;
using Xunit;

namespace Customization.Domain.Tests.Complexity;

/// <summary>Stock of standard variants beside stock of components.</summary>
public sealed class StockingTests
{
    private const string Mug = """
        product: mug
        pricing:
          lists: {eur: {currency: EUR, base: 20.00}}
          costs: {currency: EUR, components: {body: 4.00, red: 1.00, blue: 1.00}, hours: {glazing: 60.00}}
          stocking: {variants: 1, holding: 20, obsolescence: 5, service: 90, leadTime: 73, substitute: 50}
        model:
          characteristics: {glaze: {values: [red, blue]}}
        bom:
          - {component: body}
          - {component: red, quantity: 2, when: glaze = red}
          - {component: blue, quantity: 2, when: glaze = blue}
        routing:
          - {id: glaze, capability: glazing, minutes: 1}
        """;

    private static readonly PublishedProduct Product = Definitions.Publish(Mug);

    [Fact]
    public void Base_stock_of_single_pieces_is_that_of_the_poisson_distribution()
    {
        var demand = new LeadTimeDemand(2, [(1, 1)]);

        // P(D <= 3) = 0.857 and P(D <= 4) = 0.947 for mean 2; on hand 4 p0 + 3 p1 + 2 p2 + p3.
        Assert.Equal(4, demand.Level(0.9));
        Assert.Equal(Math.Exp(-2) * (4 + (3 * 2) + (2 * 2) + (8 / 6.0)), demand.OnHand(4), 10);
        Assert.Equal(0.8571, demand.Covers(4, 1), 4);
        Assert.Equal(0.9473, demand.Covers(4, 0), 1);
    }

    [Fact]
    public void Orders_of_several_pieces_and_very_many_orders_keep_mean_and_deviation()
    {
        foreach (var orders in (double[])[0.3, 40, 5_000, 24_000])
        {
            var demand = new LeadTimeDemand(orders, [(1, 0.5), (3, 0.5)]);
            var far = (long)((2 * orders) + (9 * Math.Sqrt(5 * orders)) + 30);

            // A stock that is never short has on hand what it is less the mean.
            Assert.Equal(far - (2 * orders), demand.OnHand(far), Math.Max(1, orders / 1_000));
            Assert.Equal(1, demand.Covers(far, 3), 6);
        }

        // The normal distribution is close for many: mean + 1.645 deviations.
        var many = new LeadTimeDemand(5_000, [(1, 0.5), (3, 0.5)]);
        Assert.InRange(many.Level(0.95), 10_000 + (1.6 * 158.1), 10_000 + (1.7 * 158.1));
    }

    [Fact]
    public void One_variant_in_stock_loses_what_it_does_not_serve_and_components_pool_the_rest()
    {
        var stock = StockAnalysis.Of(Product, Product.PriceTables[0], Sold(7, 3))!;

        // 10 orders in 365 days, lead time a fifth of a year: 1.4 red and 0.6 blue in it.
        Assert.Equal((365, 10), (stock.Days, stock.OrdersPerYear));
        var red = Assert.Single(stock.Variants);
        Assert.Equal((3L, 0.7), (red.BaseStock, red.Share));
        Assert.Equal(Poisson(1.4, 2), red.Fill, 9);
        Assert.Equal((long)Math.Round(red.OnHand * 700), red.Value);
        var served = 0.7 * red.Fill;
        Assert.Equal(served, stock.Kept.Served, 9);
        Assert.Equal((1 - served) / 2, stock.Kept.Lost, 9);
        Assert.Equal(1, stock.Kept.Served + stock.Kept.Substituted + stock.Kept.Lost, 9);
        Assert.Equal((1 - served) / 2 * 10 * 1_300, stock.Kept.MarginLostPerYear, 0.51);
        Assert.Equal(stock.Kept.Value * 0.25, stock.Kept.CostPerYear, 0.51);
        Assert.Equal(2, stock.All.Kinds);
        Assert.True(stock.All.Value > stock.MadeToOrder.Value);
        Assert.Equal(["blue", "body", "red"], stock.Components.Select(each => each.Component));
        Assert.Equal([6, 10, 14], stock.Components.Select(each => each.PerYear).ToArray());
        Assert.Equal([4L, 4, 6], stock.Components.Select(each => each.BaseStock));
        Assert.Equal(
            Poisson(2, 3) * ((0.7 * Poisson(1.4, 2)) + (0.3 * Poisson(0.6, 1))), stock.ComponentsAtHand, 9);
    }

    [Fact]
    public void A_common_component_needs_less_stock_than_the_variants_that_share_it()
    {
        var stock = StockAnalysis.Of(Product, Product.PriceTables[0], Sold(5_000, 5_000))!;

        // Both halves need about sqrt(2) times the safety stock of the whole.
        var body = stock.Components.Single(each => each.Component == "body").OnHand;
        Assert.InRange(stock.All.OnHand / body, 1.35, 1.48);
    }

    [Fact]
    public void Without_orders_nothing_is_compared_and_a_first_day_is_not_taken_for_a_year()
    {
        Assert.Null(StockAnalysis.Of(Product, Product.PriceTables[0], SalesHistory.None));

        var first = StockAnalysis.Of(Product, Product.PriceTables[0], Sold(1, 1) with { Days = 1 })!;

        Assert.Equal((30, 2 * 365 / 30.0), (first.Days, first.OrdersPerYear));
    }

    private static SalesHistory Sold(long red, long blue) =>
        new([new SoldConfiguration([0], red), new SoldConfiguration([1], blue)], 0) { Days = 365 };

    private static double Poisson(double mean, int most) => Enumerable.Range(0, most + 1)
        .Sum(n => Math.Exp(-mean) * Math.Pow(mean, n) / Enumerable.Range(1, n).Aggregate(1.0, (all, i) => all * i));
}
