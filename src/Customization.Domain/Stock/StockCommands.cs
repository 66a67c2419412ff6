using Customization.Domain.Entities;

namespace Customization.Domain.Stock;

/// <summary>Names a component and sets its terms. The first time it also sets the stock on hand; defining again changes
/// only the terms, so a plant definition can be loaded at every start.</summary>
public sealed record DefineComponent(ComponentTerms Terms, int OnHand) : Command;

/// <summary>Goods came in. Idempotent by receipt id; settles the announced receipt of that id, if there is one.
/// </summary>
public sealed record ReceiveStock(string ReceiptId, int Quantity) : Command;

/// <summary>Stock was found (positive) or scrapped or miscounted (negative). Idempotent by adjustment id.</summary>
/// <remarks>Claims that the rest no longer covers are taken from their orders, which are told.</remarks>
public sealed record AdjustStock(string AdjustmentId, int Delta, string Reason) : Command;

/// <summary>A supplier will deliver on a day: it counts for every need from that day on. Idempotent by receipt id.
/// </summary>
public sealed record AnnounceReceipt(string ReceiptId, int Quantity, DateOnly Date) : Command;

/// <summary>Claims a quantity for a day, until an expiry at most <see cref="Delivery.HoldId.TtlMax"/> away. Idempotent
/// by hold id. What the stock does not cover is ordered from the supplier, where the lead time allows.</summary>
public sealed record PlaceHold(string HoldId, int Quantity, DateOnly NeededBy, DateTimeOffset Expires) : Command;

/// <summary>Turns a hold into a reservation, which does not expire. Idempotent.</summary>
public sealed record ConfirmHold(string HoldId) : Command;

/// <summary>Takes the reserved goods out of the stock. The claim stays, consumed, until it is released, so that asking
/// again takes nothing twice. Idempotent.</summary>
public sealed record ConsumeReservation(string HoldId) : Command;

/// <summary>Ends a hold, a reservation or a consumed claim; always done, also for an unknown id. Until the expiry of
/// the hold that was asked for, the id is remembered: a late copy of <see cref="PlaceHold"/> then claims nothing.
/// </summary>
public sealed record ReleaseHold(string HoldId, DateTimeOffset Expires) : Command;

/// <summary>Asks for <see cref="StockView"/>.</summary>
public sealed record ReadStock : Command;
