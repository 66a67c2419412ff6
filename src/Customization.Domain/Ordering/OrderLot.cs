using System.Text.Json.Serialization;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Delivery;

namespace Customization.Domain.Ordering;

/// <summary>How far a lot of an order is.</summary>
/// <param name="Finished">When the last of its own operations ended; null while one is not done.</param>
/// <param name="ShippedAt">When the carrier took it, after all lots before it.</param>
public sealed record OrderLot(
    PlantMinute? Finished, DateTimeOffset? ShippedAt, string Tracking, DateTimeOffset? DeliveredAt)
{
    /// <summary>Nothing is done yet.</summary>
    public static readonly OrderLot New = new(null, null, "", null);
}

/// <summary>A lot of an order as its owner and operators see it.</summary>
/// <param name="Lot">Its number, from 1: the order in which they ship.</param>
/// <param name="From">Position of its first part, from 1.</param>
/// <param name="To">Position of its last.</param>
/// <param name="Promise">Its dates; null while the order has no promise, and where the lot is cancelled.</param>
public sealed record LotView(int Lot, int From, int To, LotPromise? Promise, OrderLot Progress)
{
    /// <summary>It will not come.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsCancelled { get; init; }
}

/// <summary>The lots of an order that will not come: the plant gave them up after others were made.</summary>
/// <param name="From">Number of the first of them, at least 2; all after it will not come either.</param>
/// <param name="Code">Why: a stable kebab-case code.</param>
/// <param name="Detail">The same in one sentence.</param>
/// <param name="Price">Their share of the total price, delivery included, by the number of parts; rounded up to the
/// minor unit. The customer does not owe it.</param>
public sealed record CancelledLots(int From, string Code, string Detail, Money Price);
