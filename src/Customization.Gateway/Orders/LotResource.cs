using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Ordering;

namespace Customization.Gateway.Orders;

/// <summary>Parts of an order that ship together.</summary>
/// <param name="Lot">Its number, from 1.</param>
/// <param name="From">Position of its first part, from 1.</param>
/// <param name="To">Position of its last.</param>
/// <param name="Dates">Absent while the order has no promise, and where the lot is cancelled.</param>
/// <param name="Finished">When the last of its operations ended; absent while one is not done.</param>
/// <param name="Tracking">The carrier's number; absent where there is none.</param>
public sealed record LotResource(
    int Lot, int From, int To, LotStatus Status, LotDates? Dates, DateTimeOffset? Finished, DateTimeOffset? ShippedAt,
    string? Tracking, DateTimeOffset? DeliveredAt)
{
    /// <summary>The lot as it is.</summary>
    public static LotResource Of(LotView view) => new(
        view.Lot, view.From, view.To, view.IsCancelled ? LotStatus.Cancelled : StatusOf(view.Progress),
        view.Promise is { } promise ? LotDates.Of(promise) : null, view.Progress.Finished?.Instant,
        view.Progress.ShippedAt, view.Progress.Tracking.Length == 0 ? null : view.Progress.Tracking,
        view.Progress.DeliveredAt);

    private static LotStatus StatusOf(OrderLot progress) => progress switch
    {
        { DeliveredAt: not null } => LotStatus.Delivered,
        { ShippedAt: not null } => LotStatus.Shipped,
        { Finished: not null } => LotStatus.Finished,
        _ => LotStatus.Open,
    };
}

/// <summary>The lots that will not come.</summary>
/// <param name="From">Number of the first of them; all after it will not come either.</param>
/// <param name="Reason">Why: a stable code.</param>
/// <param name="Detail">The same in one sentence.</param>
/// <param name="Price">What of the total price is theirs, and not owed.</param>
/// <param name="Owed">The rest of it.</param>
public sealed record CancelledLotsResource(int From, string Reason, string Detail, Money Price, Money Owed);

/// <summary>How far a lot is.</summary>
public enum LotStatus
{
    /// <summary>Some of its work is not done.</summary>
    Open,

    /// <summary>It waits for the carrier, or for the lot before it.</summary>
    Finished,

    /// <summary>With the carrier.</summary>
    Shipped,

    /// <summary>With the customer.</summary>
    Delivered,

    /// <summary>It will not come.</summary>
    Cancelled,
}
