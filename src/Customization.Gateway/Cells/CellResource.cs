using Customization.Domain.Delivery;
using Customization.Domain.Production;

namespace Customization.Gateway.Cells;

/// <summary>A production cell.</summary>
/// <param name="Moved">The latest orders that lost a slot by breakdown or calendar.</param>
public sealed record CellResource(
    string Id, CellTerms Terms, CalendarBody Calendar, DateTimeOffset? BrokenSince, string? BrokenReason,
    DateOnly? ExpectedRepair, IReadOnlyList<MovedOrder> Moved)
{
    /// <summary>The cell.</summary>
    public static CellResource Of(CellView view) => new(
        view.Cell, view.Terms, CalendarBody.Of(view.Calendar), view.BrokenSince,
        view.BrokenSince is null ? null : view.BrokenReason, view.ExpectedRepair, view.Moved);
}

/// <summary>One day of a cell.</summary>
public sealed record CellDayResource(
    string Cell, DateOnly Date, IReadOnlyList<string> Opening, IReadOnlyList<ClaimedSlot> Slots,
    IReadOnlyList<MovedOrder> Moved)
{
    /// <summary>The day.</summary>
    public static CellDayResource Of(CellDayView view) => new(
        view.Cell, view.Date, [.. view.Opening.Select(shift => shift.ToString())],
        [.. view.Slots.OrderBy(slot => slot.Value.Interval.From).Select(slot => new ClaimedSlot(
            slot.Key, HoldId.OrderOf(slot.Key), slot.Value.Interval.ToString(), slot.Value.Status,
            slot.Value.Status == SlotStatus.Held ? slot.Value.Expires : null))],
        view.Moved);
}

/// <summary>Time that an order claims.</summary>
/// <param name="Expires">When a hold ends by itself.</param>
public sealed record ClaimedSlot(
    string Hold, string Order, string Interval, SlotStatus Status, DateTimeOffset? Expires);
