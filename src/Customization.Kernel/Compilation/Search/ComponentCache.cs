using Customization.Kernel.Diagram;

namespace Customization.Kernel.Compilation.Search;

/// <summary>A growing buffer of integers that one key is written into.</summary>
internal sealed class KeyBuffer
{
    private int[] _items = new int[256];

    public int Count { get; private set; }

    public ReadOnlySpan<int> Items => _items.AsSpan(0, Count);

    public void Clear() => Count = 0;

    public void Add(int item)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Count * 2);
        }

        _items[Count++] = item;
    }

    public void Add(long item)
    {
        Add((int)item);
        Add((int)(item >> 32));
    }
}

/// <summary>Remembers what each residual component reduced to. Keys are compared in full, so a hit is exact.</summary>
/// <remarks>Open addressing over one arena of integers; stops growing at <see cref="IntegersMax"/>, which costs time and
/// never correctness.</remarks>
internal sealed class ComponentCache
{
    private const int IntegersMax = 400_000_000;

    private readonly List<int[]> _chunks = [];
    private readonly List<Product?> _products = [];
    private readonly List<(int Chunk, int Start, int Length, ulong Hash)> _entries = [];
    private int[] _slots = new int[1 << 12];
    private int _used;
    private long _total;

    /// <summary>Whether the key is known; the product is null for a component without configuration.</summary>
    public bool TryGet(ReadOnlySpan<int> key, out Product? product)
    {
        var hash = Hash(key);
        for (var slot = (int)(hash & (ulong)(_slots.Length - 1)); _slots[slot] != 0; slot = Next(slot))
        {
            var entry = _entries[_slots[slot] - 1];
            if (entry.Hash == hash && entry.Length == key.Length
                && key.SequenceEqual(_chunks[entry.Chunk].AsSpan(entry.Start, entry.Length)))
            {
                product = _products[_slots[slot] - 1];
                return true;
            }
        }

        product = null;
        return false;
    }

    /// <summary>Remembers a product under a key that is not yet known.</summary>
    public void Add(ReadOnlySpan<int> key, Product? product)
    {
        if (_total + key.Length > IntegersMax)
        {
            return;
        }

        if (_chunks.Count == 0 || _used + key.Length > _chunks[^1].Length)
        {
            _chunks.Add(new int[Math.Max(1 << 16, key.Length)]);
            _used = 0;
        }

        key.CopyTo(_chunks[^1].AsSpan(_used));
        _entries.Add((_chunks.Count - 1, _used, key.Length, Hash(key)));
        _products.Add(product);
        _used += key.Length;
        _total += key.Length;
        if (_entries.Count * 2 > _slots.Length)
        {
            Grow();
        }
        else
        {
            Place(_entries.Count - 1);
        }
    }

    private void Grow()
    {
        _slots = new int[_slots.Length * 2];
        for (var i = 0; i < _entries.Count; i++)
        {
            Place(i);
        }
    }

    private void Place(int entry)
    {
        var slot = (int)(_entries[entry].Hash & (ulong)(_slots.Length - 1));
        while (_slots[slot] != 0)
        {
            slot = Next(slot);
        }

        _slots[slot] = entry + 1;
    }

    private int Next(int slot) => (slot + 1) & (_slots.Length - 1);

    private static ulong Hash(ReadOnlySpan<int> key)
    {
        var hash = 0x9E3779B97F4A7C15UL ^ (ulong)key.Length;
        foreach (var item in key)
        {
            hash = (hash ^ (uint)item) * 0xD6E8FEB86659FD93UL;
            hash ^= hash >> 32;
        }

        return hash;
    }
}
