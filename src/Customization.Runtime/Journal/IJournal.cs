using Customization.Domain.Entities;

namespace Customization.Runtime.Journal;

/// <summary>Where entities are stored. Knows bytes and versions, nothing of what they mean.</summary>
/// <remarks>Two implementations: <see cref="SqliteJournal"/> and <see cref="MemoryJournal"/>. <see cref="Commit"/> is
/// called by one thread at a time; the other members by any thread, also during a commit. A fault of the disk is an
/// <see cref="IOException"/> or a <see cref="System.Data.Common.DbException"/>; a store whose content is wrong is a
/// <see cref="StoreException"/>.</remarks>
public interface IJournal : IDisposable
{
    /// <summary>Makes all writes of a batch durable, or none.</summary>
    /// <exception cref="StoreConflictException">An entity is no longer at the version that a write builds on.
    /// </exception>
    void Commit(IReadOnlyList<EntityWrite> batch);

    /// <summary>The stored form of one entity, or null where it was never stored.</summary>
    StoredEntity? Load(EntityAddress address);

    /// <summary>Every entity that has something to send or a timer to wait for.</summary>
    IEnumerable<StoredWake> Wakes();

    /// <summary>Keys of stored entities.</summary>
    EntityPage List(EntityQuery query);

    /// <summary>The bytes kept under a hash, or null.</summary>
    byte[]? ReadBlob(string hash);

    /// <summary>Keeps bytes by hash, durable on return; the same hash again is ignored.</summary>
    void WriteBlob(string hash, ReadOnlyMemory<byte> content);

    /// <summary>Deletes the bytes kept under a hash, durable on return; nothing where there are none.</summary>
    void DeleteBlob(string hash);
}
