using System.Collections.Immutable;
using System.Diagnostics;
using Customization.Domain.Entities;

namespace Customization.Runtime.Journal;

/// <summary>What one entity adds to the journal in one batch.</summary>
/// <param name="Before">The version that the store must have; 0 where the entity is new.</param>
/// <param name="Version">The version afterwards; 0 where the entity is deleted with all that was stored of it.</param>
/// <param name="Changes">The changes <c>Before + 1 .. Version</c>; empty where the snapshot has that version.</param>
/// <param name="Snapshot">The whole entity at <paramref name="Version"/>; older changes are then forgotten.</param>
/// <param name="Wake">When the entity has to be woken after a restart; null for never, the earliest time of all for at
/// once, because it has something to send.</param>
/// <param name="Owner">Whose entity it is, for lists; null where nobody's.</param>
public sealed record EntityWrite(
    EntityAddress Address, long Before, long Version, ImmutableArray<StoredChange> Changes,
    ReadOnlyMemory<byte>? Snapshot, DateTimeOffset? Wake, string? Owner)
{
    /// <summary>The entity is deleted.</summary>
    public bool IsDeletion => Version == 0;

    /// <summary>The customer whose key the payloads are to be stored under; null for none.</summary>
    public string? SecretOf { get; init; }

    /// <summary>What of the snapshot is stored in the open; null where all of it is as secret as the rest.</summary>
    public Func<byte[]>? SnapshotRemainder { get; init; }

    /// <summary>The key that the entity is stored under while it is in memory.</summary>
    public HeldKey Key { get; init; } = new();

    /// <summary>The customer whose key is to be deleted with this write: they were erased. Null for none.</summary>
    public string? Forgets { get; init; }
}

/// <summary>One change as bytes.</summary>
public readonly record struct StoredChange(long Version, ReadOnlyMemory<byte> Payload)
{
    /// <summary>What of the change is stored in the open; null where all of it is as secret as the rest.</summary>
    public Func<byte[]>? Remainder { get; init; }
}

/// <summary>The key of a customer as an entity in memory had it first. Who was erased and is known again has another:
/// what was chosen before is not to be stored under that one.</summary>
public sealed class HeldKey
{
    /// <summary>Null until something was read or written under it.</summary>
    public byte[]? Bytes { get; set; }

    /// <summary>When the entity came into memory, in ticks of <see cref="Stopwatch"/>.</summary>
    public long Since { get; } = Stopwatch.GetTimestamp();
}

/// <summary>An entity as stored: its last snapshot, if any, and the changes since.</summary>
public sealed record StoredEntity(
    long Version, long SnapshotVersion, ReadOnlyMemory<byte>? Snapshot, ImmutableArray<StoredChange> Changes)
{
    /// <summary>Its key is deleted: nothing of it but the version can be known any more.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>The key that it was read with.</summary>
    public HeldKey Key { get; init; } = new();
}

/// <summary>An entity that waits for something.</summary>
/// <param name="At">See <see cref="EntityWrite.Wake"/>.</param>
public readonly record struct StoredWake(EntityAddress Address, DateTimeOffset At)
{
    /// <summary>The time that means at once.</summary>
    public static readonly DateTimeOffset AtOnce = DateTimeOffset.UnixEpoch;
}
