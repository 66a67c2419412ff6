using Customization.Domain;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Customers;
using Customization.Domain.Delivery;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;
using Customization.Domain.Production;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Runtime.Simulation.Faults;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation;

/// <summary>One process: an engine over the shared store, from its start to its death.</summary>
internal sealed class Silo : IDisposable
{
    private readonly World _world;
    private readonly List<Request> _open = [];
    private readonly OutlookKeeper _outlook;
    private readonly Recorder _recorder;
    private CatalogSnapshot _catalog = CatalogSnapshot.Empty;

    public Silo(World world, RuntimeLimits limits, TimeSpan skew)
    {
        _world = world;
        Time = new SkewedTime(world.Time) { Skew = skew };
        Journal = new SiloJournal(
            world.Store, world.Sabotage, batch => world.Checks.Committed(batch, _recorder!.Decided),
            world.Checks.Loaded, world.Faults);
        Scheduler = new SimulatedScheduler(world.Time, world.Swarm.LatePercent, () => world.Random, world.Faults);
        _recorder = new Recorder([], world.Stored, world.Swarm.StoresText, world.Checks.Hears, world.Sabotage);
        _outlook = new OutlookKeeper(new OutlookBuilder(world.Plant.Lanes), Time, limits);
        Engine = new EntityEngine(Types(_recorder), new EngineParts(
            Journal, Scheduler, Time, limits, now => new DecisionContext(now, _catalog, _outlook.Current), Observe,
            world.Log,
            IsShared: world.Swarm.Weights[(int)StepKind.Silo] > 0 && world.Sabotage is not { TrustsMemory: true }));
        Resume();
    }

    public EntityEngine Engine { get; }

    public SimulatedScheduler Scheduler { get; }

    public SiloJournal Journal { get; }

    public SkewedTime Time { get; }

    /// <summary>Puts a command in; a refusal to take it settles the request at once.</summary>
    public void Ask(Request request)
    {
        try
        {
            Engine.Post(request.To, request.Command, request);
            _open.RemoveAll(other => !other.IsOpen);
            _open.Add(request);
        }
        catch (UnavailableException fault)
        {
            _world.Faults.Count("overloaded");
            request.Failed(fault);
        }
    }

    /// <summary>Puts a command in that nobody waits for.</summary>
    public void Tell(EntityAddress to, Command command)
    {
        try
        {
            Engine.Post(to, command, null);
        }
        catch (UnavailableException)
        {
            _world.Faults.Count("overloaded");
        }
    }

    public void RefreshOutlook() => _outlook.Refresh();

    /// <summary>Dies with everything that is not in the store.</summary>
    public void Dispose()
    {
        Scheduler.Die();
        _outlook.Dispose();
        Engine.Dispose();
        foreach (var request in _open)
        {
            request.Lose();
        }
    }

    private static EntityType[] Types(Recorder recorder) =>
    [
        new SimulatedType<ProductModelDecider, ProductModelState>(recorder),
        new SimulatedType<SessionDecider, SessionState>(recorder),
        new SimulatedType<CustomerDecider, CustomerState>(recorder),
        new SimulatedType<OrderDecider, OrderState>(recorder),
        new SimulatedType<StockDecider, StockState>(recorder),
        new SimulatedType<CellDecider, CellState>(recorder),
        new SimulatedType<CellDayDecider, CellDayState>(recorder),
        new SimulatedType<DemandDecider, DemandState>(recorder),
        new SimulatedType<OwnedDecider, OwnedState>(recorder),
        new SimulatedType<RunDecider, RunState>(recorder),
        new SimulatedType<RunBatchDecider, RunBatchState>(recorder),
    ];

    private void Resume()
    {
        foreach (var state in Engine.ReadStates(EntityKind.ProductModel))
        {
            Follow((ProductModelState)state);
        }

        foreach (var kind in (EntityKind[])[EntityKind.ComponentStock, EntityKind.ProductionCell, EntityKind.CellDay])
        {
            foreach (var state in Engine.ReadStates(kind))
            {
                _outlook.Put(state);
            }
        }

        _outlook.Refresh();
        Engine.Start();
    }

    private void Observe(EntityAddress address, Change change, object state)
    {
        if (state is ProductModelState product)
        {
            Follow(product);
        }

        _outlook.Take(address, state);
    }

    private void Follow(ProductModelState state) => _catalog = _catalog.Follow(
        state, version => SimulatedProducts.ByHash.GetValueOrDefault(version.DefinitionHash)?.Compiled.Ready);
}
