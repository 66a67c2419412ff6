using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Complexity;
using Customization.Domain.Tests.Sessions;
using Customization.Kernel.Model;
using Xunit;

namespace Customization.Domain.Tests.Complexity;

/// <summary>Reports of random products against the list of all their configurations.</summary>
public sealed class ComplexityPropertyTests
{
    private const int Seeds = 120;

    [Fact]
    public void Variety_shares_and_offers_are_those_of_the_list() => ForEach(hasLines: false, (seed, of) =>
    {
        Assert.Equal(of.Configurations.Count, of.Report.Configurations);
        foreach (var (characteristic, value, about) in Values(of.Report))
        {
            var with = of.Configurations.Count(all => all[characteristic] == value);
            Assert.Equal((double)with / of.Configurations.Count, about.Share!.Value, 9);
            Assert.Equal(
                with == 0 ? ValueOffer.Dead : with == of.Configurations.Count ? ValueOffer.Forced : ValueOffer.Open,
                about.Offer);
            Assert.Equal(
                of.Sold.Configurations.Where(sold => sold.Values[characteristic] == value).Sum(sold => sold.Orders),
                about.Orders);
        }
    });

    [Fact]
    public void Spread_is_entropy_and_lies_between_nothing_and_the_number_of_things() => ForEach(false, (seed, of) =>
    {
        var orders = of.Sold.Configurations.Select(sold => sold.Orders).ToArray();
        var demand = of.Report.Demand;
        Assert.Equal(orders.Sum(), demand.Orders);
        if (orders.Length == 0)
        {
            Assert.Null(demand.Bits);
            return;
        }

        // By the chain rule instead of the definition: bits = log2 n - mean of log2 count.
        var expected = Math.Log2(orders.Sum()) - (orders.Sum(count => count * Math.Log2(count)) / orders.Sum());
        Assert.Equal(expected, demand.Bits!.Value, 9);
        Assert.InRange(demand.Effective!.Value, 1 - 1e-9, demand.Distinct + 1e-9);
        foreach (var characteristic in of.Report.Characteristics)
        {
            Assert.InRange(characteristic.Bits!.Value, 0, demand.Bits.Value + 1e-9);
        }
    });

    [Fact]
    public void Decisions_of_everybody_are_counted_exactly() => ForEach(hasLines: false, (seed, of) =>
    {
        var effort = of.Report.Effort[0];
        Assert.Equal((Shoppers.Everybody, true), (effort.Shoppers, effort.IsExact));
        var walks = of.Configurations.Select(wanted => Walk(of.Product, of.Configurations, wanted)).ToArray();
        Assert.Equal(new Mean(walks.Average(walk => walk.UntilFinal), 0), effort.Unaided);
        Assert.Equal(new Mean(walks.Average(walk => walk.Read), 0), effort.Read);
        Assert.Equal(new Mean(walks.Average(walk => walk.UntilComplete), 0), effort.Complete);
    });

    [Fact]
    public void Lines_make_dates_final_later_and_aid_never_adds_decisions() => ForEach(hasLines: true, (seed, of) =>
    {
        var walks = of.Configurations.Select(wanted => Walk(of.Product, of.Configurations, wanted)).ToArray();
        foreach (var effort in of.Report.Effort)
        {
            Assert.InRange(effort.Aided.Value, 0, effort.Unaided.Value);
            Assert.True(effort.Unaided.Value <= effort.Complete.Value);
        }

        Assert.True(of.Report.Effort[0].Unaided.Value >= walks.Average(walk => walk.UntilFinal) - 1e-9);
    });

    [Fact]
    public void Pruning_saves_and_loses_what_the_list_says() => ForEach(hasLines: true, (seed, of) =>
    {
        var model = of.Product.Model;
        foreach (var candidate in of.Report.Pruning)
        {
            var (c, v) = (candidate.Characteristic.Value, candidate.Value);
            var left = of.Configurations.Where(all => all[c] != v).ToList();
            Assert.Equal(of.Configurations.Count - left.Count, candidate.VarietySaved);
            Assert.Equal(
                Literals(model, of.Configurations).Except(Literals(model, left)).Order()
                    .Where(literal => literal != model.Literal(candidate.Characteristic, v)),
                candidate.AlsoDead);
            Assert.Equal(
                Decided(left).Except(Decided(of.Configurations)), candidate.Settled.Select(each => each.Value));
            var lost = of.Sold.Configurations.Where(sold => sold.Values[c] == v).ToArray();
            Assert.Equal(lost.Sum(sold => sold.Orders), candidate.Orders);
            Assert.Equal(
                lost.Sum(sold => sold.Orders * (10_000 + DefaultedProducts.Price(of.Product, [.. sold.Values]))),
                candidate.Revenue);
            foreach (var component in candidate.Components)
            {
                Assert.DoesNotContain(left, values => of.Product.Explode(values, Products.Definitions.NoAnswers).Bom
                    .Any(line => line.Component == component));
            }
        }
    });

    private static void ForEach(bool hasLines, Action<int, Reported> check)
    {
        for (var seed = 0; seed < Seeds; seed++)
        {
            var (product, configurations) = ComplexProducts.Create(seed, hasLines);
            var sold = ComplexProducts.Sales(configurations, new Random(seed));
            var report = ComplexityAnalysis.Of(product, product.PriceTables[0], sold);
            try
            {
                check(seed, new Reported(product, configurations, sold, report));
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"seed {seed}", failure);
            }
        }
    }

    private sealed record Reported(
        PublishedProduct Product, List<int[]> Configurations, SalesHistory Sold, ComplexityReport Report);

    private static IEnumerable<(int Characteristic, int Value, ValueComplexity About)> Values(
        ComplexityReport report) => report.Characteristics.SelectMany(
        each => each.Values.Select((about, value) => (each.Characteristic.Value, value, about)));

    private static IEnumerable<int> Literals(ProductModel model, List<int[]> configurations) =>
        configurations.SelectMany(all => all.Select((v, c) => model.Literal(new CharacteristicIndex(c), v))).Distinct();

    private static IEnumerable<int> Decided(List<int[]> configurations) => Enumerable
        .Range(0, configurations[0].Length).Where(c => configurations.Select(all => all[c]).Distinct().Count() == 1);

    /// <summary>The same walk over the list: what is left after each answer.</summary>
    private static (int UntilFinal, int Read, int UntilComplete) Walk(
        PublishedProduct product, List<int[]> configurations, int[] wanted)
    {
        var left = configurations;
        var (untilFinal, read, untilComplete) = (0, 0, 0);
        for (var c = 0; c < wanted.Length; c++)
        {
            var open = left.Select(all => all[c]).Distinct().Count();
            if (open > 1)
            {
                untilComplete++;
                if (left.Select(all => (DefaultedProducts.Price(product, all), ComplexProducts.Days(product, all)))
                    .Distinct().Count() > 1)
                {
                    untilFinal++;
                    read += open;
                }
            }

            left = left.Where(all => all[c] == wanted[c]).ToList();
        }

        return (untilFinal, read, untilComplete);
    }
}
