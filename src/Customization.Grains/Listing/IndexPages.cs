using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Grains.Entities;

namespace Customization.Grains.Listing;

/// <summary>The keys of one partition in storage: pages that are filled one after the other, so that a new key rewrites
/// one page, not the partition.</summary>
internal sealed class IndexPages(GrainParts parts, GrainId grain)
{
    private const int KeysPerPage = 500;

    private readonly List<string> _page = [];
    private GrainState<StoredRecord> _stored = new(new StoredRecord());
    private int _number;

    /// <summary>Reads all keys. O(keys).</summary>
    public async Task<List<string>> Load()
    {
        var all = new List<string>();
        while (true)
        {
            _stored = new GrainState<StoredRecord>(new StoredRecord());
            await parts.Storage.ReadStateAsync(NameOf(_number), grain, _stored).WaitAsync(parts.Limits.StorageTimeout);
            _page.Clear();
            if (_stored.State?.Payload is { Length: > 0 } payload)
            {
                _page.AddRange(JsonSerializer.Deserialize<string[]>(payload, EntityJson.Options)!);
                all.AddRange(_page);
            }

            if (_page.Count < KeysPerPage)
            {
                return all;
            }

            _number++;
        }
    }

    /// <summary>Makes further keys durable.</summary>
    public async Task Append(IReadOnlyList<string> keys)
    {
        for (var taken = 0; taken < keys.Count;)
        {
            var count = Math.Min(KeysPerPage - _page.Count, keys.Count - taken);
            _page.AddRange(keys.Skip(taken).Take(count));
            taken += count;
            _stored.State = new StoredRecord
            {
                Payload = JsonSerializer.SerializeToUtf8Bytes(_page, EntityJson.Options),
            };
            await parts.Storage.WriteStateAsync(NameOf(_number), grain, _stored).WaitAsync(parts.Limits.StorageTimeout);
            if (_page.Count == KeysPerPage)
            {
                _number++;
                _page.Clear();
                _stored = new GrainState<StoredRecord>(new StoredRecord());
            }
        }
    }

    private static string NameOf(int page) => $"keys-{page}";
}
