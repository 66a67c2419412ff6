using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Xunit;

namespace Customization.Domain.Tests.Ordering;

/// <summary>Orders, components, cells and cell-days in one thread, every message under the hand of a seed.</summary>
/// <remarks>A message is delivered as long as its answer has not come back: an answer that gets lost and a crash
/// between a decision and its effects look the same. Copies of delivered commands may come again at any later time.
/// </remarks>
public sealed class PlantWorld
{
    private readonly SortedDictionary<string, IEntity> _entities = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, List<IEntity>> _byKind = [];
    private readonly SortedDictionary<string, IEntity> _busy = new(StringComparer.Ordinal);
    private readonly List<(EntityAddress To, string Key, Reply Reply)> _answers = [];
    private readonly List<(EntityAddress To, Command Command)> _copies = [];
    private readonly OutlookBuilder _builder;
    private readonly Random _random;
    private readonly ICatalog _catalog;
    private Outlook _outlook;

    /// <param name="catalog">What is on sale; the product of <see cref="TestPlant"/> where it is left out.</param>
    public PlantWorld(PlantDefinition plant, int seed, ICatalog? catalog = null)
    {
        _catalog = catalog ?? TestPlant.Catalog;
        _random = new Random(seed);
        _builder = new OutlookBuilder(plant.Lanes);
        _outlook = _builder.Build(Now);
        foreach (var (to, command) in plant.Commands())
        {
            Ask(to, command);
        }

        Settle();
    }

    public DateTimeOffset Now { get; private set; } = TestPlant.Start;

    public Outlook Outlook => _outlook;

    /// <summary>What customers, who say yes to everything, were told.</summary>
    public List<Command> ToCustomers { get; } = [];

    /// <summary>Messages delivered and timers fired so far.</summary>
    public int Steps { get; private set; }

    public IEnumerable<Envelope<OrderState>> Orders => Envelopes<OrderState>();

    public IEnumerable<Envelope<TState>> Envelopes<TState>()
        where TState : class =>
        _byKind.GetValueOrDefault(typeof(TState), []).Cast<IEntity<TState>>().Select(entity => entity.Envelope);

    public Envelope<TState>? Find<TState>(EntityAddress address)
        where TState : class =>
        (_entities.GetValueOrDefault(address.ToString()) as IEntity<TState>)?.Envelope;

    public Reply Ask(EntityAddress to, Command command)
    {
        Steps++;
        if (to.Kind == EntityKind.Customer)
        {
            ToCustomers.Add(command);
            return Done.Instance;
        }

        var name = $"{to.Kind}/{to.Key}";
        if (!_entities.TryGetValue(name, out var entity))
        {
            _entities[name] = entity = Make(to);
            (_byKind.TryGetValue(entity.State, out var same) ? same : _byKind[entity.State] = []).Add(entity);
        }

        var reply = entity.Ask(command, new DecisionContext(Now, _catalog, _outlook));
        entity.Show(_builder);
        if (entity.Outbox.Any())
        {
            _busy[name] = entity;
        }
        else
        {
            _busy.Remove(name);
        }

        return reply;
    }

    public Reply Ask(string order, Command command) => Ask(new EntityAddress(EntityKind.Order, order), command);

    /// <summary>One message, answer, copy or loss; false where nothing is under way.</summary>
    public bool Step(bool faults)
    {
        var sends = Sends();
        if (_answers.Count + sends.Count + _copies.Count == 0)
        {
            return false;
        }

        if (_random.Next(4) == 0)
        {
            RefreshOutlook();
        }

        var choice = _random.Next(_answers.Count + sends.Count + (faults ? Math.Min(_copies.Count, 1) : 0));
        if (choice < _answers.Count)
        {
            var (to, key, reply) = _answers[choice];
            _answers.RemoveAt(choice);
            if (!faults || _random.Next(8) != 0)
            {
                Ask(to, new EffectReplied(key, reply));
            }
        }
        else if (choice - _answers.Count < sends.Count)
        {
            var (from, send) = sends[choice - _answers.Count];
            _answers.Add((from, send.Key, Ask(send.To, send.Command)));
            if (faults && _random.Next(4) == 0)
            {
                _copies.Add((send.To, send.Command));
            }
        }
        else
        {
            var at = _random.Next(_copies.Count);
            var (to, command) = _copies[at];
            _copies.RemoveAt(at);
            Ask(to, command);
        }

        return true;
    }

