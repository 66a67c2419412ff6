using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Customers;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;

namespace Customization.Runtime;

/// <summary>Every kind of entity that the Domain has, with its owner for lists.</summary>
public static class EntityTypes
{
    /// <summary>All kinds.</summary>
    public static EntityType[] All() =>
    [
        EntityType.Of<ProductModelDecider, ProductModelState>(),
        EntityType.Of<SessionDecider, SessionState>(session => session.Owner is { Length: > 0 } owner ? owner : null),
        EntityType.Of<CustomerDecider, CustomerState>(),
        EntityType.Of<OrderDecider, OrderState>(order => order.CustomerId is { Length: > 0 } owner ? owner : null),
        EntityType.Of<StockDecider, StockState>(),
        EntityType.Of<CellDecider, CellState>(),
        EntityType.Of<CellDayDecider, CellDayState>(),
    ];
}
