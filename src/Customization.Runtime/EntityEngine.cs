using System.Collections.Concurrent;
using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Runtime.Journal;
using Customization.Runtime.Mailboxes;
using Customization.Runtime.Scheduling;
using Customization.Runtime.Timers;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime;

/// <summary>What the engine needs from outside: each is real in the server and virtual in the simulator.</summary>
/// <param name="World">Makes the context of a decision at a time.</param>
/// <param name="Observe">Told of every change of an entity with the state after it, in the entity's order: after it is
/// durable, for lazy kinds when it is accepted. Runs in the entity's turn; must be short.</param>
/// <param name="IsShared">Other engines reach the journal too, so an entity may live twice for a while: the older one
/// loses its writes, and may answer other entities without a write only after a look at the journal.</param>
public sealed record EngineParts(
    IJournal Journal, IScheduler Scheduler, TimeProvider Time, RuntimeLimits Limits,
    Func<DateTimeOffset, DecisionContext> World, Action<EntityAddress, Change, object> Observe, ILogger Log,
    bool IsShared = false);

/// <summary>Runs all entities of a process: finds or makes their mailboxes, wakes them, and stops them in order.
/// </summary>
/// <remarks>Everything that happens, happens in work posted to the scheduler or in a callback of the clock; with
/// <see cref="SeededScheduler"/> and <see cref="VirtualTime"/> a run is determined by its seed. Safe for any number of
/// threads.</remarks>
public sealed partial class EntityEngine : IDisposable
{
    private readonly ConcurrentDictionary<EntityAddress, Mailbox> _mailboxes = new();
    private readonly Dictionary<EntityKind, EntityType> _types;
    private readonly EngineParts _parts;
    private readonly RetentionSweep _retention;
    private readonly ITimer _sweep;
    private volatile bool _isDraining;
    private volatile bool _isStopped;

