using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing.Arms;

namespace Customization.Domain.Catalog.Pricing;

/// <summary>How a product is priced and what it costs to make.</summary>
/// <param name="Lists">At least one; the first is the home list, in whose currency plain amounts are written.</param>
/// <param name="Policy">Where several are compared, the first of them: it counts for whoever is no customer.</param>
public sealed record PricingDefinition(ImmutableArray<PriceList> Lists, PricingPolicy Policy, StandardCosts Costs)
{
    /// <summary>The policies that are compared, in the author's order; none where there is one policy.</summary>
    public ImmutableArray<PolicyArm> Arms { get; init; } = [];

    /// <summary>All policies that some customer may get.</summary>
    public IEnumerable<PricingPolicy> Policies => Arms.IsEmpty ? [Policy] : Arms.Select(arm => arm.Policy);

    /// <summary>What stock costs and how it is replenished, for the complexity report.</summary>
    public StockingDefinition Stocking { get; init; } = StockingDefinition.Usual;

    /// <summary>What a newer version of the product means to quotes that are open.</summary>
    public OpenQuotes Quotes { get; init; }
}

/// <summary>What becomes of the price of an open quote when a newer version makes the same configuration cheaper.
/// </summary>
public enum OpenQuotes
{
    /// <summary>It stands.</summary>
    Keep,

    /// <summary>The customer gets the lower price; never a higher one.</summary>
    Lower,
}

/// <summary>Prices for one currency and segment during a time.</summary>
/// <param name="Index">Position among the lists of the product, from 0; see <see cref="Amounts"/>.</param>
/// <param name="Segment">Group of customers, e.g. <c>consumer</c>.</param>
/// <param name="ValidFrom">Inclusive, UTC; null since ever.</param>
/// <param name="ValidTo">Exclusive, UTC; null for ever.</param>
/// <param name="Base">Price of the standard product, minor units.</param>
/// <param name="Rate">Amounts of the home list times this are amounts of this list, unless the author says otherwise.
/// </param>
/// <param name="CostRate">Costs times this are amounts of this list.</param>
public sealed record PriceList(
    string Code, int Index, string Currency, string Segment, DateTimeOffset? ValidFrom, DateTimeOffset? ValidTo,
    long Base, Ratio Rate, Ratio CostRate)
{
    /// <summary>Whether the list counts at a time.</summary>
    public bool IsValid(DateTimeOffset at) => !(at < ValidFrom) && !(at >= ValidTo);
}

/// <summary>One amount per price list, in minor units of each list's currency.</summary>
public readonly record struct Amounts(ImmutableArray<long> PerList)
{
    /// <summary>Nothing in every list.</summary>
    public static readonly Amounts Zero = new([]);

    /// <summary>The amount in a list; 0 where there is none.</summary>
    public long In(PriceList list) => PerList.IsDefaultOrEmpty ? 0 : PerList[list.Index];

    /// <summary>By content.</summary>
    public bool Equals(Amounts other) => PerList.IsDefaultOrEmpty
        ? other.PerList.IsDefaultOrEmpty
        : !other.PerList.IsDefault && PerList.AsSpan().SequenceEqual(other.PerList.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => PerList.IsDefaultOrEmpty ? 0 : PerList[0].GetHashCode();

    /// <summary>Each amount so many times. Saturates, which the reader refuses.</summary>
    public Amounts Times(long number) =>
        PerList.IsDefaultOrEmpty ? Zero : new Amounts([.. PerList.Select(amount => Times(amount, number))]);

    /// <summary>An amount so many times. Saturates, which the reader refuses.</summary>
    public static long Times(long amount, long number) =>
        (long)Int128.Clamp((Int128)amount * number, -(Int128)long.MaxValue, long.MaxValue);
}

/// <summary>What one unit of each component and one minute of each capability costs.</summary>
/// <param name="Components">Minor units by component; absent costs nothing.</param>
/// <param name="Hours">Minor units per hour by capability, since a minute is often less than a cent.</param>
public sealed record StandardCosts(
    string Currency, ImmutableSortedDictionary<string, long> Components, ImmutableSortedDictionary<string, long> Hours)
{
    /// <summary>Cost of so many of a component, minor units.</summary>
    public long OfComponent(string component, long quantity) =>
        Components.TryGetValue(component, out var each) ? checked(each * quantity) : 0;

    /// <summary>Cost of so many minutes of a capability, minor units, rounded half away from zero.</summary>
    public long OfMinutes(string capability, long minutes) =>
        Hours.TryGetValue(capability, out var hour) ? checked((long)((((Int128)hour * minutes) + 30) / 60)) : 0;
}

/// <summary>How the price follows from what was chosen.</summary>
public abstract record PricingPolicy
{
    private PricingPolicy()
    {
    }

    /// <summary>Base and surcharges, nothing else.</summary>
    public sealed record ListPrice : PricingPolicy;

    /// <summary>Base and surcharges, and a percentage on top for having it one's own way.</summary>
    /// <param name="Of">What the percentage is taken of.</param>
    /// <param name="Floor">The premium is at least this.</param>
    /// <param name="Cap">The premium is at most this; null for no cap.</param>
    public sealed record Premium(Ratio Percentage, PremiumBasis Of, Amounts Floor, Amounts? Cap) : PricingPolicy;

    /// <summary>Each component, operation and cost is sold at its cost times one plus the margin, so that the maker
    /// earns the same share whatever is chosen. Base and surcharges, if any, come on top.</summary>
    public sealed record MarginNeutral(Ratio Margin) : PricingPolicy;
}

/// <summary>What a premium is a percentage of.</summary>
public enum PremiumBasis
{
    /// <summary>The price of the standard product.</summary>
    Standard,

    /// <summary>The surcharges of what was chosen.</summary>
    Surcharges,

    /// <summary>Both together.</summary>
    Price,
}
