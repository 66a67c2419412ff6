using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Complexity.Stocking;
using Customization.Domain.Catalog.Pricing;

namespace Customization.Gateway.Authoring;

/// <summary>Stock of standard variants beside making to order, by names. Amounts are minor units.</summary>
/// <param name="Assumptions">The author's figures, or the usual ones.</param>
/// <param name="Days">Days that the orders are of; fewer than 30 count as 30.</param>
/// <param name="Variants">The most sold, most sold first.</param>
/// <param name="Kept">Those in stock, and nothing else offered.</param>
/// <param name="All">Every variant that was sold in stock.</param>
/// <param name="MadeToOrder">All components in stock.</param>
/// <param name="ComponentsAtHand">Share of the orders whose components are all there at once.</param>
public sealed record StockResource(
    StockAssumptions Assumptions, int Days, double OrdersPerYear, IReadOnlyList<VariantStockResource> Variants,
    StockScenario Kept, StockScenario All, IReadOnlyList<ComponentStock> Components, StockScenario MadeToOrder,
    double ComponentsAtHand)
{
    /// <summary>The comparison by names.</summary>
    public static StockResource Of(PublishedProduct product, StockComparison stock) => new(
        StockAssumptions.Of(stock.Assumptions), stock.Days, stock.OrdersPerYear,
        [.. stock.Variants.Select(each => VariantStockResource.Of(product, each))],
        stock.Kept, stock.All, stock.Components, stock.MadeToOrder, stock.ComponentsAtHand);
}

/// <summary>What the comparison takes for granted; percentages, and days for the lead time.</summary>
public sealed record StockAssumptions(
    decimal Holding, decimal Obsolescence, decimal Service, int LeadTime, decimal Substitute)
{
    private const decimal PerPercent = 100;

    /// <summary>The figures of a definition.</summary>
    public static StockAssumptions Of(StockingDefinition terms) => new(
        terms.Holding.BasisPoints / PerPercent, terms.Obsolescence.BasisPoints / PerPercent,
        terms.Service.BasisPoints / PerPercent, terms.LeadDays, terms.Substitute.BasisPoints / PerPercent);
}

/// <summary>A configuration in stock.</summary>
/// <param name="Choices">Values by characteristic, without those that only the customer may know.</param>
/// <param name="Share">Of the orders.</param>
/// <param name="BaseStock">Pieces on hand and on order together.</param>
/// <param name="Fill">Share of its orders that find it there.</param>
public sealed record VariantStockResource(
    IReadOnlyDictionary<string, string> Choices, double Share, long BaseStock, double OnHand, double Fill, long Value)
{
    /// <summary>The variant by names.</summary>
    public static VariantStockResource Of(PublishedProduct product, VariantStock variant)
    {
        var choices = new OrderedDictionary<string, string>();
        for (var i = 0; i < variant.Values.Length; i++)
        {
            if (product.Definition.Secret.All(secret => secret.Value != i))
            {
                var characteristic = product.Model.Characteristics[i];
                choices.Add(characteristic.Name, characteristic.Values[variant.Values[i]].Name);
            }
        }

        return new VariantStockResource(
            choices, variant.Share, variant.BaseStock, variant.OnHand, variant.Fill, variant.Value);
    }
}
