using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Customers;
using Customization.Domain.Demand;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;
using Customization.Domain.Production;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;

namespace Customization.Runtime;

/// <summary>Every kind of entity that the Domain has, as this runtime runs it.</summary>
public static class EntityTypes
{
    /// <summary>All kinds.</summary>
    public static EntityType[] All() =>
    [
        EntityType.Of<ProductModelDecider, ProductModelState>(),
        EntityType.Of<SessionDecider, SessionState>(),
        EntityType.Of<CustomerDecider, CustomerState>(),
        EntityType.Of<OrderDecider, OrderState>(),
        EntityType.Of<RuleSetDecider, RuleSetState>(),
        EntityType.Of<StockDecider, StockState>(),
        EntityType.Of<CellDecider, CellState>(),
        EntityType.Of<CellDayDecider, CellDayState>(),
        EntityType.Of<DemandDecider, DemandState>(),
        EntityType.Of<RunDecider, RunState>(),
        EntityType.Of<RunBatchDecider, RunBatchState>(),
        EntityType.Of<OwnedDecider, OwnedState>(),
    ];
}
