using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Production;

namespace Customization.Domain.Delivery;

/// <summary>When the customer gets it, and why then.</summary>
public sealed record Promise(DateOnly DeliveryDate, DateOnly ShipDate, string Lane, Evidence Evidence)
{
    /// <summary>The dates of each lot, which never fall; the last lot's are those of the whole. Empty where everything
    /// ships at once.</summary>
    [LeftOutEmpty]
    public ImmutableArray<LotPromise> Lots { get; init; } = [];
}

/// <summary>When a lot comes.</summary>
/// <param name="Ready">When the last operation ends that it and the lots before it need.</param>
public sealed record LotPromise(PlantMinute Ready, DateOnly ShipDate, DateOnly DeliveryDate);

/// <summary>What a promise rests on.</summary>
/// <param name="Ready">When the last operation ends.</param>
/// <param name="Late">What took days, longest first; empty where everything fits into the day of asking.</param>
public sealed record Evidence(
    ImmutableArray<StockEvidence> Stock, ImmutableArray<SlotEvidence> Slots, PlantMinute Ready,
    ImmutableArray<Lateness> Late)
{
    /// <summary>Not kept, as in the history of an order.</summary>
    public static readonly Evidence None = new([], [], default, []);
}

/// <summary>Where a component comes from.</summary>
public enum StockSource
{
    OnHand,
    InboundReceipt,
    Replenishment,
}

/// <summary>A component that is claimed, and the day by which it is there.</summary>
public sealed record StockEvidence(string Component, int Quantity, StockSource Source, DateOnly Available);

/// <summary>A slot that is claimed.</summary>
public sealed record SlotEvidence(string Operation, string Cell, DateOnly Date, MinuteInterval Interval);

/// <summary>The kinds of thing that take days.</summary>
public enum LatenessCause
{
    Stock,
    Capacity,
    Lane,

    /// <summary>A value taken asks for days before work starts; it has no name here.</summary>
    Values,
}

/// <summary>How many days something added.</summary>
/// <param name="Name">The scarcest component, the cell that ends last, or the lane.</param>
public sealed record Lateness(LatenessCause Cause, string Name, int Days);
