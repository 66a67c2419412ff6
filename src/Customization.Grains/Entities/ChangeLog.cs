using System.Buffers;
using System.Text.Json;
using Customization.Domain.Entities;
using Orleans.Storage;

namespace Customization.Grains.Entities;

/// <summary>The changes of one large entity since its snapshot, in a record of their own, so that a write costs what
/// changed and not what the entity is.</summary>
/// <remarks>Every change is written here first; the snapshot is replaced, with what is durable here, once the changes
/// are many, and the next write leaves out those that it has. So the etag of this record alone decides which activation
/// is the current one, and an outdated one can put nothing into the snapshot that is not here too.</remarks>
internal sealed class ChangeLog(GrainParts parts, GrainId grain)
{
    /// <summary>From this size on an entity has a log; at least 64 times what most changes take.</summary>
    public const int EntityBytesMin = 16 * 1024;

    private const string Name = "changes";
    private const int LogBytesMax = 16 * 1024;
    private const byte Mark = (byte)'+';

    private readonly List<byte[]> _changes = [];
    private string? _etag;
    private int _bytes;

    /// <summary>The record as it was read or written last; a new one where there is none.</summary>
    public StoredRecord Record { get; private set; } = new();

    /// <summary>So many changes that a new snapshot costs less than writing them once more.</summary>
    public bool IsFull => _bytes >= LogBytesMax;

    /// <summary>The plant's entities are hot and large. What belongs to a customer is kept whole: a log would keep what
    /// was erased since.</summary>
    public static bool IsFor(EntityKind kind) =>
        kind is EntityKind.ComponentStock or EntityKind.ProductionCell or EntityKind.CellDay;

    /// <summary>The snapshot of an entity that has a log, as bytes that no build without logs takes for an entity.
    /// </summary>
    public static byte[] Marked(byte[] payload) => [Mark, .. payload];

    /// <summary>Whether there is more to an entity than its snapshot.</summary>
    public static bool IsMarked(ReadOnlySpan<byte> payload) => payload is [Mark, ..];

    /// <summary>The snapshot without its mark.</summary>
    public static byte[] Unmarked(byte[] payload) => payload[1..];

    /// <summary>Reads the changes, oldest first. O(bytes).</summary>
    public async Task<Change[]> Load()
    {
        var stored = await parts.Records.Read(Name, grain);
        (Record, _etag) = (stored.State!, stored.ETag);
        if (Record.Payload.Length == 0)
        {
            return [];
        }

        var changes = JsonSerializer.Deserialize<Change[]>(Record.Payload, EntityJson.Options)!;
        foreach (var change in changes)
        {
            Add(change);
        }

        return changes;
    }

    /// <summary>Number of the latest change in the storage, whoever wrote it; 0 where there is no log yet.</summary>
    public async Task<long> StoredVersion() => (await parts.Records.Read(Name, grain)).State!.Version;

    /// <summary>Makes further changes durable, whose last one brings the entity to a version.</summary>
    /// <exception cref="InconsistentStateException">Another activation wrote meanwhile.</exception>
    public async Task Write(IEnumerable<Change> changes, long version, string? owner, DateTimeOffset? remindAt)
    {
        foreach (var change in changes)
        {
            Add(change);
        }

        var record = new StoredRecord { Payload = Joined(), Version = version, Owner = owner, RemindAt = remindAt };
        _etag = await parts.Records.Write(Name, grain, record, _etag);
        Record = record;
    }

    /// <summary>The snapshot has everything: the next write leaves it out.</summary>
    public void Clear()
    {
        _changes.Clear();
        _bytes = 0;
    }

    private void Add(Change change)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(change, EntityJson.Options);
        _changes.Add(json);
        _bytes += json.Length + 1;
    }

    private byte[] Joined()
    {
        var joined = new ArrayBufferWriter<byte>(_bytes + 2);
        joined.Write("["u8);
        for (var i = 0; i < _changes.Count; i++)
        {
            joined.Write(i == 0 ? [] : ","u8);
            joined.Write(_changes[i]);
        }

        joined.Write("]"u8);
        return joined.WrittenSpan.ToArray();
    }
}
