using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Customization.Kernel.Diagram;

/// <summary>One branch of a decision: the values that lead to it and what follows.</summary>
internal readonly record struct Branch(int[] Values, Product Rest);

/// <summary>Builds reduced diagrams bottom-up: equal nodes are one, values with the same continuation share a branch,
/// parts common to all branches move up, and a node with one branch is no node.</summary>
/// <remarks>Mutable; owned by one compilation. Leaves 0..literals-1 are the single literals; later ones are sets.
/// Source: the four reductions are those of multi-valued decision diagrams (Srinivasan et al. 1990) and AND/OR
/// multi-valued decision diagrams (Mateescu, Dechter, Marinescu 2008), with zero-suppression of single branches.
/// </remarks>
internal sealed class DiagramBuilder(int literalCount)
{
    private readonly Dictionary<ArrayKey, int> _leafBySet = [];
    private readonly Dictionary<ArrayKey, int> _nodeByContent = [];
    private readonly List<int[]> _sets = [];
    private readonly List<int[]> _contents = [];

    /// <summary>Nodes made so far.</summary>
    public int NodeCount => _contents.Count;

    /// <summary>References made so far, to leaves and nodes.</summary>
    public long ReferenceCount { get; private set; }

    /// <summary>The literals of a leaf.</summary>
    public int[] Set(int leaf) => leaf < literalCount ? [leaf] : _sets[leaf - literalCount];

    /// <summary>A node's branches: for each the number of leaves, the leaves, the number of nodes, the nodes.</summary>
    public int[] Content(int node) => _contents[node];

    /// <summary>The leaf for a set of literals of one variable, sorted.</summary>
    public int Leaf(ReadOnlySpan<int> literals)
    {
        if (literals.Length == 1)
        {
            return literals[0];
        }

        var key = new ArrayKey(literals.ToArray());
        ref var leaf = ref CollectionsMarshal.GetValueRefOrAddDefault(_leafBySet, key, out var exists);
        if (!exists)
        {
            leaf = literalCount + _sets.Count;
            _sets.Add(key.Items);
        }

        return leaf;
    }

    /// <summary>The product that a decision reduces to; null without branches.</summary>
    /// <param name="branches">One per live value, over the same variables each; values as literals.</param>
    public Product? Decide(List<Branch> branches)
    {
        if (branches.Count == 0)
        {
            return null;
        }

        var merged = Merge(branches);
        var products = new Product[merged.Count];
        for (var i = 0; i < merged.Count; i++)
        {
            products[i] = merged[i].Rest with { Leaves = Insert(merged[i].Rest.Leaves, Leaf(merged[i].Values)) };
        }

        if (products.Length == 1)
        {
            return products[0];
        }

        var leaves = Common(products, product => product.Leaves);
        var nodes = Common(products, product => product.Nodes);
        var content = Content(products, leaves, nodes);
        return new Product(leaves, Insert(nodes, Node(content)));
    }

    private int Node(int[] content)
    {
        var key = new ArrayKey(content);
        ref var node = ref CollectionsMarshal.GetValueRefOrAddDefault(_nodeByContent, key, out var exists);
        if (!exists)
        {
            node = _contents.Count;
            _contents.Add(content);
            ReferenceCount += content.Length;
        }

        return node;
    }

    private static List<Branch> Merge(List<Branch> branches)
    {
        var merged = new List<Branch>(branches.Count);
        foreach (var branch in branches)
        {
            var same = merged.FindIndex(other => IsSame(other.Rest, branch.Rest));
            if (same < 0)
            {
                merged.Add(branch);
            }
            else
            {
                merged[same] = merged[same] with { Values = [.. merged[same].Values, .. branch.Values] };
            }
        }

        return merged;
    }

    private static bool IsSame(Product a, Product b) =>
        ReferenceEquals(a, b) || (a.Nodes.AsSpan().SequenceEqual(b.Nodes) && a.Leaves.AsSpan().SequenceEqual(b.Leaves));

    private static int[] Common(Product[] products, Func<Product, int[]> part)
    {
        var common = part(products[0]);
        for (var i = 1; i < products.Length && common.Length > 0; i++)
        {
            common = Intersect(common, part(products[i]));
        }

        return common;
    }

    private static int[] Content(Product[] products, int[] commonLeaves, int[] commonNodes)
    {
        var content = new List<int>();
        foreach (var product in products)
        {
            AddExcept(content, product.Leaves, commonLeaves);
            AddExcept(content, product.Nodes, commonNodes);
        }

        return [.. content];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddExcept(List<int> content, int[] items, int[] without)
    {
        var countAt = content.Count;
        content.Add(0);
        var next = 0;
        foreach (var item in items)
        {
            while (next < without.Length && without[next] < item)
            {
                next++;
            }

            if (next == without.Length || without[next] != item)
            {
                content.Add(item);
            }
        }

        content[countAt] = content.Count - countAt - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Intersect(int[] a, int[] b)
    {
        var common = new List<int>(Math.Min(a.Length, b.Length));
        var (i, j) = (0, 0);
        while (i < a.Length && j < b.Length)
        {
            if (a[i] == b[j])
            {
                common.Add(a[i]);
                i++;
                j++;
            }
            else if (a[i] < b[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return common.Count == a.Length ? a : [.. common];
    }

    private static int[] Insert(int[] sorted, int item)
    {
        var at = ~Array.BinarySearch(sorted, item);
        var larger = new int[sorted.Length + 1];
        Array.Copy(sorted, larger, at);
        larger[at] = item;
        Array.Copy(sorted, at, larger, at + 1, sorted.Length - at);
        return larger;
    }
}

/// <summary>An array compared by content; whoever makes one gives the array away.</summary>
internal readonly struct ArrayKey(int[] items) : IEquatable<ArrayKey>
{
    private readonly int _hash = Hash(items);

    public int[] Items { get; } = items;

    public bool Equals(ArrayKey other) => _hash == other._hash && Items.AsSpan().SequenceEqual(other.Items);

    public override bool Equals(object? obj) => obj is ArrayKey other && Equals(other);

    public override int GetHashCode() => _hash;

    private static int Hash(int[] items)
    {
        var hash = 0x9E3779B97F4A7C15UL;
        foreach (var item in items)
        {
            hash = (hash ^ (uint)item) * 0xD6E8FEB86659FD93UL;
            hash ^= hash >> 32;
        }

        return (int)hash;
    }
}
