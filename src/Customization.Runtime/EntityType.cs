using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Runtime.Journal;
using Customization.Runtime.Mailboxes;

namespace Customization.Runtime;

/// <summary>One kind of entity as the runtime runs it: its rules, its durability, whose it is.</summary>
public abstract class EntityType(EntityKind kind, Durability durability)
{
    /// <summary>The kind.</summary>
    public EntityKind Kind { get; } = kind;

    /// <summary>When its changes become durable.</summary>
    public Durability Durability { get; } = durability;

    /// <summary>Describes a kind of entity by its decider.</summary>
    /// <param name="json">How its types are written; null for <see cref="EntityJson.Options"/>.</param>
    public static EntityType Of<TDecider, TState>(JsonSerializerOptions? json = null)
        where TDecider : IDecider<TState>
        where TState : class =>
        new EntityType<TDecider, TState>(json ?? EntityJson.Options);

    internal abstract Mailbox Open(EntityEngine engine, EntityAddress address);

    /// <summary>The stored state of an entity, for projections at start.</summary>
    internal abstract object ReadState(EntityAddress address, StoredEntity stored);
}

/// <summary>Turns entities of one kind into bytes and back.</summary>
internal sealed class EntityType<TDecider, TState>(JsonSerializerOptions json)
    : EntityType(TDecider.Kind, TDecider.Durability)
    where TDecider : IDecider<TState>
    where TState : class
{
    public byte[] Write(Change change) => JsonSerializer.SerializeToUtf8Bytes(change, json);

    public byte[] Write(Envelope<TState> envelope) => JsonSerializer.SerializeToUtf8Bytes(envelope, json);

    /// <summary>Snapshot, then changes; a new envelope where nothing is stored.</summary>
    /// <exception cref="StoreException">The bytes are not what was written.</exception>
    public Restored<TState> Restore(EntityAddress address, StoredEntity? stored)
    {
        var envelope = Envelope.New<TDecider, TState>(address.Key);
        if (stored is null)
        {
            return new Restored<TState>(envelope, 0);
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
            ? new Restored<TState>(envelope, stored.SnapshotVersion)
            : throw new StoreException(
                $"{address} is stored as version {stored.Version} but reads as {envelope.Version}");
    }

    internal override Mailbox Open(EntityEngine engine, EntityAddress address) =>
        new EntityMailbox<TDecider, TState>(engine, this, address);

    internal override object ReadState(EntityAddress address, StoredEntity stored) =>
        Restore(address, stored).Envelope.State;
}

/// <summary>An entity as the store had it.</summary>
internal readonly record struct Restored<TState>(Envelope<TState> Envelope, long SnapshotVersion)
    where TState : class;
