using System.Collections.Immutable;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Entities.Secrets;
using Customization.Domain.Owned;

namespace Customization.Domain.Ordering;

/// <summary>What is ordered, fixed when it was asked for: later versions and prices do not touch it.</summary>
/// <param name="Configuration">Configuration code; empty once the customer is forgotten.</param>
/// <param name="Price">Lines of the product and of delivery.</param>
public sealed record OrderItem(
    string ProductCode, int Version, string Configuration, WorkOrder Work, PriceQuote Price)
{
    /// <summary>Configuration code; empty once the customer is forgotten.</summary>
    [Personal]
    public string Configuration { get; init; } = Configuration ?? "";

    /// <summary>Configuration code of all values, chosen or not, without parameters and terms: what Demand may learn.
    /// Empty for orders of before.</summary>
    [Personal]
    public string Sold { get; init; } = "";

    /// <summary>The documents that are made for it, such as its print file.</summary>
    [Personal]
    public ImmutableArray<OrderedDocument> Documents { get; init; } = [];

    /// <summary>Code of the pricing policy that the customer got, where several are compared; empty where none is.
    /// </summary>
    public string Arm { get; init; } = "";

    /// <summary>What the customer can adjust after delivery; null for nothing, and for orders of before.</summary>
    public OwnedBuild? Owned { get; init; }

    /// <summary>What plant and books need, without what the customer chose or said.</summary>
    public OrderItem Forgotten() =>
        this with { Configuration = "", Sold = "", Documents = [], Price = Price with { Lines = [] } };
}
