namespace Customization.Kernel.Diagram;

/// <summary>A diagram read backwards: where each literal, leaf, bundle and node is used.</summary>
/// <remarks>Immutable and shared by all trackers of a diagram; O(E) to build.</remarks>
internal sealed class Occurrences
{
    private Occurrences(DecisionDiagram diagram)
    {
        var branchBundles = Owners(diagram.BundleRefStart);
        var branchChildren = Owners(diagram.ChildRefStart);
        NodeOfBranch = Owners(diagram.BranchStart);
        (LeavesOfLiteralStart, LeavesOfLiteral) =
            Invert(diagram.LeafLiterals, Owners(diagram.LeafStart), diagram.LiteralCount);
        BundleOfLeaf = Owners(diagram.BundleStart);
        (BranchesOfBundleStart, BranchesOfBundle) = Invert(diagram.BundleRefs, branchBundles, diagram.BundleCount);
        (ParentsOfNodeStart, ParentsOfNode) = Invert(diagram.ChildRefs, branchChildren, diagram.NodeCount);
    }

    public int[] NodeOfBranch { get; }

    public int[] LeavesOfLiteralStart { get; }

    public int[] LeavesOfLiteral { get; }

    public int[] BundleOfLeaf { get; }

    public int[] BranchesOfBundleStart { get; }

    public int[] BranchesOfBundle { get; }

    public int[] ParentsOfNodeStart { get; }

    public int[] ParentsOfNode { get; }

    public static Occurrences Of(DecisionDiagram diagram) => new(diagram);

    /// <summary>For each position the range that it lies in.</summary>
    private static int[] Owners(int[] starts)
    {
        var owners = new int[starts[^1]];
        for (var i = 0; i + 1 < starts.Length; i++)
        {
            Array.Fill(owners, i, starts[i], starts[i + 1] - starts[i]);
        }

        return owners;
    }

    private static (int[] Starts, int[] Items) Invert(int[] targets, int[] owners, int count)
    {
        var starts = new int[count + 1];
        foreach (var target in targets)
        {
            starts[target + 1]++;
        }

        for (var i = 0; i < count; i++)
        {
            starts[i + 1] += starts[i];
        }

        var next = starts.AsSpan(0, count).ToArray();
        var items = new int[targets.Length];
        for (var i = 0; i < targets.Length; i++)
        {
            items[next[targets[i]]++] = owners[i];
        }

        return (starts, items);
    }
}
