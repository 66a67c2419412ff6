using Customization.Domain.Entities;

namespace Customization.Domain.Demand;

/// <summary>What happened to a shard of Demand.</summary>
public abstract record DemandEvent : Event
{
    private DemandEvent()
    {
    }

    /// <summary>A sale is counted.</summary>
    public sealed record SaleCounted(Sale Sale) : DemandEvent;

    /// <summary>A sale is not counted any more.</summary>
    public sealed record SaleTakenBack(Sale Sale) : DemandEvent;
}
