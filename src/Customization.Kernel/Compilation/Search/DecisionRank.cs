namespace Customization.Kernel.Compilation.Search;

/// <summary>Ranks variables for decisions: those near the middle of a tree decomposition first, because deciding them
/// splits the rest into halves.</summary>
/// <remarks>O(total size of the bags). Source: Korhonen and Jarvisalo 2021, integrating tree decompositions into
/// decision heuristics of propositional model counters.</remarks>
internal static class DecisionRank
{
    /// <summary>For each variable its distance from the middle of its tree; lower is decided earlier. Variables in no
    /// bag rank last.</summary>
    public static int[] FromMiddle(int variables, List<Bag> bags)
    {
        var position = new Dictionary<int, int>(bags.Count);
        for (var i = 0; i < bags.Count; i++)
        {
            position[bags[i].Vertex] = i;
        }

        var parents = new int[bags.Count];
        var neighbours = new List<int>[bags.Count];
        var sizes = new int[bags.Count];
        for (var i = 0; i < bags.Count; i++)
        {
            neighbours[i] = [];
            sizes[i] = 1;
        }

        for (var i = 0; i < bags.Count; i++)
        {
            parents[i] = bags[i].Neighbours.Length == 0 ? -1 : bags[i].Neighbours.Min(vertex => position[vertex]);
            if (parents[i] >= 0)
            {
                neighbours[i].Add(parents[i]);
                neighbours[parents[i]].Add(i);
                sizes[parents[i]] += sizes[i];
            }
        }

        var rank = new int[variables];
        Array.Fill(rank, int.MaxValue);
        for (var root = 0; root < bags.Count; root++)
        {
            if (parents[root] < 0)
            {
                Spread(Middle(root, neighbours, parents, sizes), bags, neighbours, rank);
            }
        }

        return rank;
    }

    /// <summary>The bag none of whose sides holds more than half of the tree.</summary>
    private static int Middle(int root, List<int>[] neighbours, int[] parents, int[] sizes)
    {
        var middle = root;
        while (true)
        {
            var heavy = neighbours[middle].FindIndex(
                next => next != parents[middle] && sizes[next] * 2 > sizes[root]);
            if (heavy < 0)
            {
                return middle;
            }

            middle = neighbours[middle][heavy];
        }
    }

    private static void Spread(int middle, List<Bag> bags, List<int>[] neighbours, int[] rank)
    {
        var pending = new Queue<(int Bag, int From, int Depth)>();
        pending.Enqueue((middle, -1, 0));
        while (pending.TryDequeue(out var item))
        {
            Lower(bags[item.Bag].Vertex, item.Depth, rank);
            foreach (var vertex in bags[item.Bag].Neighbours)
            {
                Lower(vertex, item.Depth, rank);
            }

            foreach (var next in neighbours[item.Bag])
            {
                if (next != item.From)
                {
                    pending.Enqueue((next, item.Bag, item.Depth + 1));
                }
            }
        }
    }

    private static void Lower(int vertex, int depth, int[] rank)
    {
        if (vertex < rank.Length)
        {
            rank[vertex] = Math.Min(rank[vertex], depth);
        }
    }
}
