using System.Text.Json;
using Customization.Domain.Entities;
using Customization.Grains.Entities;

namespace Customization.Grains.Listing;

/// <summary>The keys of one partition in storage: pages that are filled one after the other, so that a new key rewrites
/// one page, not the partition.</summary>
/// <remarks>Every page but the last one is full, at any moment: earlier releases read up to the first that is not. A
/// key may be in two pages after a crash. Each page says since when: nobody touched an entity of it last before that.
/// One writer at a time.</remarks>
internal sealed class IndexPages(GrainParts parts, GrainId grain)
{
    /// <summary>Keys in a page.</summary>
    public const int KeysPerPage = 500;

    private readonly List<long> _since = [];
    private List<string> _page = [];
    private string? _etag;

    /// <summary>Number of the last page, which is not full; it may be empty.</summary>
    public int Last => _since.Count - 1;

    /// <summary>Unix second before which nobody touched any entity of a page last; 0 where that is not known.</summary>
    public long Since(int number) => _since[number];

    /// <summary>Reads all keys. O(keys).</summary>
    public async Task<List<string>> Load()
    {
        var all = new List<string>();
        do
        {
            (_page, _etag, var since) = await ReadPage(_since.Count);
            _since.Add(since);
            all.AddRange(_page);
        }
        while (_page.Count == KeysPerPage);
        return all;
    }

    /// <summary>The keys of a page.</summary>
    public async Task<string[]> Read(int number) =>
        number == Last ? [.. _page] : [.. (await ReadPage(number)).Keys];

    /// <summary>Makes further keys durable.</summary>
    public async Task Append(IReadOnlyList<string> keys)
    {
        for (var taken = 0; taken < keys.Count;)
        {
            var count = Math.Min(KeysPerPage - _page.Count, keys.Count - taken);
            if (_page.Count == 0)
            {
                _since[Last] = parts.Time.GetUtcNow().ToUnixTimeSeconds();
            }

            _page.AddRange(keys.Skip(taken).Take(count));
            taken += count;
            await StoreLast();
            if (_page.Count == KeysPerPage)
            {
                _since.Add(0);
                (_page, _etag) = ([], null);
            }
        }
    }

    /// <summary>Takes one key out. O(pages).</summary>
    public async Task Remove(string key)
    {
        for (var number = Last; number >= 0; number--)
        {
            if ((await Read(number)).Contains(key, StringComparer.Ordinal))
            {
                await Remove(number, new HashSet<string>(StringComparer.Ordinal) { key }, Since(number));
                return;
            }
        }
    }

    /// <summary>Takes keys out of a page; the last keys of all take their place.</summary>
    /// <remarks>The page is written before those are taken from where they were: a crash in between doubles keys and
    /// loses none. At most four rows are written.</remarks>
    /// <param name="since">See <see cref="Since"/>, for what stays in the page.</param>
    public async Task Remove(int number, IReadOnlySet<string> gone, long since)
    {
        if (number == Last)
        {
            _page.RemoveAll(gone.Contains);
            _since[number] = since;
            await StoreLast();
            return;
        }

        var (keys, etag, _) = await ReadPage(number);
        keys.RemoveAll(gone.Contains);
        var (filled, emptied) = (keys.Count < KeysPerPage, new List<(int Number, string Etag)>());
        while (keys.Count < KeysPerPage && number < Last)
        {
            if (_page.Count > 0)
            {
                var count = Math.Min(KeysPerPage - keys.Count, _page.Count);
                since = Math.Min(since, _since[Last]);
                keys.AddRange(_page.TakeLast(count));
                _page.RemoveRange(_page.Count - count, count);
                continue;
            }

            if (_etag is not null)
            {
                emptied.Add((Last, _etag));
            }

            _since.RemoveAt(Last);
            (_page, _etag, _) = number == Last ? (keys, etag, since) : await ReadPage(Last);
        }

        _since[number] = since;
        await (number == Last ? StoreLast() : Write(number, keys, etag));
        foreach (var row in emptied)
        {
            await parts.Records.Delete(NameOf(row.Number), grain, row.Etag);
        }

        if (filled && number < Last)
        {
            await StoreLast();
        }
    }

    private async Task StoreLast()
    {
        if (_page.Count > 0)
        {
            _etag = await Write(Last, _page, _etag);
        }
        else if (_etag is not null)
        {
            await parts.Records.Delete(NameOf(Last), grain, _etag);
            _etag = null;
        }
    }

    private async Task<(List<string> Keys, string? Etag, long Since)> ReadPage(int number)
    {
        var stored = await parts.Records.Read(NameOf(number), grain);
        return (
            stored.State!.Payload is { Length: > 0 } payload
                ? JsonSerializer.Deserialize<List<string>>(payload, EntityJson.Options)!
                : [],
            stored.ETag, stored.State.Version);
    }

    private Task<string?> Write(int number, List<string> keys, string? etag) => parts.Records.Write(
        NameOf(number), grain,
        new StoredRecord
        {
            Payload = JsonSerializer.SerializeToUtf8Bytes(keys, EntityJson.Options),
            Version = _since[number],
        },
        etag);

    private static string NameOf(int page) => $"keys-{page}";
}
