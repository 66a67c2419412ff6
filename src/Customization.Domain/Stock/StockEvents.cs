using Customization.Domain.Entities;

namespace Customization.Domain.Stock;

/// <summary>The component has these terms now.</summary>
public sealed record ComponentDefined(ComponentTerms Terms) : Event;

/// <summary>Goods came in; an announced receipt of that id is settled.</summary>
public sealed record StockReceived(string ReceiptId, int Quantity) : Event;

/// <summary>Stock was found or lost.</summary>
public sealed record StockAdjusted(string AdjustmentId, int Delta, string Reason) : Event;

/// <summary>Goods will come.</summary>
public sealed record ReceiptAnnounced(string ReceiptId, int Quantity, DateOnly Date) : Event;

/// <summary>Goods were ordered from the supplier to cover a hold; adds to what was ordered for that day.</summary>
public sealed record ReplenishmentOrdered(string ReceiptId, int Quantity, DateOnly Date) : Event;

/// <summary>Goods did not come on their day and are expected on another.</summary>
public sealed record ReceiptSlipped(string ReceiptId, DateOnly Date) : Event;

/// <summary>A quantity is claimed until an expiry.</summary>
public sealed record HoldPlaced(string HoldId, int Quantity, DateOnly NeededBy, DateTimeOffset Expires) : Event;

/// <summary>The hold became a reservation.</summary>
public sealed record HoldConfirmed(string HoldId) : Event;

/// <summary>The claim is over; its id is remembered until <paramref name="RememberUntil"/>, if that is given.</summary>
public sealed record HoldReleased(string HoldId, DateTimeOffset? RememberUntil) : Event;

/// <summary>The hold reached its expiry.</summary>
public sealed record HoldExpired(string HoldId) : Event;

/// <summary>The stock no longer covers the claim; its order was told.</summary>
public sealed record ReservationLost(string HoldId, string Reason) : Event;

/// <summary>The goods left the store for production.</summary>
public sealed record ReservationConsumed(string HoldId) : Event;

/// <summary>Ended holds whose expiry passed are no longer remembered.</summary>
public sealed record EndedHoldsForgotten(DateTimeOffset Until) : Event;
