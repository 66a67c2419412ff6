using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>One decision of a cell in the making.</summary>
internal sealed class CellTurn(CellState before, DateTimeOffset now) : Turn<CellDecider, CellState>(before, now);

/// <summary>One decision of a cell-day in the making.</summary>
internal sealed class CellDayTurn(CellDayState before, DateTimeOffset now)
    : Turn<CellDayDecider, CellDayState>(before, now);
