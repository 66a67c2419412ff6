using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;

namespace Customization.Domain.Delivery;

/// <summary>What to plan. The optional parts serve orders that keep some of their claims.</summary>
/// <param name="Work">Components and operations to claim; only those that are not claimed yet.</param>
public sealed record PlanRequest(WorkOrder Work, ShippingLane Lane, Outlook Outlook, DateTimeOffset Now)
{
    /// <summary>What the plant refused since the outlook was made.</summary>
    public PlanRefusals Refusals { get; init; } = PlanRefusals.None;

    /// <summary>Nothing starts before it: the day of components that are claimed already.</summary>
    public PlantMinute NotBefore { get; init; }

    /// <summary>When the customer asked; waiting that the values taken ask for counts from that day.</summary>
    public DateTimeOffset Asked { get; init; } = Now;

    /// <summary>When operations end that are done or keep their slot, by operation id.</summary>
    public ImmutableDictionary<string, PlantMinute> Ends { get; init; } =
        ImmutableDictionary<string, PlantMinute>.Empty;
}
