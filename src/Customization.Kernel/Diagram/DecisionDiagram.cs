namespace Customization.Kernel.Diagram;

/// <summary>A compiled model: an AND/OR multi-valued decision diagram in flat arrays.</summary>
/// <remarks>
/// <para>A node is a choice between branches, of which every configuration takes exactly one (deterministic); a branch
/// is a conjunction of leaves and child nodes over different variables (decomposable); a leaf is a set of literals of
/// one variable. All branches of a node are over the same variables (smooth), so one pass counts, costs or checks.
/// Children have lower numbers than their parents; the last node is the root and has one branch, or none where there is
/// no configuration.</para>
/// <para>Arrays: branches of node n are BranchStart[n]..BranchStart[n+1]; leaves of branch b are
/// LeafRefs[LeafRefStart[b]..LeafRefStart[b+1]], children likewise; literals of leaf f are
/// LeafLiterals[LeafStart[f]..LeafStart[f+1]], ascending.</para>
/// <para>Immutable after construction; safe to share between threads.</para>
/// </remarks>
public sealed class DecisionDiagram
{
    internal DecisionDiagram(
        int literalCount, int[] leafStart, int[] leafLiterals, int[] branchStart, int[] leafRefStart, int[] leafRefs,
        int[] childRefStart, int[] childRefs)
    {
        LiteralCount = literalCount;
        LeafStart = leafStart;
        LeafLiterals = leafLiterals;
        BranchStart = branchStart;
        LeafRefStart = leafRefStart;
        LeafRefs = leafRefs;
        ChildRefStart = childRefStart;
        ChildRefs = childRefs;
    }

    /// <summary>Literals of the model that the diagram is over.</summary>
    public int LiteralCount { get; }

    /// <summary>Nodes, the root included.</summary>
    public int NodeCount => BranchStart.Length - 1;

    /// <summary>Branches of all nodes together.</summary>
    public int BranchCount => LeafRefStart.Length - 1;

    /// <summary>References to leaves and to children together: the size that a pass is linear in.</summary>
    public int EdgeCount => LeafRefs.Length + ChildRefs.Length;

    /// <summary>Distinct leaves.</summary>
    public int LeafCount => LeafStart.Length - 1;

    /// <summary>Whether there is any configuration at all.</summary>
    public bool IsSatisfiable => BranchStart[^1] > BranchStart[^2];

    internal int[] LeafStart { get; }

    internal int[] LeafLiterals { get; }

    internal int[] BranchStart { get; }

    internal int[] LeafRefStart { get; }

    internal int[] LeafRefs { get; }

    internal int[] ChildRefStart { get; }

    internal int[] ChildRefs { get; }
}
