using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Runtime.Journal;
using Customization.Runtime.Mailboxes;

namespace Customization.Runtime;

/// <summary>One kind of entity as the runtime runs it: its rules, its durability, whose it is.</summary>
public abstract class EntityType(EntityKind kind, Durability durability, bool hasRetention)
{
    /// <summary>The kind.</summary>
    public EntityKind Kind { get; } = kind;

    /// <summary>When its changes become durable.</summary>
    public Durability Durability { get; } = durability;

    /// <summary>Whether its entities are deleted some time after nobody touches them any more.</summary>
    public bool HasRetention { get; } = hasRetention;

    /// <summary>Describes a kind of entity by its decider.</summary>
    /// <param name="json">How its types are written; null for <see cref="EntityJson.Options"/>.</param>
    public static EntityType Of<TDecider, TState>(JsonSerializerOptions? json = null)
        where TDecider : IDecider<TState>
        where TState : class =>
        new EntityType<TDecider, TState>(json ?? EntityJson.Options);

    internal abstract Mailbox Open(EntityEngine engine, EntityAddress address);

    /// <summary>The stored state of an entity, for projections at start.</summary>
    internal abstract object ReadState(EntityAddress address, StoredEntity stored);

    /// <summary>What becomes of a stored entity that nobody may have touched for long.</summary>
    internal abstract Retention RetentionOf(
        EntityAddress address, StoredEntity stored, DateTimeOffset now, TimeSpan retention);
}

/// <summary>Runs the rules of one kind and turns its entities into bytes and back. The simulator stands in its place to
/// see every decision.</summary>
internal class EntityType<TDecider, TState>(JsonSerializerOptions json, Durability durability)
    : EntityType(TDecider.Kind, durability, TDecider.HasRetention)
    where TDecider : IDecider<TState>
    where TState : class
{
    public EntityType(JsonSerializerOptions json)
        : this(json, TDecider.Durability)
    {
    }

    public virtual (Change? Change, Reply Reply) Decide(
        EntityAddress address, Envelope<TState> envelope, Command command, DecisionContext context) =>
        Envelope.Decide<TDecider, TState>(envelope, command, context);

    public virtual Envelope<TState> Apply(EntityAddress address, Envelope<TState> envelope, Change change) =>
        Envelope.Apply<TDecider, TState>(envelope, change);

    public virtual Retention RetentionOf(
        EntityAddress address, Envelope<TState> envelope, DateTimeOffset now, TimeSpan retention) =>
        Envelope.RetentionOf<TDecider, TState>(envelope, now, retention);

    public virtual byte[] Write(Change change) => JsonSerializer.SerializeToUtf8Bytes(change, json);

    public virtual byte[] Write(Envelope<TState> envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, json);

    /// <summary>The same without what is personal.</summary>
    public byte[] WriteRemainder(object written) =>
        JsonSerializer.SerializeToUtf8Bytes(written, written.GetType(), EntityJson.Remainder);

    /// <summary>Snapshot, then changes; a new envelope where nothing is stored.</summary>
    /// <exception cref="StoreException">The bytes are not what was written.</exception>
    public virtual Restored<TState> Restore(EntityAddress address, StoredEntity? stored)
    {
        var envelope = Envelope.New<TDecider, TState>(address.Key);
        if (stored is null)
        {
            return new Restored<TState>(envelope, 0, new HeldKey());
        }

        if (stored.IsForgotten)
        {
            return new Restored<TState>(
                envelope with { Version = stored.Version }, stored.SnapshotVersion, stored.Key);
        }

        try
        {
            if (stored.Snapshot is { } snapshot)
            {
                envelope = JsonSerializer.Deserialize<Envelope<TState>>(snapshot.Span, json)!;
            }

            foreach (var change in stored.Changes)
            {
                envelope = Envelope.Apply<TDecider, TState>(
                    envelope, JsonSerializer.Deserialize<Change>(change.Payload.Span, json)!);
            }
        }
        catch (JsonException fault)
        {
            throw new StoreException($"{address} cannot be read: {fault.Message}", fault);
        }

        return envelope.Version == stored.Version
            ? new Restored<TState>(envelope, stored.SnapshotVersion, stored.Key)
            : throw new StoreException(
                $"{address} is stored as version {stored.Version} but reads as {envelope.Version}");
    }

    internal override Mailbox Open(EntityEngine engine, EntityAddress address) =>
        new EntityMailbox<TDecider, TState>(engine, this, address);

    internal override object ReadState(EntityAddress address, StoredEntity stored) =>
        Restore(address, stored).Envelope.State;

    internal override Retention RetentionOf(
        EntityAddress address, StoredEntity stored, DateTimeOffset now, TimeSpan retention) =>
        RetentionOf(address, Restore(address, stored).Envelope, now, retention);
}

/// <summary>An entity as the store had it.</summary>
internal readonly record struct Restored<TState>(Envelope<TState> Envelope, long SnapshotVersion, HeldKey Key)
    where TState : class;
