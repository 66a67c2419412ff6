using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Effectivity;
using Customization.Domain.Delivery;
using Customization.Domain.Demand.Recommending;

namespace Customization.Domain.Entities;

/// <summary>Everything outside its own state that a decision may look at, fixed for the length of the decision.
/// </summary>
/// <param name="Now">The shell's clock, UTC.</param>
/// <param name="Catalog">The published product definitions with their compiled models.</param>
/// <param name="Outlook">Free stock and capacity as of at most a second ago; an estimate, never a claim.</param>
public sealed record DecisionContext(DateTimeOffset Now, ICatalog Catalog, Outlook Outlook)
{
    /// <summary>What sells with what, as of a moment ago.</summary>
    public DemandOutlook Demand { get; init; } = DemandOutlook.Empty;

    /// <summary>The products as they are in effect now: no decision can look at another day by mistake.</summary>
    public ICatalog Catalog { get; } = new CatalogAt(Catalog, Now);
}
