using Customization.Domain.Entities;

namespace Customization.Domain.Stock;

/// <summary>One decision of a component in the making.</summary>
internal sealed class StockTurn(StockState before, DateTimeOffset now)
    : Turn<StockDecider, StockState>(before, now);
