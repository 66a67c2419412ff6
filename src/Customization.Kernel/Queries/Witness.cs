using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Kernel.Queries;

/// <summary>Reads one configuration back out of a pass.</summary>
internal static class Witness
{
    /// <summary>A configuration whose weight is the value of the pass, where Plus returns one of its operands.</summary>
    /// <remarks>O(nodes on the way x branches). The caller has checked that there is one.</remarks>
    public static int[] Best<T, TSemiring>(
        ProductModel model, DecisionDiagram diagram, DiagramFold<T, TSemiring> fold, ReadOnlySpan<T> weights)
        where TSemiring : struct, ISemiring<T>
    {
        var equality = EqualityComparer<T>.Default;
        var values = new int[model.Characteristics.Length];
        var stack = new Stack<int>();
        stack.Push(diagram.NodeCount - 1);
        while (stack.TryPop(out var node))
        {
            var branch = diagram.BranchStart[node];
            while (!equality.Equals(fold.BranchValue(branch), fold.NodeValue(node)))
            {
                branch++;
            }

            foreach (var leaf in LeavesOf(diagram, branch))
            {
                var at = diagram.LeafStart[leaf];
                while (!equality.Equals(weights[diagram.LeafLiterals[at]], fold.LeafValue(leaf)))
                {
                    at++;
                }

                Set(model, values, diagram.LeafLiterals[at]);
            }

            for (var i = diagram.ChildRefStart[branch]; i < diagram.ChildRefStart[branch + 1]; i++)
            {
                stack.Push(diagram.ChildRefs[i]);
            }
        }

        return values;
    }

    /// <summary>A configuration drawn with probability proportional to its weight; uniform where weights are 1 and 0.
    /// </summary>
    public static int[] Draw(
        ProductModel model, DecisionDiagram diagram, DiagramFold<System.Numerics.BigInteger, Counting> fold,
        ReadOnlySpan<System.Numerics.BigInteger> weights, Random random)
    {
        var values = new int[model.Characteristics.Length];
        var stack = new Stack<int>();
        stack.Push(diagram.NodeCount - 1);
        while (stack.TryPop(out var node))
        {
            var branch = diagram.BranchStart[node];
            var ticket = Below(fold.NodeValue(node), random);
            while (ticket >= fold.BranchValue(branch))
            {
                ticket -= fold.BranchValue(branch++);
            }

            foreach (var leaf in LeavesOf(diagram, branch))
            {
                var at = diagram.LeafStart[leaf];
                ticket = Below(fold.LeafValue(leaf), random);
                while (ticket >= weights[diagram.LeafLiterals[at]])
                {
                    ticket -= weights[diagram.LeafLiterals[at++]];
                }

                Set(model, values, diagram.LeafLiterals[at]);
            }

            for (var i = diagram.ChildRefStart[branch]; i < diagram.ChildRefStart[branch + 1]; i++)
            {
                stack.Push(diagram.ChildRefs[i]);
            }
        }

        return values;
    }

    private static IEnumerable<int> LeavesOf(DecisionDiagram diagram, int branch)
    {
        for (var i = diagram.BundleRefStart[branch]; i < diagram.BundleRefStart[branch + 1]; i++)
        {
            var bundle = diagram.BundleRefs[i];
            for (var leaf = diagram.BundleStart[bundle]; leaf < diagram.BundleStart[bundle + 1]; leaf++)
            {
                yield return leaf;
            }
        }
    }

    private static void Set(ProductModel model, int[] values, int literal) =>
        values[model.CharacteristicOf(literal).Value] = model.ValueOf(literal);

    /// <summary>A uniform number from 0 to <paramref name="bound"/> - 1, by rejection.</summary>
    private static System.Numerics.BigInteger Below(System.Numerics.BigInteger bound, Random random)
    {
        if (bound <= long.MaxValue)
        {
            return random.NextInt64((long)bound);
        }

        var bytes = new byte[bound.GetByteCount(isUnsigned: true)];
        var excess = (bytes.Length * 8) - (int)bound.GetBitLength();
        while (true)
        {
            random.NextBytes(bytes);
            bytes[^1] &= (byte)(0xFF >> excess);
            var number = new System.Numerics.BigInteger(bytes, isUnsigned: true);
            if (number < bound)
            {
                return number;
            }
        }
    }
}
