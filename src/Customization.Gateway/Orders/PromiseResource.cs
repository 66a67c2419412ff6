using Customization.Domain.Delivery;

namespace Customization.Gateway.Orders;

/// <summary>When the customer gets it, and what that rests on.</summary>
/// <param name="Ready">When the last operation ends.</param>
/// <param name="Late">What took days, longest first.</param>
public sealed record PromiseResource(
    DateOnly DeliveryDate, DateOnly ShipDate, string Lane, DateTimeOffset Ready, IReadOnlyList<StockEvidence> Stock,
    IReadOnlyList<SlotResource> Slots, IReadOnlyList<Lateness> Late)
{
    /// <summary>The promise with its evidence.</summary>
    public static PromiseResource Of(Promise promise) => new(
        promise.DeliveryDate, promise.ShipDate, promise.Lane, promise.Evidence.Ready.Instant, promise.Evidence.Stock,
        [.. promise.Evidence.Slots.Select(slot => new SlotResource(
            slot.Operation, slot.Cell, PlantMinute.Of(slot.Date, slot.Interval.From).Instant,
            slot.Interval.Minutes))],
        promise.Evidence.Late);
}

/// <summary>Time of a cell for an operation.</summary>
public sealed record SlotResource(string Operation, string Cell, DateTimeOffset Start, int Minutes);
