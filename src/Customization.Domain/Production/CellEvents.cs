using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>The cell is called and can do this now.</summary>
public sealed record CellDefined(CellTerms Terms) : Event;

/// <summary>The cell works by another calendar.</summary>
public sealed record CalendarChanged(CellCalendar Calendar) : Event;

/// <summary>The cell stands still.</summary>
public sealed record CellBroke(DateTimeOffset Since, string Reason, DateOnly? ExpectedRepair) : Event;

/// <summary>The cell still stands after the day it should be repaired.</summary>
public sealed record RepairSlipped(DateOnly ExpectedRepair) : Event;

/// <summary>The cell works again.</summary>
public sealed record CellRepaired : Event;

/// <summary>Days up to and including one were told their opening; <paramref name="Revision"/> counts these tellings.
/// </summary>
public sealed record DaysOpened(DateOnly Until, int Revision) : Event;

/// <summary>A day reported which orders it had to move.</summary>
public sealed record OrdersMoved(ImmutableArray<MovedOrder> Orders) : Event;
