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
    private string? _etag;
    private int _number;

    /// <summary>Reads all keys. O(keys).</summary>
    public async Task<List<string>> Load()
    {
        var all = new List<string>();
        while (true)
        {
            var stored = await parts.Records.Read(NameOf(_number), grain);
            _etag = stored.ETag;
            _page.Clear();
            if (stored.State!.Payload is { Length: > 0 } payload)
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
            var record = new StoredRecord { Payload = JsonSerializer.SerializeToUtf8Bytes(_page, EntityJson.Options) };
            _etag = await parts.Records.Write(NameOf(_number), grain, record, _etag);
            if (_page.Count == KeysPerPage)
            {
                _number++;
                _page.Clear();
                _etag = null;
            }
        }
    }

    private static string NameOf(int page) => $"keys-{page}";
}
