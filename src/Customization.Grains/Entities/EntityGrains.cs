using Customization.Client.Entities;
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
using Orleans.Configuration;
using Orleans.Placement;

namespace Customization.Grains.Entities;

// One grain for each kind of entity: what it decides is its decider's, how it lives is decision record 007.

/// <summary>The versions of one product.</summary>
[GrainType("product-model")]
[CollectionAgeLimit(Hours = 1)]
public sealed class ProductModelGrain(GrainParts parts)
    : EntityGrain<ProductModelDecider, ProductModelState>(parts), IProductModelGrain;

/// <summary>One customer's way through one product.</summary>
[GrainType("session")]
[PreferLocalPlacement]
[CollectionAgeLimit(Minutes = 5)]
public sealed class SessionGrain(GrainParts parts)
    : EntityGrain<SessionDecider, SessionState>(parts), ISessionGrain;

/// <summary>One customer.</summary>
[GrainType("customer")]
[CollectionAgeLimit(Minutes = 5)]
public sealed class CustomerGrain(GrainParts parts)
    : EntityGrain<CustomerDecider, CustomerState>(parts), ICustomerGrain;

/// <summary>Stock of one component.</summary>
[GrainType("component-stock")]
[ResourceOptimizedPlacement]
[CollectionAgeLimit(Hours = 1)]
public sealed class ComponentStockGrain(GrainParts parts)
    : EntityGrain<StockDecider, StockState>(parts), IComponentStockGrain;

/// <summary>One production cell.</summary>
[GrainType("production-cell")]
[ResourceOptimizedPlacement]
[CollectionAgeLimit(Hours = 1)]
public sealed class ProductionCellGrain(GrainParts parts)
    : EntityGrain<CellDecider, CellState>(parts), IProductionCellGrain;

/// <summary>The slots of one day of one cell.</summary>
[GrainType("cell-day")]
[ResourceOptimizedPlacement]
[CollectionAgeLimit(Minutes = 30)]
public sealed class CellDayGrain(GrainParts parts)
    : EntityGrain<CellDayDecider, CellDayState>(parts), ICellDayGrain;

/// <summary>One order with its saga.</summary>
[GrainType("order")]
[CollectionAgeLimit(Minutes = 5)]
public sealed class OrderGrain(GrainParts parts)
    : EntityGrain<OrderDecider, OrderState>(parts), IOrderGrain;

/// <summary>The versions of one rule set.</summary>
[GrainType("rule-set")]
[CollectionAgeLimit(Hours = 1)]
public sealed class RuleSetGrain(GrainParts parts)
    : EntityGrain<RuleSetDecider, RuleSetState>(parts), IRuleSetGrain;

/// <summary>What sells with what of one product, one of its shards.</summary>
[GrainType("demand")]
[ResourceOptimizedPlacement]
[CollectionAgeLimit(Hours = 1)]
public sealed class DemandGrain(GrainParts parts)
    : EntityGrain<DemandDecider, DemandState>(parts), IDemandGrain;

/// <summary>One mass run.</summary>
[GrainType("run")]
[CollectionAgeLimit(Minutes = 30)]
public sealed class RunGrain(GrainParts parts)
    : EntityGrain<RunDecider, RunState>(parts), IRunGrain;

/// <summary>Some recipients of a run.</summary>
[GrainType("run-batch")]
[CollectionAgeLimit(Minutes = 5)]
public sealed class RunBatchGrain(GrainParts parts)
    : EntityGrain<RunBatchDecider, RunBatchState>(parts), IRunBatchGrain;

/// <summary>One thing that somebody owns: asked a few times a day, so it leaves memory soon.</summary>
[GrainType("owned-product")]
[CollectionAgeLimit(Minutes = 5)]
public sealed class OwnedProductGrain(GrainParts parts)
    : EntityGrain<OwnedDecider, OwnedState>(parts), IOwnedProductGrain;
