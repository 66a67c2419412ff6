using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;

namespace Customization.Domain.Catalog.Complexity.Stocking;

/// <summary>What it takes to keep the variants that sell most in stock, beside stock of components for making to order.
/// Amounts are minor units; numbers of pieces are averages over time.</summary>
/// <param name="Assumptions">The author's figures.</param>
/// <param name="Days">From the first order until now, and at least <see cref="StockAnalysis.DaysMin"/>.</param>
/// <param name="OrdersPerYear">At that pace.</param>
/// <param name="Variants">The most sold, most sold first.</param>
/// <param name="Kept">Those in stock, and nothing else offered.</param>
/// <param name="All">Every variant that was sold in stock: what making to order avoids.</param>
/// <param name="Components">By code; those of parameters and presentation are left out.</param>
/// <param name="MadeToOrder">All components in stock, with the same lead time and service level.</param>
/// <param name="ComponentsAtHand">Share of the orders whose components are all there at once, if they run out
/// independently.</param>
public sealed record StockComparison(
    StockingDefinition Assumptions, int Days, double OrdersPerYear, ImmutableArray<VariantStock> Variants,
    StockScenario Kept, StockScenario All, ImmutableArray<ComponentStock> Components, StockScenario MadeToOrder,
    double ComponentsAtHand);

/// <summary>A configuration in stock.</summary>
/// <param name="Values">Value position per characteristic.</param>
/// <param name="Share">Of the orders.</param>
/// <param name="BaseStock">Pieces on hand and on order together.</param>
/// <param name="OnHand">Pieces on hand.</param>
/// <param name="Fill">Share of its orders that find it there.</param>
/// <param name="Value">Of what is on hand, at standard cost of components and work.</param>
public sealed record VariantStock(
    ImmutableArray<int> Values, double Share, long BaseStock, double OnHand, double Fill, long Value);

/// <summary>A component in stock.</summary>
/// <param name="PerYear">Pieces that are needed.</param>
/// <param name="Value">Of what is on hand, at standard cost.</param>
public sealed record ComponentStock(string Component, double PerYear, long BaseStock, double OnHand, long Value);

/// <summary>A way to serve what is wanted.</summary>
/// <param name="Kinds">Different things in stock.</param>
/// <param name="Served">Share of the orders that get exactly what was wanted.</param>
/// <param name="Substituted">Share whose customers take another variant instead.</param>
/// <param name="Lost">Share that is lost.</param>
/// <param name="OnHand">Pieces.</param>
/// <param name="Value">Of the pieces on hand.</param>
/// <param name="CostPerYear">Of holding it, obsolescence included.</param>
/// <param name="MarginLostPerYear">Of the orders that are lost, at today's prices and costs.</param>
public sealed record StockScenario(
    int Kinds, double Served, double Substituted, double Lost, double OnHand, long Value, long CostPerYear,
    long MarginLostPerYear);
