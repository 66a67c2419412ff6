using System.Numerics;
using System.Runtime.CompilerServices;

namespace Customization.Kernel.Compilation.Search;

/// <summary>A vertex at the moment it was eliminated, with the vertices it was connected to then.</summary>
internal readonly record struct Bag(int Vertex, int[] Neighbours);

/// <summary>A tree decomposition of the constraint network by greedy min-fill.</summary>
/// <remarks>Constraints over more than a given number of variables are vertices of their own (incidence graph): their
/// residual is one small state, not a clique. O(V x degree x V / 64) time, V^2 / 8 bytes.
/// Source: Kjaerulff 1990, triangulation of graphs, min-fill.</remarks>
internal static class EliminationOrder
{
    /// <summary>Variables of the widest clique where almost every constraint is one.</summary>
    public const int WideCliqueMax = 256;

    /// <summary>Variables of the widest clique where wide constraints are vertices.</summary>
    public const int NarrowCliqueMax = 6;

    private const int HubDegreeMin = 48;

    /// <summary>The bags in order of elimination; variables in no scope have none.</summary>
    /// <param name="variables">Vertices from this number on are constraints.</param>
    /// <param name="scopes">Variables of each constraint that matters.</param>
    /// <param name="cliqueMax">Wider constraints become vertices.</param>
    public static List<Bag> Bags(int variables, IReadOnlyList<int[]> scopes, int cliqueMax)
    {
        var wide = scopes.Where(scope => scope.Length > cliqueMax).ToArray();
        var size = variables + wide.Length;
        var words = (size + 63) / 64;
        var adjacency = new ulong[size][];
        var isPresent = new bool[size];
        for (var vertex = 0; vertex < size; vertex++)
        {
            adjacency[vertex] = new ulong[words];
        }

        foreach (var scope in scopes.Where(scope => scope.Length <= cliqueMax))
        {
            foreach (var a in scope)
            {
                isPresent[a] = true;
                foreach (var b in scope.Where(b => b != a))
                {
                    Connect(adjacency, a, b);
                }
            }
        }

        for (var i = 0; i < wide.Length; i++)
        {
            isPresent[variables + i] = true;
            foreach (var variable in wide[i])
            {
                isPresent[variable] = true;
                Connect(adjacency, variable, variables + i);
                Connect(adjacency, variables + i, variable);
            }
        }

        return Eliminate(adjacency, isPresent);
    }

    private static void Connect(ulong[][] adjacency, int a, int b) => adjacency[a][b / 64] |= 1UL << (b % 64);

    private static List<Bag> Eliminate(ulong[][] adjacency, bool[] isPresent)
    {
        var queue = new PriorityQueue<int, (long Fill, int Degree, int Vertex)>();
        var scratch = new List<int>();
        var current = new long[adjacency.Length];
        for (var vertex = 0; vertex < adjacency.Length; vertex++)
        {
            if (isPresent[vertex])
            {
                Push(vertex);
            }
        }

        var bags = new List<Bag>();
        var isEliminated = new bool[adjacency.Length];
        var neighbours = new List<int>();
        while (queue.TryDequeue(out var vertex, out var priority))
        {
            if (isEliminated[vertex] || priority.Fill != current[vertex])
            {
                continue;
            }

            var (fill, _) = Fill(adjacency, vertex, neighbours);
            if (fill > priority.Fill)
            {
                Push(vertex);
                continue;
            }

            isEliminated[vertex] = true;
            bags.Add(new Bag(vertex, [.. neighbours]));
            ConnectAll(adjacency, vertex, neighbours);
            foreach (var neighbour in neighbours)
            {
                // The fill of a hub is dear to compute and rarely least: it is looked at again when it comes up.
                if (Degree(adjacency[neighbour]) <= HubDegreeMin)
                {
                    Push(neighbour);
                }
            }
        }

        return bags;

        void Push(int vertex)
        {
            var (fill, degree) = Fill(adjacency, vertex, scratch);
            current[vertex] = fill;
            queue.Enqueue(vertex, (fill, degree, vertex));
        }
    }

    /// <summary>Edges missing among the neighbours (twice), and their number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static (long Fill, int Degree) Fill(ulong[][] adjacency, int vertex, List<int> neighbours)
    {
        var row = adjacency[vertex];
        neighbours.Clear();
        for (var word = 0; word < row.Length; word++)
        {
            for (var bits = row[word]; bits != 0; bits &= bits - 1)
            {
                neighbours.Add((word * 64) + BitOperations.TrailingZeroCount(bits));
            }
        }

        var fill = 0L;
        if (neighbours.Count > row.Length)
        {
            foreach (var neighbour in neighbours)
            {
                fill += Missing(row, adjacency[neighbour]) - 1;
            }

            return (fill, neighbours.Count);
        }

        for (var i = 1; i < neighbours.Count; i++)
        {
            var other = adjacency[neighbours[i]];
            for (var j = 0; j < i; j++)
            {
                fill += (other[neighbours[j] / 64] >> (neighbours[j] % 64) & 1) == 0 ? 2 : 0;
            }
        }

        return (fill, neighbours.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Degree(ulong[] row)
    {
        var degree = 0;
        foreach (var word in row)
        {
            degree += BitOperations.PopCount(word);
        }

        return degree;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Missing(ulong[] wanted, ulong[] given)
    {
        var missing = 0;
        for (var word = 0; word < wanted.Length; word++)
        {
            missing += BitOperations.PopCount(wanted[word] & ~given[word]);
        }

        return missing;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ConnectAll(ulong[][] adjacency, int vertex, List<int> neighbours)
    {
        var row = adjacency[vertex];
        foreach (var neighbour in neighbours)
        {
            var other = adjacency[neighbour];
            for (var word = 0; word < row.Length; word++)
            {
                other[word] |= row[word];
            }

            other[neighbour / 64] &= ~(1UL << (neighbour % 64));
            other[vertex / 64] &= ~(1UL << (vertex % 64));
        }
    }
}
