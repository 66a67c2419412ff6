using Customization.Domain.Delivery;

namespace Customization.Gateway.Orders;

/// <summary>When the customer gets it, and what that rests on.</summary>
/// <param name="Ready">When the last operation ends.</param>
/// <param name="Late">What took days, longest first.</param>
public sealed record PromiseResource(
    DateOnly DeliveryDate, DateOnly ShipDate, string Lane, DateTimeOffset Ready, IReadOnlyList<StockEvidence> Stock,
    IReadOnlyList<SlotResource> Slots, IReadOnlyList<Lateness> Late)
{
    /// <summary>Dates of each lot, the first first; absent where everything ships at once.</summary>
    public IReadOnlyList<LotDates>? Lots { get; init; }

    /// <summary>The promise with its evidence.</summary>
    public static PromiseResource Of(Promise promise) => new(
        promise.DeliveryDate, promise.ShipDate, promise.Lane, promise.Evidence.Ready.Instant, promise.Evidence.Stock,
        [.. promise.Evidence.Slots.Select(slot => new SlotResource(
            slot.Operation, slot.Cell, PlantMinute.Of(slot.Date, slot.Interval.From).Instant,
            slot.Interval.Minutes))],
        promise.Evidence.Late)
    {
        Lots = promise.Lots.IsEmpty ? null : [.. promise.Lots.Select(LotDates.Of)],
    };
}

/// <summary>When a lot comes.</summary>
/// <param name="Ready">When the last operation ends that it and the lots before it need.</param>
public sealed record LotDates(DateOnly DeliveryDate, DateOnly ShipDate, DateTimeOffset Ready)
{
    /// <summary>The dates.</summary>
    public static LotDates Of(LotPromise lot) => new(lot.DeliveryDate, lot.ShipDate, lot.Ready.Instant);
}

/// <summary>Time of a cell for an operation.</summary>
public sealed record SlotResource(string Operation, string Cell, DateTimeOffset Start, int Minutes);