    /// <summary>Delivers everything, in order, without faults.</summary>
    public void Settle()
    {
        for (var i = 0; i < 100_000; i++)
        {
            var sends = Sends();
            if (sends.Count == 0)
            {
                RefreshOutlook();
                return;
            }

            foreach (var (from, send) in sends)
            {
                Ask(from, new EffectReplied(send.Key, Ask(send.To, send.Command)));
            }

            _answers.Clear();
            RefreshOutlook();
        }

        Assert.Fail("messages never end");
    }

    /// <summary>Late copies arrive at last.</summary>
    public void DeliverCopies()
    {
        foreach (var (to, command) in _copies)
        {
            Ask(to, command);
        }

        _copies.Clear();
    }

    /// <summary>Time passes; what comes due fires in random order of what is due at that moment.</summary>
    public void Pass(TimeSpan time)
    {
        Now += time;
        RefreshOutlook();
        foreach (var entity in _entities.Values.ToArray())
        {
            foreach (var timer in entity.Timers.Where(timer => timer.Value <= Now).ToArray())
            {
                Ask(entity.Address, new TimerFired(timer.Key));
            }
        }
    }

    /// <summary>Timers fire one after the other, everything settles in between, until a time.</summary>
    public void Until(DateTimeOffset time)
    {
        while (_entities.Values.SelectMany(entity => entity.Timers.Values).DefaultIfEmpty(time).Min() is var due
            && due < time)
        {
            Pass(due > Now ? due - Now : TimeSpan.Zero);
            Settle();
        }

        Pass(time > Now ? time - Now : TimeSpan.Zero);
        Settle();
    }

    public void RefreshOutlook() => _outlook = _builder.Build(Now);

    private List<(EntityAddress From, Effect.Send Send)> Sends() =>
        [.. _busy.Values.SelectMany(entity => entity.Outbox.Select(send => (entity.Address, send)))];

    private static IEntity Make(EntityAddress address) => address.Kind switch
    {
        EntityKind.ComponentStock =>
            new Entity<StockDecider, StockState>(address, (builder, state) => builder.Put(state)),
        EntityKind.ProductionCell =>
            new Entity<CellDecider, CellState>(address, (builder, state) => builder.Put(state)),
        EntityKind.CellDay =>
            new Entity<CellDayDecider, CellDayState>(address, (builder, state) => builder.Put(state)),
        EntityKind.Order => new Entity<OrderDecider, OrderState>(address, (_, _) => { }),
        EntityKind.OwnedProduct => new Entity<OwnedDecider, OwnedState>(address, (_, _) => { }),
        _ => throw new InvalidOperationException($"no {address.Kind} in this world"),
    };

    private interface IEntity
    {
        EntityAddress Address { get; }

        Type State { get; }

        IEnumerable<Effect.Send> Outbox { get; }

        ImmutableSortedDictionary<string, DateTimeOffset> Timers { get; }

        Reply Ask(Command command, DecisionContext context);

        void Show(OutlookBuilder builder);
    }

    private interface IEntity<TState>
        where TState : class
    {
        Envelope<TState> Envelope { get; }
    }

    private sealed class Entity<TDecider, TState>(EntityAddress address, Action<OutlookBuilder, TState> show)
        : IEntity, IEntity<TState>
        where TDecider : IDecider<TState>
        where TState : class
    {
        private TState? _shown;

        public EntityAddress Address => address;

        public Type State => typeof(TState);

        public Envelope<TState> Envelope { get; private set; } =
            Domain.Entities.Envelope.New<TDecider, TState>(address.Key);

        public IEnumerable<Effect.Send> Outbox => Envelope.Outbox.Values;

        public ImmutableSortedDictionary<string, DateTimeOffset> Timers => Envelope.Timers;

        public Reply Ask(Command command, DecisionContext context)
        {
            var (change, reply) = Domain.Entities.Envelope.Decide<TDecider, TState>(Envelope, command, context);
            if (change is not null)
            {
                Envelope = Domain.Entities.Envelope.Apply<TDecider, TState>(Envelope, change);
            }

            return reply;
        }

        public void Show(OutlookBuilder builder)
        {
            if (!ReferenceEquals(_shown, Envelope.State))
            {
                show(builder, _shown = Envelope.State);
            }
        }
    }
}
