using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>The day is open at these times.</summary>
public sealed record DayOpened(int Revision, ImmutableArray<MinuteInterval> Opening) : Event;

/// <summary>Minutes are claimed until an expiry.</summary>
public sealed record SlotHeld(string HoldId, MinuteInterval Interval, DateTimeOffset Expires) : Event;

/// <summary>The hold became a reservation.</summary>
public sealed record SlotConfirmed(string HoldId) : Event;

/// <summary>The work was done.</summary>
public sealed record SlotCompleted(string HoldId) : Event;

/// <summary>The slot is free again; its id is remembered until <paramref name="RememberUntil"/>, if that is given.
/// </summary>
public sealed record SlotReleased(string HoldId, DateTimeOffset? RememberUntil) : Event;

/// <summary>The held slot reached its expiry.</summary>
public sealed record SlotExpired(string HoldId) : Event;

/// <summary>The day closed under the slot; its order was told.</summary>
public sealed record SlotTaken(MovedOrder Moved) : Event;

/// <summary>Ended slots whose expiry passed are no longer remembered.</summary>
public sealed record EndedSlotsForgotten(DateTimeOffset Until) : Event;
