namespace Customization.Kernel.Diagram;

/// <summary>A compiled model: an AND/OR multi-valued decision diagram in flat arrays.</summary>
/// <remarks>
/// <para>A node is a choice between branches, of which every configuration takes exactly one (deterministic); a branch
/// is a conjunction of bundles and child nodes over different variables (decomposable); a bundle is a conjunction of
/// leaves that stand in the same branches; a leaf is a set of literals of one variable. All branches of a node are
/// over the same variables (smooth), so one pass counts, costs or checks. Children have lower numbers than their
/// parents; the last node is the root and has one branch, or none where there is no configuration.</para>
/// <para>Arrays: branches of node n are BranchStart[n]..BranchStart[n+1]; bundles of branch b are
/// BundleRefs[BundleRefStart[b]..BundleRefStart[b+1]], children likewise; leaves of bundle u are
/// BundleStart[u]..BundleStart[u+1]; literals of leaf f are LeafLiterals[LeafStart[f]..LeafStart[f+1]], ascending.
/// Bundles are numbered by how many branches they stand in, so that loops over their branches are predictable.</para>
/// <para>Immutable after construction; safe to share between threads.</para>
/// </remarks>
public sealed class DecisionDiagram
{
    internal DecisionDiagram(
        int literalCount, int[] leafStart, int[] leafLiterals, int[] bundleStart, int[] branchStart,
        int[] bundleRefStart, int[] bundleRefs, int[] childRefStart, int[] childRefs)
    {
        LiteralCount = literalCount;
        LeafStart = leafStart;
        LeafLiterals = leafLiterals;
        BundleStart = bundleStart;
        BranchStart = branchStart;
        BundleRefStart = bundleRefStart;
        BundleRefs = bundleRefs;
        ChildRefStart = childRefStart;
        ChildRefs = childRefs;
    }

    /// <summary>Literals of the model that the diagram is over.</summary>
    public int LiteralCount { get; }

    /// <summary>Nodes, the root included.</summary>
    public int NodeCount => BranchStart.Length - 1;

    /// <summary>Branches of all nodes together.</summary>
    public int BranchCount => BundleRefStart.Length - 1;

    /// <summary>Leaves, and references to bundles and to children: the size that a pass is linear in.</summary>
    public int EdgeCount => LeafCount + BundleRefs.Length + ChildRefs.Length;

    /// <summary>Distinct bundles.</summary>
    public int BundleCount => BundleStart.Length - 1;

    /// <summary>Distinct leaves.</summary>
    public int LeafCount => LeafStart.Length - 1;

    /// <summary>Whether there is any configuration at all.</summary>
    public bool IsSatisfiable => BranchStart[^1] > BranchStart[^2];

    internal int[] LeafStart { get; }

    internal int[] LeafLiterals { get; }

    internal int[] BundleStart { get; }

    internal int[] BranchStart { get; }

    internal int[] BundleRefStart { get; }

    internal int[] BundleRefs { get; }

    internal int[] ChildRefStart { get; }

    internal int[] ChildRefs { get; }
}
