using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;
using Customization.Runtime.Journal;

namespace Customization.Runtime.Mailboxes;

/// <summary>Turns the decisions of one activation into writes: changes, or a snapshot where that is due.</summary>
/// <remarks>Used inside turns, but for <see cref="Committed"/>, <see cref="Durable"/> and <see cref="DirtySince"/>.
/// </remarks>
internal sealed class EntityWriter<TDecider, TState>(
    EntityAddress address, EntityType<TDecider, TState> type, EntityEngine engine, IWriteOwner owner,
    Restored<TState> restored)
    where TDecider : IDecider<TState>
    where TState : class
{
    private const long Never = long.MaxValue;
    private readonly List<Change> _decided = [];
    private ImmutableSortedDictionary<string, DateTimeOffset>? _timersSeen;
    private DateTimeOffset? _earliestTimer;
    private long _submitted = restored.Envelope.Version;
    private long _snapshot = restored.SnapshotVersion;
    private long _durable = restored.Envelope.Version;
    private long _dirtySince = Never;
    private int _underWay;
    private bool _mustWrite;
    private bool _mustForget;

    /// <summary>The version up to which the store has everything.</summary>
    public long Durable => Volatile.Read(ref _durable);

    /// <summary>Since when a lazy entity has changes that were not submitted.</summary>
    public long DirtySince => Volatile.Read(ref _dirtySince);

    /// <summary>The store has the entity as a snapshot of this version, and no write is under way.</summary>
    public bool IsQuiet(long version) => _snapshot == version && Volatile.Read(ref _underWay) == 0;

    /// <summary>No write is under way.</summary>
    public bool IsIdle => Volatile.Read(ref _underWay) == 0;

    /// <summary>Remembers a change for the write at the end of the turn.</summary>
    public void Decided(Change change, bool mustWrite)
    {
        _mustWrite |= mustWrite;
        _mustForget |= change.Events.Any(happened => happened is IErasesHistory);
        if (type.Durability != Durability.Lazy)
        {
            _decided.Add(change);
        }
        else if (_dirtySince == Never)
        {
            Volatile.Write(ref _dirtySince, engine.Time.GetTimestamp());
        }
    }

    /// <summary>Submits one write for everything decided since the last one, if there is reason to.</summary>
    public void Submit(Envelope<TState> current, Signals signals)
    {
        var isLazy = type.Durability == Durability.Lazy;
        var wantsSnapshot = (signals & (Signals.Evict | Signals.Drain)) != 0 && _snapshot < current.Version;
        var wantsFlush = isLazy && (signals & Signals.Flush) != 0 && _submitted < current.Version;
        if (!_mustWrite && !_mustForget && !wantsSnapshot && !wantsFlush)
        {
            return;
        }

        var takesSnapshot = isLazy || wantsSnapshot || _mustForget
            || current.Version - _snapshot >= engine.Limits.SnapshotEvery;
        var secretOf = SecretKey.Of(address, current.State, TDecider.OwnerOf(current.State));
        var isSplit = secretOf is not null && SecretKey.LeavesRemainder(address.Kind);
        var write = new EntityWrite(
            address, _submitted, current.Version, takesSnapshot ? [] : [.. _decided.Select(Stored)],
            takesSnapshot ? new ReadOnlyMemory<byte>(type.Write(current)) : default(ReadOnlyMemory<byte>?),
            current.Outbox.Count > 0 ? StoredWake.AtOnce : EarliestTimer(current),
            TDecider.OwnerOf(current.State))
        {
            SecretOf = secretOf,
            SnapshotRemainder = isSplit && takesSnapshot ? () => type.WriteRemainder(current) : null,
            Key = restored.Key,
            Forgets = _mustForget && address.Kind == EntityKind.Customer ? address.Key : null,
        };
        var isUrgent = (_mustWrite && type.Durability != Durability.Coalesced) || (signals & Signals.Drain) != 0;
        _decided.Clear();
        (_mustWrite, _mustForget) = (false, false);
        _submitted = current.Version;
        _snapshot = takesSnapshot ? current.Version : _snapshot;
        Volatile.Write(ref _dirtySince, Never);
        Interlocked.Increment(ref _underWay);
        engine.Commit.Add(write, owner, isUrgent);

        StoredChange Stored(Change change) => new(change.Version, type.Write(change))
        {
            Remainder = isSplit ? () => type.WriteRemainder(change) : null,
        };
    }

    /// <summary>Submits the deletion of what is stored; nothing else is under way. What is decided from now on is of a
    /// new entity.</summary>
    public void Delete()
    {
        var write = new EntityWrite(address, _submitted, 0, [], null, null, null);
        (_submitted, _snapshot, _mustWrite, _mustForget) = (0, 0, false, false);
        _decided.Clear();
        Volatile.Write(ref _durable, 0);
        Volatile.Write(ref _dirtySince, Never);
        Interlocked.Increment(ref _underWay);
        engine.Commit.Add(write, owner, urgent: false);
    }

    /// <summary>The writer is done up to a version.</summary>
    public void Committed(long version)
    {
        Volatile.Write(ref _durable, version);
        Interlocked.Decrement(ref _underWay);
    }

    /// <summary>When the first timer is due; O(timers) after a change of the timers, O(1) otherwise.</summary>
    public DateTimeOffset? EarliestTimer(Envelope<TState> current)
    {
        if (!ReferenceEquals(_timersSeen, current.Timers))
        {
            _timersSeen = current.Timers;
            _earliestTimer = current.Timers.Count == 0 ? null : current.Timers.Values.Min();
        }

        return _earliestTimer;
    }
}
