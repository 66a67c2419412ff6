using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Runtime.Journal;

/// <summary>A journal without a disk, for simulation and tests: it outlives the engine that wrote it.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, byte[]> _blobs = [];
    private readonly SortedDictionary<(EntityKind Kind, string Key), Entry> _entries =
        new(Comparer<(EntityKind Kind, string Key)>.Create(InOrder));

    /// <inheritdoc/>
    public void Commit(IReadOnlyList<EntityWrite> batch)
    {
        lock (_gate)
        {
            foreach (var entity in batch.GroupBy(write => write.Address))
            {
                var version = Find(entity.Key)?.Stored.Version ?? 0;
                foreach (var write in entity)
                {
                    version = version == write.Before
                        ? write.Version
                        : throw new StoreConflictException(
                            $"{write.Address} is at version {version}, the write builds on {write.Before}");
                }
            }

            foreach (var write in batch)
            {
                if (write.IsDeletion)
                {
                    _entries.Remove((write.Address.Kind, write.Address.Key));
                    continue;
                }

                var before = Find(write.Address)?.Stored ?? new StoredEntity(0, 0, null, []);
                var after = write.Snapshot is { } snapshot
                    ? new StoredEntity(write.Version, write.Version, snapshot, [])
                    : before with { Version = write.Version, Changes = before.Changes.AddRange(write.Changes) };
                _entries[(write.Address.Kind, write.Address.Key)] = new Entry(after, write.Wake, write.Owner);
            }
        }
    }

    /// <inheritdoc/>
    public StoredEntity? Load(EntityAddress address)
    {
        lock (_gate)
        {
            return Find(address)?.Stored;
        }
    }

    /// <inheritdoc/>
    public IEnumerable<StoredWake> Wakes()
    {
        lock (_gate)
        {
            return [.. _entries.Where(entry => entry.Value.Wake is not null).Select(entry =>
                new StoredWake(new EntityAddress(entry.Key.Kind, entry.Key.Key), entry.Value.Wake!.Value))];
        }
    }

    /// <inheritdoc/>
    public EntityPage List(EntityQuery query)
    {
        lock (_gate)
        {
            var keys = _entries
                .Where(entry => entry.Key.Kind == query.Kind
                    && (query.Owner is null || entry.Value.Owner == query.Owner)
                    && (query.KeyPrefix is null || entry.Key.Key.StartsWith(query.KeyPrefix, StringComparison.Ordinal))
                    && (query.After is null || string.CompareOrdinal(entry.Key.Key, query.After) > 0))
                .Select(entry => entry.Key.Key)
                .Take(query.Limit + 1)
                .ToImmutableArray();
            return keys.Length > query.Limit
                ? new EntityPage(keys[..query.Limit], keys[query.Limit - 1])
                : new EntityPage(keys, null);
        }
    }

    /// <inheritdoc/>
    public byte[]? ReadBlob(string hash)
    {
        lock (_gate)
        {
            return _blobs.GetValueOrDefault(hash);
        }
    }

    /// <inheritdoc/>
    public void WriteBlob(string hash, ReadOnlyMemory<byte> content)
    {
        lock (_gate)
        {
            _blobs.TryAdd(hash, content.ToArray());
        }
    }

    /// <inheritdoc/>
    public void DeleteBlob(string hash)
    {
        lock (_gate)
        {
            _blobs.Remove(hash);
        }
    }

    /// <summary>Nothing to close: the content stays.</summary>
    public void Dispose()
    {
    }

    private static int InOrder((EntityKind Kind, string Key) left, (EntityKind Kind, string Key) right) =>
        left.Kind != right.Kind ? left.Kind.CompareTo(right.Kind) : string.CompareOrdinal(left.Key, right.Key);

    private Entry? Find(EntityAddress address) => _entries.GetValueOrDefault((address.Kind, address.Key));

    private sealed record Entry(StoredEntity Stored, DateTimeOffset? Wake, string? Owner);
}