    /// <summary>An engine over a journal; nothing runs before <see cref="Start"/>.</summary>
    public EntityEngine(IEnumerable<EntityType> types, EngineParts parts)
    {
        _types = types.ToDictionary(type => type.Kind);
        _parts = parts;
        Metrics = new RuntimeMetrics(() => _mailboxes.Count);
        Commit = new GroupCommit(parts.Journal, parts.Scheduler, parts.Time, parts.Limits, Busy, Metrics, parts.Log);
        Timers = new TimerQueue(parts.Time, address => Signal(address, Signals.Wake));
        _retention = new RetentionSweep(this, [.. _types.Values.Where(type => type.HasRetention)]);
        _sweep = parts.Time.CreateTimer(_ => Sweep(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Entities in memory.</summary>
    public int ActiveCount => _mailboxes.Count;

    internal Busy Busy { get; } = new();

    internal GroupCommit Commit { get; }

    internal TimerQueue Timers { get; }

    internal UnstoredEntities Unstored { get; } = new();

    internal RuntimeMetrics Metrics { get; }

    internal IJournal Journal => _parts.Journal;

    internal IScheduler Scheduler => _parts.Scheduler;

    internal TimeProvider Time => _parts.Time;

    internal RuntimeLimits Limits => _parts.Limits;

    internal ILogger Log => _parts.Log;

    internal bool IsDraining => _isDraining;

    internal bool IsStopped => _isStopped;

    /// <summary>Wakes the entities that have something to send and sets the timers of those that wait for one; all
    /// others stay in the store until somebody asks them. O(those entities).</summary>
    public void Start()
    {
        var woken = 0;
        foreach (var wake in Journal.Wakes())
        {
            Timers.Set(wake.Address, wake.At);
            woken++;
        }

        _sweep.Change(Limits.SweepInterval, Limits.SweepInterval);
        LogStarted(Log, woken);
    }

    /// <summary>The stored states of a kind, for projections at start. O(entities of the kind).</summary>
    public IEnumerable<object> ReadStates(EntityKind kind)
    {
        for (var page = Journal.List(new EntityQuery(kind, Limit: EntityQuery.LimitMax)); ;)
        {
            foreach (var key in page.Keys)
            {
                var address = new EntityAddress(kind, key);
                if (Journal.Load(address) is { } stored)
                {
                    yield return _types[kind].ReadState(address, stored);
                }
            }

            if (page.Next is null)
            {
                yield break;
            }

            page = Journal.List(new EntityQuery(kind, After: page.Next, Limit: EntityQuery.LimitMax));
        }
    }

    /// <summary>Keys of entities, those among them that are only in memory yet.</summary>
    public EntityPage List(EntityQuery query) => Unstored.AddTo(query, Journal.List);

    /// <summary>The entities in memory: their number by kind, and those that took most messages.</summary>
    /// <remarks>O(entities in memory). Sessions, customers and what they own are counted but not named: their keys are
    /// secrets of people.</remarks>
    public (ImmutableSortedDictionary<EntityKind, int> ByKind, ImmutableArray<HotEntity> Hottest) Survey(int hottest)
    {
        var mailboxes = _mailboxes.Values;
        return (
            mailboxes.GroupBy(mailbox => mailbox.Address.Kind)
                .ToImmutableSortedDictionary(kind => kind.Key, kind => kind.Count()),
            [
                .. mailboxes.Where(mailbox => mailbox.Address.Kind
                        is not (EntityKind.ConfigurationSession or EntityKind.Customer or EntityKind.OwnedProduct))
                    .OrderByDescending(mailbox => mailbox.Taken).Take(hottest)
                    .Select(mailbox => new HotEntity(mailbox.Address, mailbox.Taken, mailbox.Waiting)),
            ]);
    }

    /// <summary>Puts a command into an entity's mailbox; the outcome goes to <paramref name="replyTo"/>.</summary>
    /// <param name="runsHere">Decide on this thread where the entity is idle; never within a turn.</param>
    /// <exception cref="UnavailableException">The process is stopping or the mailbox is full; nothing was done.
    /// </exception>
    public void Post(EntityAddress to, Command command, IReplyTo? replyTo, bool runsHere = false)
    {
        if (_isDraining)
        {
            throw new UnavailableException(UnavailableReason.Draining, "the process is stopping");
        }

        PostTo(to, new Message(command, replyTo), runsHere);
    }

    /// <summary>Refuses new commands and fires no more timers; what runs may finish.</summary>
    public void StartDraining()
    {
        _isDraining = true;
        Timers.Stop();
        _sweep.Dispose();
        Commit.Flush();
    }

    /// <summary>Tells every entity in memory to store itself as a snapshot.</summary>
    public void StoreAll()
    {
        foreach (var (_, mailbox) in _mailboxes)
        {
            mailbox.Signal(Signals.Drain);
        }

        Commit.Flush();
    }

    /// <summary>Stops: refuses new commands, lets the running ones finish, stores every entity as a snapshot.</summary>
    /// <returns>Whether everything was finished within <see cref="RuntimeLimits.DrainLimit"/>; what was not is repeated
    /// at the next start.</returns>
    public async Task<bool> Drain()
    {
        var limit = Task.Delay(Limits.DrainLimit, Time);
        StartDraining();
        var isFinished = await IsIdleBefore(limit).ConfigureAwait(false);
        StoreAll();
        isFinished &= await IsIdleBefore(limit).ConfigureAwait(false);
        _isStopped = true;
        LogDrained(Log, isFinished);
        return isFinished;
    }

    /// <summary>Stops at once, as a crash would; the journal is left to its owner.</summary>
    public void Dispose()
    {
        _isDraining = true;
        _isStopped = true;
        _sweep.Dispose();
        Timers.Dispose();
        Commit.Dispose();
        Metrics.Dispose();
    }

    /// <summary>Whether another engine has stored a later version of an entity than the one that lives here.</summary>
    internal bool IsOvertaken(EntityAddress address, long version) =>
        _parts.IsShared && (Journal.Load(address)?.Version ?? 0) != version;

    internal DecisionContext NewContext() => _parts.World(Time.GetUtcNow());

    internal void Changed(EntityAddress address, Change change, object state) =>
        _parts.Observe(address, change, state);

    internal void Remove(Mailbox mailbox) =>
        _mailboxes.TryRemove(new KeyValuePair<EntityAddress, Mailbox>(mailbox.Address, mailbox));

    /// <summary>The wait before the n-th repetition: doubling, bounded.</summary>
    internal TimeSpan RetryDelay(int failures) =>
        Outbox.DoublingDelay(failures, Limits.RetryDelayMin, Limits.RetryDelayMax);

    /// <summary>Delivers what an entity sends; a failure goes to the sender like a reply.</summary>
    internal void Deliver(EntityAddress to, in Message message)
    {
        if (message.Command is DeletePicture picture)
        {
            Busy.Enter();
            Scheduler.Post(Lane.Storage, new PictureDeletion(Journal, picture, message.ReplyTo, Busy));
            return;
        }

        try
        {
            PostTo(to, message);
        }
        catch (Exception fault) when (fault is UnavailableException or ArgumentException)
        {
            message.ReplyTo?.Failed(fault);
        }
    }

    internal void SendFailed(EntityAddress from, SendFailed failed)
    {
        Metrics.SendFailed();
        LogSendFailed(Log, failed.Fault, from.Kind, failed.Key);
    }

    internal bool IsActive(EntityAddress address) => _mailboxes.ContainsKey(address);

    /// <summary>Sets a flag of an entity, which comes into memory for it.</summary>
    internal void Signal(EntityAddress address, Signals signal)
    {
        while (!MailboxOf(address).Signal(signal))
        {
            // That one has just left memory; the next look-up finds or makes its successor.
        }
    }

    internal void Bug(EntityAddress address, Exception bug) => LogBug(Log, bug, address.Kind);

    private void PostTo(EntityAddress to, in Message message, bool runsHere = false)
    {
        while (!MailboxOf(to).Post(message, runsHere))
        {
            // That one has just left memory; the next look-up finds or makes its successor.
        }
    }

    private Mailbox MailboxOf(EntityAddress address) =>
        _mailboxes.TryGetValue(address, out var mailbox) ? mailbox : NewMailbox(address);

    private Mailbox NewMailbox(EntityAddress address)
    {
        if (address.Key is not { Length: > 0 and <= EntityAddress.KeyLengthMax })
        {
            throw new ArgumentException($"a key has 1 to {EntityAddress.KeyLengthMax} characters", nameof(address));
        }

        return _types.TryGetValue(address.Kind, out var type)
            ? _mailboxes.GetOrAdd(address, static (key, of) => of.type.Open(of.engine, key), (type, engine: this))
            : throw new ArgumentException($"no entity of kind {address.Kind} runs here", nameof(address));
    }

    /// <summary>Tells dirty entities to flush, idle ones to leave and some of the stored ones, where they may, to go;
    /// O(entities in memory).</summary>
    private void Sweep()
    {
        _retention.Go();
        var now = Time.GetTimestamp();
        var idleAfter = _mailboxes.Count > Limits.ActiveMax ? TimeSpan.Zero : Limits.IdleAfter;
        foreach (var (_, mailbox) in _mailboxes)
        {
            if (Time.GetElapsedTime(mailbox.LastUsed, now) >= idleAfter)
            {
                mailbox.Signal(Signals.Evict);
            }
            else if (mailbox.DirtySince is var since && since != long.MaxValue
                && Time.GetElapsedTime(since, now) >= Limits.LazyInterval)
            {
                mailbox.Signal(Signals.Flush);
            }
        }
    }

    private async Task<bool> IsIdleBefore(Task limit)
    {
        while (true)
        {
            Commit.Flush();
            var idle = Busy.WhenIdle();
            if (await Task.WhenAny(idle, limit).ConfigureAwait(false) == limit)
            {
                return false;
            }

            if (Busy.IsIdle)
            {
                return true;
            }
        }
    }
}
