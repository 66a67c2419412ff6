using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Runtime;
using Customization.Runtime.Journal;
using Customization.Runtime.Mailboxes;
using Customization.Runtime.Scheduling;
using Customization.Runtime.Simulation.Faults;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace Customization.Domain.Tests.Runtime;

/// <summary>An engine of counters on a seeded scheduler, a virtual clock and a journal that outlives crashes.</summary>
public sealed class World : IDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 8, 0, 0, TimeSpan.Zero);

    private readonly EntityType[] _types;
    private readonly RuntimeLimits _limits;
    private readonly int _seed;
    private readonly SkewedTime _clock;
    private int _lives;

    public World(
        int seed = 1, IJournal? journal = null, RuntimeLimits? limits = null, params ReadOnlySpan<EntityType> types)
    {
        (_seed, _limits) = (seed, limits ?? RuntimeLimits.Default);
        _types = types.IsEmpty ? Types() : [.. types];
        _clock = new SkewedTime(Time);
        Journal = new FaultyJournal(journal ?? new MemoryJournal());
        Restart();
    }

    public FaultyJournal Journal { get; }

    public VirtualTime Time { get; } = new(Start);

    public SeededScheduler Scheduler { get; private set; } = null!;

    public EntityEngine Engine { get; private set; } = null!;

    /// <summary>Every observed change, in order.</summary>
    public List<(EntityAddress Address, Change Change)> Changes { get; } = [];

    public static EntityAddress Eager(string key) => new(EntityKind.Order, key);

    public static EntityAddress Coalesced(string key) => new(EntityKind.Customer, key);

    public static EntityAddress Lazy(string key) => new(EntityKind.ConfigurationSession, key);

    public static EntityType[] Types() =>
    [
        EntityType.Of<EagerCounter, CounterState>(Counter.Json),
        EntityType.Of<CoalescedCounter, CounterState>(Counter.Json),
        EntityType.Of<LazyCounter, CounterState>(Counter.Json),
    ];

    /// <summary>Loses everything that is not in the journal and starts again.</summary>
    public void Restart()
    {
        Scheduler?.Crash();
        Engine?.Dispose();
        Scheduler = new SeededScheduler(_seed + _lives++);
        Engine = new EntityEngine(_types, new EngineParts(
            Journal, Scheduler, _clock, _limits, now => new DecisionContext(now, NoCatalog.Instance, new Outlook()),
            (address, change, _) => Changes.Add((address, change)), NullLogger.Instance));
        Engine.Start();
    }

    /// <summary>Lets the engine's clock be off; waits that have begun end when they would have.</summary>
    public void SetClock(TimeSpan off) => _clock.Skew = off;

    /// <summary>Puts a command in; nothing runs yet.</summary>
    public Probe Post(EntityAddress to, Command command)
    {
        var probe = new Probe();
        Engine.Post(to, command, probe);
        return probe;
    }

    /// <summary>Runs until nothing can run without time passing.</summary>
    public void Run() => Scheduler.Run();

    /// <summary>Lets time pass in small steps, running what it starts.</summary>
    public void Pass(TimeSpan time)
    {
        for (var until = Time.GetUtcNow() + time; Time.GetUtcNow() < until;)
        {
            var next = Time.NextDue is { } due && due < until ? due : until;
            Time.Advance(next > Time.GetUtcNow() ? next - Time.GetUtcNow() : TimeSpan.Zero);
            Run();
        }
    }

    /// <summary>The reply after everything settled.</summary>
    public Reply Ask(EntityAddress to, Command command)
    {
        var probe = Post(to, command);
        Run();
        Pass(_limits.CoalesceDelay);
        return probe.Reply ?? throw new InvalidOperationException("no reply", probe.Fault);
    }

    public int Total(EntityAddress of) => ((CounterTotal)Ask(of, new CounterCommand.Read())).Total;

    public void Dispose() => Engine.Dispose();
}

/// <summary>Remembers what an entity answered.</summary>
public sealed class Probe : IReplyTo
{
    public Reply? Reply { get; private set; }

    public Exception? Fault { get; private set; }

    public bool IsOpen => Reply is null && Fault is null;

    public void Replied(Reply reply)
    {
        Assert.True(IsOpen, "told twice");
        Reply = reply;
    }

    public void Failed(Exception fault)
    {
        Assert.True(IsOpen, "told twice");
        Fault = fault;
    }
}

/// <summary>A catalog without products.</summary>
public sealed class NoCatalog : ICatalog
{
    public static readonly NoCatalog Instance = new();

    public PublishedProduct? Current(string productCode) => null;

    public PublishedProduct? Version(string productCode, int version) => null;
}
