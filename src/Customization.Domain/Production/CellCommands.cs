using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>Names a cell, its capabilities and its calendar; defining again changes what differs.</summary>
public sealed record DefineCell(CellTerms Terms, CellCalendar Calendar) : Command;

/// <summary>Gives the cell another calendar. Orders with slots outside of it are told to find others.</summary>
public sealed record ChangeCalendar(CellCalendar Calendar) : Command;

/// <summary>The cell stands still from now. Every order with a slot from now on is told to find another.</summary>
/// <param name="ExpectedRepair">Last day it is down, if that is known: days after it stay open.</param>
public sealed record BreakCell(string Reason, DateOnly? ExpectedRepair) : Command;

/// <summary>The cell works again from now.</summary>
public sealed record RepairCell : Command;

/// <summary>Asks for <see cref="CellView"/>.</summary>
public sealed record ReadCell : Command;
