using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>The k cheapest completions, by lists of the k cheapest at every node.</summary>
/// <remarks>Each entry remembers how it was made, so configurations are read back without being stored per node.
/// Source: Huang and Chiang 2005, better k-best parsing, algorithm 1.</remarks>
internal static class CheapestList
{
    private sealed record Entry(long Cost, int Literal, Entry? Left, Entry? Right);

    public static IReadOnlyList<Completion> Find(
        CompiledModel compiled, Selection selection, ReadOnlySpan<long> costPerLiteral, int k)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        var diagram = compiled.Diagram;
        var bundles = new Entry[diagram.BundleCount][];
        for (var bundle = 0; bundle < bundles.Length; bundle++)
        {
            bundles[bundle] = [new Entry(0, -1, null, null)];
            for (var leaf = diagram.BundleStart[bundle]; leaf < diagram.BundleStart[bundle + 1]; leaf++)
            {
                bundles[bundle] = Combine(bundles[bundle], Leaf(compiled, leaf, selection, costPerLiteral, k), k);
            }
        }

        var nodes = new Entry[diagram.NodeCount][];
        for (var node = 0; node < nodes.Length; node++)
        {
            Entry[] best = [];
            for (var branch = diagram.BranchStart[node]; branch < diagram.BranchStart[node + 1]; branch++)
            {
                best = Cheapest([.. best, .. BranchEntries(diagram, branch, bundles, nodes, k)], k);
            }

            nodes[node] = best;
        }

        return [.. nodes[^1].Select(entry => new Completion([.. Values(compiled.Model, entry)], entry.Cost))];
    }

    private static Entry[] Leaf(
        CompiledModel compiled, int leaf, Selection selection, ReadOnlySpan<long> costPerLiteral, int k)
    {
        var entries = new List<Entry>();
        for (var i = compiled.Diagram.LeafStart[leaf]; i < compiled.Diagram.LeafStart[leaf + 1]; i++)
        {
            var literal = compiled.Diagram.LeafLiterals[i];
            var choice = selection[compiled.Model.CharacteristicOf(literal)];
            if (choice < 0 || choice == compiled.Model.ValueOf(literal))
            {
                entries.Add(new Entry(costPerLiteral[literal], literal, null, null));
            }
        }

        return Cheapest([.. entries], k);
    }

    private static Entry[] BranchEntries(
        DecisionDiagram diagram, int branch, Entry[][] bundles, Entry[][] nodes, int k)
    {
        Entry[] product = [new Entry(0, -1, null, null)];
        for (var i = diagram.BundleRefStart[branch]; i < diagram.BundleRefStart[branch + 1] && product.Length > 0; i++)
        {
            product = Combine(product, bundles[diagram.BundleRefs[i]], k);
        }

        for (var i = diagram.ChildRefStart[branch]; i < diagram.ChildRefStart[branch + 1] && product.Length > 0; i++)
        {
            product = Combine(product, nodes[diagram.ChildRefs[i]], k);
        }

        return product;
    }

    /// <summary>The k cheapest pairs of two sorted lists, by a frontier.</summary>
    private static Entry[] Combine(Entry[] left, Entry[] right, int k)
    {
        if (left.Length == 0 || right.Length == 0)
        {
            return [];
        }

        var frontier = new PriorityQueue<(int I, int J), (long Cost, int I, int J)>();
        frontier.Enqueue((0, 0), (left[0].Cost + right[0].Cost, 0, 0));
        var pairs = new List<Entry>(k);
        while (pairs.Count < k && frontier.TryDequeue(out var pair, out _))
        {
            var (i, j) = pair;
            pairs.Add(new Entry(left[i].Cost + right[j].Cost, -1, left[i], right[j]));
            if (j + 1 < right.Length)
            {
                frontier.Enqueue((i, j + 1), (left[i].Cost + right[j + 1].Cost, i, j + 1));
            }

            if (j == 0 && i + 1 < left.Length)
            {
                frontier.Enqueue((i + 1, 0), (left[i + 1].Cost + right[0].Cost, i + 1, 0));
            }
        }

        return [.. pairs];
    }

    private static Entry[] Cheapest(Entry[] entries, int k) => [.. entries.OrderBy(entry => entry.Cost).Take(k)];

    private static int[] Values(ProductModel model, Entry root)
    {
        var values = new int[model.Characteristics.Length];
        var stack = new Stack<Entry>();
        stack.Push(root);
        while (stack.TryPop(out var entry))
        {
            if (entry.Literal >= 0)
            {
                values[model.CharacteristicOf(entry.Literal).Value] = model.ValueOf(entry.Literal);
            }

            if (entry.Left is not null)
            {
                stack.Push(entry.Left);
                stack.Push(entry.Right!);
            }
        }

        return values;
    }
}
