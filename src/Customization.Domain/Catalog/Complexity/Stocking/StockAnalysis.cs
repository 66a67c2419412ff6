using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Catalog.Pricing;

namespace Customization.Domain.Catalog.Complexity.Stocking;

/// <summary>Sets stock of standard variants against making to order from stock of components.</summary>
/// <remarks>Both have the same lead time, service level and rates, so what differs is only that components are shared
/// (risk pooling, Eppen 1979, Management Science 25, 498-501) and hold no work yet. Replenishment is by the piece:
/// stock of batches comes on top of both. What does not find its variant in stock is taken to be lost or substituted,
/// and the substitutes are not stocked for.</remarks>
public static class StockAnalysis
{
    /// <summary>Fewest days that sales are taken to be of, so that a first day is not taken for a year.</summary>
    public const int DaysMin = 30;

    private const double DaysPerYear = 365;

    /// <summary>The comparison; null without orders.</summary>
    public static StockComparison? Of(PublishedProduct product, PriceTable table, SalesHistory sold)
    {
        if (sold.Configurations.IsEmpty)
        {
            return null;
        }

        var terms = product.Definition.Pricing.Stocking;
        var days = Math.Max(DaysMin, sold.Days);
        var perYear = sold.Orders * DaysPerYear / days;
        ImmutableArray<Kept> all =
            [.. sold.Configurations.Select(each => KeptOf(product, table, each, terms, sold.Orders, perYear))];
        var parts = Parts(product, table, sold, terms, perYear, out var atHand);
        return new StockComparison(
            terms, days, perYear, [.. all.Take(terms.Variants).Select(each => each.Stock)],
            Scenario([.. all.Take(terms.Variants)], all, terms, perYear), Scenario(all, all, terms, perYear), parts,
            new StockScenario(
                parts.Length, 1, 0, 0, parts.Sum(each => each.OnHand), parts.Sum(each => each.Value),
                terms.YearlyRate.Of(parts.Sum(each => each.Value)), 0),
            atHand);
    }

    /// <summary>A variant in stock and what an order of it earns.</summary>
    private sealed record Kept(VariantStock Stock, long Margin);

    private static Kept KeptOf(
        PublishedProduct product, PriceTable table, SoldConfiguration sold, StockingDefinition terms, long orders,
        double perYear)
    {
        var price = product.Price(
            sold.Values.AsSpan(), ImmutableSortedDictionary<string, ParameterValue>.Empty, table, null,
            LocalizedText.FallbackLanguage);
        var share = (double)sold.Orders / orders;
        var demand = new LeadTimeDemand(share * perYear * terms.LeadDays / DaysPerYear, [(1, 1)]);
        var level = demand.Level(terms.ServiceShare);
        var onHand = demand.OnHand(level);
        return new Kept(
            new VariantStock(
                sold.Values, share, level, onHand, demand.Covers(level, 1),
                Rounded(onHand * price.Cost.Minor)),
            price.Margin.Minor);
    }

    private static StockScenario Scenario(
        ImmutableArray<Kept> kept, ImmutableArray<Kept> wanted, StockingDefinition terms, double perYear)
    {
        var served = kept.Sum(each => each.Stock.Share * each.Stock.Fill);
        var lost = (1 - terms.SubstituteShare) * perYear * wanted.Select((each, rank) =>
            each.Margin * each.Stock.Share * (1 - (rank < kept.Length ? each.Stock.Fill : 0))).Sum();
        var value = kept.Sum(each => each.Stock.Value);
        return new StockScenario(
            kept.Length, served, (1 - served) * terms.SubstituteShare, (1 - served) * (1 - terms.SubstituteShare),
            kept.Sum(each => each.Stock.OnHand), value, terms.YearlyRate.Of(value), Rounded(lost));
    }

    private static ImmutableArray<ComponentStock> Parts(
        PublishedProduct product, PriceTable table, SalesHistory sold, StockingDefinition terms, double perYear,
        out double atHand)
    {
        ImmutableArray<ImmutableArray<BomLine>> boms =
        [
            .. sold.Configurations.Select(each => product.Explode(
                each.Values.AsSpan(), ImmutableSortedDictionary<string, ParameterValue>.Empty).Bom),
        ];
        ImmutableArray<double> shares = [.. sold.Configurations.Select(each => (double)each.Orders / sold.Orders)];
        var present = shares.ToArray();
        var parts = ImmutableArray.CreateBuilder<ComponentStock>();
        foreach (var needs in boms.SelectMany((bom, i) => bom.Select(line => (line.Component, line.Quantity, Index: i)))
            .GroupBy(need => need.Component, StringComparer.Ordinal).OrderBy(each => each.Key, StringComparer.Ordinal))
        {
            var share = needs.Sum(need => shares[need.Index]);
            var demand = new LeadTimeDemand(
                share * perYear * terms.LeadDays / DaysPerYear,
                [
                    .. needs.GroupBy(need => need.Quantity)
                        .Select(same => ((long)same.Key, same.Sum(need => shares[need.Index]) / share)),
                ]);
            var level = demand.Level(terms.ServiceShare);
            var onHand = demand.OnHand(level);
            foreach (var need in needs)
            {
                present[need.Index] *= demand.Covers(level, need.Quantity);
            }

            var cost = product.Definition.Pricing.Costs.OfComponent(needs.Key, 1);
            parts.Add(new ComponentStock(
                needs.Key, perYear * needs.Sum(need => shares[need.Index] * need.Quantity), level, onHand,
                table.List.CostRate.Of(Rounded(onHand * cost))));
        }

        atHand = present.Sum();
        return parts.ToImmutable();
    }

    private static long Rounded(double minor) => (long)Math.Round(minor, MidpointRounding.AwayFromZero);
}
