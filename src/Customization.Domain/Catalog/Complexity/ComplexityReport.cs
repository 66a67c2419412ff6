using System.Collections.Immutable;
using System.Numerics;
using Customization.Domain.Catalog.Complexity.Stocking;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Complexity;

/// <summary>What a product version offers, what of it is bought, and what that costs: for its author.</summary>
/// <param name="Configurations">Exact number; null where it is unknown, because the version is configured by search.
/// </param>
/// <param name="Currency">Of all amounts; they are minor units.</param>
/// <param name="Effort">Empty for versions that are configured by search.</param>
/// <param name="Pruning">Values that are bought least, least first; empty where nothing was bought, or the version is
/// configured by search.</param>
public sealed record ComplexityReport(
    BigInteger? Configurations, string Currency, DemandSpread Demand,
    ImmutableArray<CharacteristicComplexity> Characteristics, ImmutableArray<DecisionEffort> Effort,
    ImmutableArray<PruningCandidate> Pruning)
{
    /// <summary>Stock of standard variants beside making to order; null without orders.</summary>
    public StockComparison? Stock { get; init; }
}

/// <summary>How demand is spread over configurations.</summary>
/// <param name="Orders">Orders that count.</param>
/// <param name="Unlike">Orders of configurations that this version does not have.</param>
/// <param name="Distinct">Different configurations among them.</param>
/// <param name="Bits">Entropy of what is bought; null without orders.</param>
/// <param name="Effective">Equally wanted configurations of the same entropy.</param>
/// <param name="TopShare">Share of the orders that the <see cref="TopCount"/> most bought configurations have.</param>
public sealed record DemandSpread(
    long Orders, long Unlike, int Distinct, double? Bits, double? Effective, double? TopShare)
{
    /// <summary>Configurations that count as most bought.</summary>
    public const int TopCount = 10;
}

/// <summary>A characteristic in the report.</summary>
/// <param name="Possible">Values that some configuration has.</param>
/// <param name="Bits">Entropy of its values in what is bought; null without orders.</param>
/// <param name="Values">In model order.</param>
public sealed record CharacteristicComplexity(
    CharacteristicIndex Characteristic, int Possible, double? Bits, double? Effective,
    ImmutableArray<ValueComplexity> Values);

/// <summary>What a value is, before anything is chosen.</summary>
public enum ValueOffer
{
    /// <summary>Some configurations have it and some do not.</summary>
    Open,

    /// <summary>Every configuration has it.</summary>
    Forced,

    /// <summary>No configuration has it.</summary>
    Dead,
}

/// <summary>A value in the report.</summary>
/// <param name="Share">Share of all configurations that have it; null where the number is unknown.</param>
/// <param name="Orders">Orders that have it.</param>
/// <param name="Price">What it alone adds to the price, before a premium.</param>
/// <param name="Cost">What it alone adds to the cost: its own and that of components and work that hang on it only.
/// </param>
public sealed record ValueComplexity(ValueOffer Offer, double? Share, long Orders, long Price, long Cost)
{
    /// <summary>What it alone adds to the margin.</summary>
    public long Margin => Price - Cost;
}

/// <summary>Who decides, in the measure of effort.</summary>
public enum Shoppers
{
    /// <summary>Each configuration is wanted by equally many.</summary>
    Everybody,

    /// <summary>Those who bought.</summary>
    Buyers,
}

/// <summary>How many questions are answered, in the author's order, until price and date are final.</summary>
/// <param name="Walks">Shoppers that were followed.</param>
/// <param name="IsExact">Whether those were all there are, so that the means are no estimates.</param>
/// <param name="Unaided">Questions answered until price and date are final.</param>
/// <param name="Aided">Of those, questions whose proposed answer has to be changed.</param>
/// <param name="Read">Possible values read at the questions answered.</param>
/// <param name="Complete">Questions answered until nothing is open.</param>
public sealed record DecisionEffort(
    Shoppers Shoppers, int Walks, bool IsExact, Mean Unaided, Mean Aided, Mean Read, Mean Complete)
{
    /// <summary>Seconds until price and date are final: every answer decided on and chosen, all values looked at.
    /// </summary>
    public Mean SecondsUnaided { get; init; }

    /// <summary>Seconds with proposals: each is looked at, and where it is wrong, all values are and another is chosen.
    /// </summary>
    public Mean SecondsAided { get; init; }
}

/// <summary>A mean and its standard error; 0 where it is exact.</summary>
public readonly record struct Mean(double Value, double StandardError);

/// <summary>What leaving out a value would save, and lose at most.</summary>
/// <param name="Orders">Orders that have it: lost, unless their customers take something else.</param>
/// <param name="Revenue">Of these orders at today's prices, without parameters and delivery.</param>
/// <param name="Margin">Of these orders, at today's prices and costs.</param>
/// <param name="VarietySaved">Configurations that have it.</param>
/// <param name="AlsoDead">Other values that no configuration would have any more, as literals.</param>
/// <param name="Settled">Characteristics that would leave nothing to decide, its own among them.</param>
/// <param name="Components">Components that nothing would need any more.</param>
/// <param name="Operations">Operations likewise.</param>
public sealed record PruningCandidate(
    CharacteristicIndex Characteristic, int Value, long Orders, long Revenue, long Margin, BigInteger VarietySaved,
    ImmutableArray<int> AlsoDead, ImmutableArray<CharacteristicIndex> Settled, ImmutableArray<string> Components,
    ImmutableArray<string> Operations);
