using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>The cell tells its day when it is open. What is past stays as it was; slots that no longer fit are taken
/// from their orders, which are told. A revision that is not newer changes nothing.</summary>
/// <param name="Reason">Why it changed, for the orders that lose their slot: <c>cell-broken: belt torn</c>.</param>
public sealed record OpenDay(int Revision, ImmutableArray<MinuteInterval> Opening, string Reason) : Command;

/// <summary>Claims the first free interval of so many minutes, until an expiry at most
/// <see cref="Delivery.HoldId.TtlMax"/> away. Idempotent by hold id.</summary>
/// <param name="NotBefore">Minute of the day.</param>
public sealed record HoldSlot(string HoldId, int Minutes, int NotBefore, DateTimeOffset Expires) : Command;

/// <summary>Turns a held slot into a reserved one, which does not expire. Idempotent.</summary>
public sealed record ConfirmSlot(string HoldId) : Command;

/// <summary>The work of a reserved slot is done; it stays as the day's history. Idempotent.</summary>
public sealed record CompleteSlot(string HoldId) : Command;

/// <summary>Frees a slot that is not completed; always done, also for an unknown id. Until the expiry of the hold that
/// was asked for, the id is remembered: a late copy of <see cref="HoldSlot"/> then claims nothing.</summary>
public sealed record ReleaseSlot(string HoldId, DateTimeOffset Expires) : Command;

/// <summary>Asks for <see cref="CellDayView"/>.</summary>
public sealed record ReadCellDay : Command;
