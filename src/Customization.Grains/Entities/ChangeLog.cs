using System.Buffers;
using System.Text.Json;
using Customization.Client.Entities;
using Customization.Domain.Entities;
using Orleans.Storage;

namespace Customization.Grains.Entities;

/// <summary>The changes of one large entity since its snapshot, in a record of their own, so that a write costs what
/// changed and not what the entity is.</summary>
/// <remarks>Every change is written here first; the snapshot is replaced, with what is durable here, once the changes
/// are many, and the next write leaves out those that it has. So the etag of this record alone decides which activation
/// is the current one, and an outdated one can put nothing into the snapshot that is not here too.</remarks>
/// <param name="snapshotBytes">Size of the snapshot.</param>
internal sealed class ChangeLog(GrainParts parts, GrainId grain, int snapshotBytes)
{
    /// <summary>From this size on an entity has a log; at least 64 times what most changes take.</summary>
    public const int EntityBytesMin = 16 * 1024;

    private const string Name = "changes";
    private const int BytesMax = 256 * 1024;
    private const byte Mark = (byte)'+';

    private readonly List<byte[]> _changes = [];
    private string? _etag;
    private int _snapshotBytes = snapshotBytes;
    private long _rewritten;
    private int _durableBytes;
    private int _bytes;

    /// <summary>The record as it was read or written last; a new one where there is none.</summary>
    public StoredRecord Record { get; private set; } = new();

    /// <summary>Whether a new snapshot is worth its write: writing changes again took as many bytes since the last one,
    /// whatever the size of either; so all writes together are at most twice what they need be.</summary>
    public bool IsFull => _rewritten + _durableBytes >= _snapshotBytes || _bytes >= BytesMax;

    /// <summary>What belongs to a customer is kept whole: a log would keep what was erased since.</summary>
    public static bool IsFor(EntityKind kind) => PlantKinds.Has(kind);

    /// <summary>A change as it is stored here.</summary>
    public static byte[] Json(Change change) => JsonSerializer.SerializeToUtf8Bytes(change, EntityJson.Options);

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
        Add(changes.Select(Json));
        _durableBytes = _bytes;
        return changes;
    }

    /// <summary>Number of the latest change in the storage, whoever wrote it; 0 where there is no log yet.</summary>
    public async Task<long> StoredVersion() => (await parts.Records.Read(Name, grain)).State!.Version;

    /// <summary>Adds further changes, which the next write makes durable.</summary>
    public void Add(IEnumerable<byte[]> changes)
    {
        foreach (var change in changes)
        {
            _changes.Add(change);
            _bytes += change.Length + 1;
        }
    }

    /// <summary>Makes all changes durable, whose last one brings the entity to a version.</summary>
    /// <exception cref="InconsistentStateException">Another activation wrote meanwhile.</exception>
    public async Task Write(long version, string? owner, DateTimeOffset? remindAt)
    {
        _rewritten += _durableBytes;
        _durableBytes = _bytes;
        var record = new StoredRecord { Payload = Joined(), Version = version, Owner = owner, RemindAt = remindAt };
        _etag = await parts.Records.Write(Name, grain, record, _etag);
        Record = record;
    }

    /// <summary>A snapshot of so many bytes has everything: the next write leaves it out.</summary>
    public void Clear(int snapshotBytes)
    {
        _changes.Clear();
        (_bytes, _durableBytes, _rewritten, _snapshotBytes) = (0, 0, 0, snapshotBytes);
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
