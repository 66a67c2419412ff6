namespace Customization.Kernel.Diagram;

/// <summary>Finds the leaves that stand in the same branches, so that a pass meets them once together.</summary>
/// <param name="Leaves">The old numbers of the leaves in their new order: bundle after bundle.</param>
/// <param name="Start">Leaves of bundle u are Start[u]..Start[u+1] of the new order.</param>
/// <param name="RefStart">Bundles of branch b are Refs[RefStart[b]..RefStart[b+1]].</param>
/// <param name="Refs">See <paramref name="RefStart"/>.</param>
internal readonly record struct Bundling(int[] Leaves, int[] Start, int[] RefStart, int[] Refs)
{
    /// <summary>Bundles leaves by partition refinement: each branch splits every class into what it has and what it
    /// lacks. O(references), and sorting the leaves.</summary>
    public static Bundling Of(int leafCount, int[] leafRefStart, int[] leafRefs)
    {
        var (classes, users) = (new int[leafCount], new int[leafCount]);
        var (splitInto, splitBy) = (new int[leafRefs.Length + 1], new int[leafRefs.Length + 1]);
        Array.Fill(splitBy, -1);
        var classCount = 1;
        for (var branch = 0; branch + 1 < leafRefStart.Length; branch++)
        {
            for (var i = leafRefStart[branch]; i < leafRefStart[branch + 1]; i++)
            {
                var leaf = leafRefs[i];
                var before = classes[leaf];
                if (splitBy[before] != branch)
                {
                    (splitBy[before], splitInto[before]) = (branch, classCount++);
                }

                classes[leaf] = splitInto[before];
                users[leaf]++;
            }
        }

        var leaves = Enumerable.Range(0, leafCount).ToArray();
        Array.Sort(leaves, (a, b) => (users[a], classes[a], a).CompareTo((users[b], classes[b], b)));
        return Number(leaves, classes, leafRefStart, leafRefs);
    }

    private static Bundling Number(int[] leaves, int[] classes, int[] leafRefStart, int[] leafRefs)
    {
        var start = new List<int>();
        var bundleOf = new int[leaves.Length];
        for (var i = 0; i < leaves.Length; i++)
        {
            if (i == 0 || classes[leaves[i]] != classes[leaves[i - 1]])
            {
                start.Add(i);
            }

            bundleOf[leaves[i]] = start.Count - 1;
        }

        start.Add(leaves.Length);
        var (refStart, refs) = (new int[leafRefStart.Length], new List<int>());
        var usedBy = new int[start.Count];
        Array.Fill(usedBy, -1);
        for (var branch = 0; branch + 1 < leafRefStart.Length; branch++)
        {
            for (var i = leafRefStart[branch]; i < leafRefStart[branch + 1]; i++)
            {
                var bundle = bundleOf[leafRefs[i]];
                if (usedBy[bundle] != branch)
                {
                    usedBy[bundle] = branch;
                    refs.Add(bundle);
                }
            }

            refStart[branch + 1] = refs.Count;
        }

        return new Bundling(leaves, [.. start], refStart, [.. refs]);
    }
}
