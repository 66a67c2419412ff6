using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Runtime.Journal;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>Everything that is held against a world, at every commit and every reply. The checkers keep their own books
/// from the events that became durable; they call no rule of the Domain.</summary>
internal sealed class Checks
{
    private readonly World _world;
    private readonly Dictionary<string, StockBook> _stock = new(StringComparer.Ordinal);
    private readonly Dictionary<string, CellBook> _cells = new(StringComparer.Ordinal);
    private readonly Dictionary<EntityAddress, DayBook> _days = [];
    private readonly OrderBook _orders;
    private readonly ReplyCheck _replies;
    private readonly HashSet<string> _touched = new(StringComparer.Ordinal);

    public Checks(World world)
    {
        _world = world;
        Versions = new VersionBook(world.Verdict);
        Clicks = new ClickCheck(world);
        Intents = new IntentCheck(world);
        Runs = new RunBook(world);
        Owned = new OwnedCheck(world);
        Erasures = new ErasureCheck(world);
        Tastes = new TasteBook(world);
        Retention = new RetentionCheck(world);
        _orders = new OrderBook(world, this);
        _replies = new ReplyCheck(world, this);
    }

    public Truth Truth { get; } = new();

    public VersionBook Versions { get; }

    public ClickCheck Clicks { get; }

    public IntentCheck Intents { get; }

    public RunBook Runs { get; }

    public OwnedCheck Owned { get; }

    public ErasureCheck Erasures { get; }

    public TasteBook Tastes { get; }

    public RetentionCheck Retention { get; }

    private Verdict Verdict => _world.Verdict;

    public StockBook StockOf(string component) =>
        _stock.TryGetValue(component, out var book) ? book : _stock[component] = new StockBook(component, _world);

    public CellBook CellOf(string cell) =>
        _cells.TryGetValue(cell, out var book) ? book : _cells[cell] = new CellBook(cell, _world);

    public DayBook DayOf(EntityAddress day) =>
        _days.TryGetValue(day, out var book) ? book : _days[day] = new DayBook(day.Key, Verdict);

    /// <summary>A batch is in the store.</summary>
    public void Committed(
        IReadOnlyList<EntityWrite> batch, Dictionary<(EntityAddress Address, long Version), Deed> decided)
    {
        _touched.Clear();
        foreach (var write in batch)
        {
            if (write.IsDeletion && Truth.Find(write.Address) is { } last)
            {
                Retention.Deleted(last);
                Truth.Forget(write.Address);
            }

            for (var version = write.Before + 1; version <= write.Version; version++)
            {
                if (decided.Remove((write.Address, version), out var deed))
                {
                    Take(deed);
                }
                else
                {
                    Verdict.Fail("journal", $"{write.Address} stored version {version}, which nobody decided");
                }
            }
        }

        foreach (var order in _touched)
        {
            _orders.Check(order);
        }
    }

    /// <summary>An entity was read from the store: it must be what was written last.</summary>
    public void Loaded(EntityAddress address, StoredEntity? stored)
    {
        var known = Truth.Find(address)?.Change.Version ?? 0;
        Verdict.Require(
            (stored?.Version ?? 0) == known, "I6",
            $"{address} was stored as version {known} and is read as {stored?.Version ?? 0}");
    }

    /// <summary>An entity is about to decide about a command.</summary>
    public void Hears(EntityAddress address, Command command)
    {
        Erasures.Hears(address, command);
        if (command is EffectReplied replied)
        {
            _replies.Heard(address, replied);
        }
    }

    /// <summary>Somebody outside was answered.</summary>
    public void Settled(Request request)
    {
        if (request.Reply is { } reply)
        {
            _replies.Answered(request.To, request.Command, reply);
        }
    }

    /// <summary>Nothing is under way and no fault is near: nothing may be overdue.</summary>
    public void Calm()
    {
        var now = _world.Time.GetUtcNow();
        foreach (var book in _stock.Values)
        {
            book.Calm(now);
        }

        foreach (var book in _days.Values)
        {
            book.Calm(now);
        }
    }

    /// <summary>Everything ended: nothing may be left over.</summary>
    public void Final()
    {
        foreach (var deed in Truth.All())
        {
            Verdict.Require(
                deed.Outbox.IsEmpty || Erasures.IsGone(deed.Address), "I7",
                $"{deed.Address} still has to send {deed.Outbox.Keys.FirstOrDefault()}");
        }

        foreach (var book in _cells.Values)
        {
            book.Final(DateOnly.FromDateTime(_world.Time.GetUtcNow().UtcDateTime));
        }

        _orders.Final();
        Runs.Final();
        Owned.Final();
        Erasures.Final();
        Tastes.Final();
        foreach (var customer in _world.Customers)
        {
            Intents.Final(customer);
        }
    }

    /// <summary>Everything that an order claims, in all books.</summary>
    public IEnumerable<string> ClaimsOf(string order) => _stock.Values.SelectMany(book => book.ClaimsOf(order))
        .Concat(_days.Values.SelectMany(book => book.ClaimsOf(order)));

    /// <summary>What an order took of each component.</summary>
    public long ConsumedBy(string order, string component) =>
        _stock.TryGetValue(component, out var book) ? book.ConsumedBy(order) : 0;

    /// <summary>Whether an operation of an order was worked; a slot that the day took back at its very end counts.
    /// </summary>
    public bool WasWorked(string order, string operation, int minutes) =>
        _days.Values.Any(book => book.HasLost(order, operation))
        || _days.Values.Sum(book => book.WorkedFor(order, operation)) == minutes;

    private void Take(Deed deed)
    {
        var before = Truth.Find(deed.Address);
        Verdict.Require(
            deed.Change.Version == (before?.Change.Version ?? 0) + 1, "journal",
            $"{deed.Address} went from version {before?.Change.Version ?? 0} to {deed.Change.Version}");
        Truth.Take(deed);
        foreach (var effect in deed.Change.Effects)
        {
            if (effect is Effect.Send send)
            {
                _world.Sent(send);
            }
        }

        switch (deed.Address.Kind)
        {
            case EntityKind.ProductModel:
                Versions.Take(deed);
                break;
            case EntityKind.ComponentStock:
                Touch(StockOf(deed.Address.Key).Take(deed));
                break;
            case EntityKind.ProductionCell:
                CellOf(deed.Address.Key).Take(deed);
                break;
            case EntityKind.CellDay:
                Touch(DayOf(deed.Address).Take(deed));
                break;
            case EntityKind.Order:
                _orders.Take(deed);
                Runs.Placed(deed);
                Erasures.Take(deed);
                _touched.Add(deed.Address.Key);
                break;
            case EntityKind.Customer:
                Erasures.Take(deed);
                Tastes.Take(deed);
                break;
            case EntityKind.ConfigurationSession:
                Retention.Take(deed);
                if (_world.Swarm.HasTastes)
                {
                    Tastes.Take(deed);
                }

                break;
            case EntityKind.OwnedProduct:
                Owned.Take(deed);
                break;
            case EntityKind.Run:
                Runs.Take(deed, before);
                break;
            case EntityKind.RunBatch:
                Runs.BatchOf(deed.Address.Key).Take(deed);
                break;
        }
    }

    private void Touch(IEnumerable<string> holds)
    {
        foreach (var hold in holds)
        {
            _touched.Add(HoldId.OrderOf(hold));
        }
    }
}
