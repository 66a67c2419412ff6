namespace Customization.Kernel.Diagram;

/// <summary>The counts of a tracker; the initial ones are computed once per diagram.</summary>
/// <remarks>Mutable; the initial state is shared and never changed.</remarks>
internal sealed class TrackerState
{
    private TrackerState(DecisionDiagram diagram)
    {
        Possible = new ulong[(diagram.LiteralCount + 63) / 64];
        LiteralsOfLeaf = new int[diagram.LeafCount];
        UsersOfBundle = new int[diagram.BundleCount];
        LeavesOfLiteral = new int[diagram.LiteralCount];
        BranchesOfNode = new int[diagram.NodeCount];
        ParentsOfNode = new int[diagram.NodeCount];
        IsDead = new bool[diagram.BranchCount];
    }

    /// <summary>Literals that occur in a completion.</summary>
    public ulong[] Possible { get; }

    /// <summary>Per leaf its literals that are not forbidden.</summary>
    public int[] LiteralsOfLeaf { get; }

    /// <summary>Per bundle the live, reachable branches that use it.</summary>
    public int[] UsersOfBundle { get; }

    /// <summary>Per literal the leaves in use that contain it.</summary>
    public int[] LeavesOfLiteral { get; }

    /// <summary>Per node its live branches.</summary>
    public int[] BranchesOfNode { get; }

    /// <summary>Per node the live, reachable branches above it; 1 for the root.</summary>
    public int[] ParentsOfNode { get; }

    /// <summary>Branches without configuration.</summary>
    public bool[] IsDead { get; }

    /// <summary>The state with nothing chosen: in a reduced diagram everything is live and reachable.</summary>
    public static TrackerState Start(DecisionDiagram diagram)
    {
        var state = new TrackerState(diagram);
        for (var leaf = 0; leaf < diagram.LeafCount; leaf++)
        {
            state.LiteralsOfLeaf[leaf] = diagram.LeafStart[leaf + 1] - diagram.LeafStart[leaf];
        }

        foreach (var bundle in diagram.BundleRefs)
        {
            state.UsersOfBundle[bundle]++;
        }

        foreach (var literal in diagram.LeafLiterals)
        {
            state.LeavesOfLiteral[literal]++;
            state.Possible[literal / 64] |= 1UL << (literal % 64);
        }

        for (var node = 0; node < diagram.NodeCount; node++)
        {
            state.BranchesOfNode[node] = diagram.BranchStart[node + 1] - diagram.BranchStart[node];
        }

        foreach (var child in diagram.ChildRefs)
        {
            state.ParentsOfNode[child]++;
        }

        state.ParentsOfNode[^1] = 1;
        return state;
    }

    public TrackerState Copy(DecisionDiagram diagram)
    {
        var copy = new TrackerState(diagram);
        CopyTo(copy);
        return copy;
    }

    public void CopyTo(TrackerState other)
    {
        Possible.CopyTo(other.Possible, 0);
        LiteralsOfLeaf.CopyTo(other.LiteralsOfLeaf, 0);
        UsersOfBundle.CopyTo(other.UsersOfBundle, 0);
        LeavesOfLiteral.CopyTo(other.LeavesOfLiteral, 0);
        BranchesOfNode.CopyTo(other.BranchesOfNode, 0);
        ParentsOfNode.CopyTo(other.ParentsOfNode, 0);
        IsDead.CopyTo(other.IsDead, 0);
    }
}
