using System.Collections.Immutable;
using System.Numerics;
using Customization.Domain.Catalog.Complexity.Stocking;
using Customization.Domain.Catalog.Pricing;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Complexity;

/// <summary>Makes the complexity report of a product version.</summary>
public static class ComplexityAnalysis
{
    /// <summary>Digits that a share is exact to.</summary>
    private const long ShareDigits = 1_000_000_000_000;

    /// <summary>The report: the same for the same version, sales and price list.</summary>
    /// <param name="product">In the period that is looked at.</param>
    /// <param name="table">Prices, and the currency of the report.</param>
    /// <remarks>Runs for up to seconds on large diagrams, on the caller's thread.</remarks>
    public static ComplexityReport Of(PublishedProduct product, PriceTable table, SalesHistory sold) =>
        product.Configurators.Use(configurator =>
        {
            var nothing = Selection.Empty(product.Model);
            var counted = configurator is DiagramConfigurator diagram
                ? (Diagram: diagram, Count: diagram.Count(nothing)!.Value,
                    PerLiteral: diagram.CountPerLiteral(nothing)!)
                : default;
            return new ComplexityReport(
                counted.Diagram is null ? null : counted.Count, table.List.Currency, Demand(sold),
                Characteristics(
                    product, table, sold, configurator.PossibleValues(nothing), counted.Count, counted.PerLiteral),
                counted.Diagram is null
                    ? []
                    : new EffortMeasure(product, counted.Diagram, table).Of(counted.Count, sold),
                counted.Diagram is null
                    ? []
                    : new Pruning(product, counted.Diagram, table)
                        .Candidates(counted.Count, counted.PerLiteral, sold))
            {
                Stock = StockAnalysis.Of(product, table, sold),
            };
        });

    /// <summary>Part of a whole, to twelve digits; 0 of nothing.</summary>
    public static double Share(BigInteger part, BigInteger whole) =>
        whole.IsZero ? 0 : (double)(part * ShareDigits / whole) / ShareDigits;

    private static DemandSpread Demand(SalesHistory sold)
    {
        var bits = Entropy.Bits(sold.Configurations.Select(each => each.Orders));
        var orders = sold.Orders;
        return new DemandSpread(
            orders, sold.Unlike, sold.Configurations.Length, bits, Entropy.Effective(bits),
            orders == 0
                ? null
                : (double)sold.Configurations.Take(DemandSpread.TopCount).Sum(each => each.Orders) / orders);
    }

    private static ImmutableArray<CharacteristicComplexity> Characteristics(
        PublishedProduct product, PriceTable table, SalesHistory sold, LiteralSet possible, BigInteger configurations,
        BigInteger[]? countPerLiteral)
    {
        var model = product.Model;
        var orders = sold.PerLiteral(model);
        var characteristics = ImmutableArray.CreateBuilder<CharacteristicComplexity>(model.Characteristics.Length);
        for (var c = 0; c < model.Characteristics.Length; c++)
        {
            var characteristic = new CharacteristicIndex(c);
            var first = model.Offset(characteristic);
            var count = model.Characteristics[c].Values.Length;
            var open = possible.CountOf(characteristic);
            var bits = Entropy.Bits(orders.AsSpan(first, count).ToArray());
            characteristics.Add(new CharacteristicComplexity(
                characteristic, open, bits, Entropy.Effective(bits),
                [
                    .. Enumerable.Range(first, count).Select(literal => new ValueComplexity(
                        !possible.Contains(literal) ? ValueOffer.Dead : open == 1 ? ValueOffer.Forced : ValueOffer.Open,
                        countPerLiteral is null ? null : Share(countPerLiteral[literal], configurations),
                        orders[literal], table.PerLiteral[literal],
                        table.List.CostRate.Of(product.CostPerLiteral[literal]))),
                ]));
        }

        return characteristics.MoveToImmutable();
    }
}
