using System.Collections.Immutable;
using Customization.Domain.Entities.Secrets;

namespace Customization.Domain.Catalog.Pricing;

/// <summary>One reason why a price is what it is.</summary>
/// <param name="Code">Stable: <c>base</c>, <c>value:upper=knit</c>, <c>parameter:text</c>, <c>presentation:box=gift</c>,
/// <c>premium</c>, <c>margin</c>, <c>delivery:express</c>.</param>
/// <param name="Title">For the customer, in the language that was asked for.</param>
public sealed record PriceLine(string Code, string Title, Money Amount);

/// <summary>What a configuration costs the customer, line by line, and what it costs the maker.</summary>
/// <param name="PriceList">Code of the price list it was made from.</param>
/// <param name="Lines">In display order; they add up to <paramref name="Total"/> exactly. None once the
/// customer is forgotten.</param>
/// <param name="Cost">Standard cost of components and work, in the currency of the price list. Not for customers.</param>
/// <param name="Margin">Total minus cost; negative for a loss. Not for customers.</param>
/// <param name="ValidUntil">When the price list ends, or null.</param>
public sealed record PriceQuote(
    string PriceList, ImmutableArray<PriceLine> Lines, Money Total, Money Cost, Money Margin,
    DateTimeOffset? ValidUntil)
{
    /// <summary>In display order; none once the customer is forgotten.</summary>
    [Personal]
    public ImmutableArray<PriceLine> Lines { get; init; } = Lines.IsDefault ? [] : Lines;
}
