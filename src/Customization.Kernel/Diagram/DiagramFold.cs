namespace Customization.Kernel.Diagram;

/// <summary>The passes over a diagram in a semiring, with scratch memory that is used again from pass to pass.</summary>
/// <remarks>O(E) semiring operations for E = <see cref="DecisionDiagram.EdgeCount"/> plus the literals. Owned by one
/// thread.</remarks>
public sealed class DiagramFold<T, TSemiring>(DecisionDiagram diagram)
    where TSemiring : struct, ISemiring<T>
{
    private readonly T[] _leaves = new T[diagram.LeafCount];
    private readonly T[] _bundles = new T[diagram.BundleCount];
    private readonly T[] _branches = new T[diagram.BranchCount];
    private readonly T[] _nodes = new T[diagram.NodeCount];
    private T[] _bundlesOutside = [];
    private T[] _nodesOutside = [];
    private T[] _suffix = [];

    /// <summary>The value of the whole diagram: the sum over its configurations of the product of their literals'
    /// weights.</summary>
    /// <param name="weights">One per literal; Zero forbids the literal.</param>
    public T Up(ReadOnlySpan<T> weights)
    {
        var semiring = default(TSemiring);
        for (var leaf = 0; leaf < _leaves.Length; leaf++)
        {
            var start = diagram.LeafStart[leaf];
            var value = weights[diagram.LeafLiterals[start]];
            for (var i = start + 1; i < diagram.LeafStart[leaf + 1]; i++)
            {
                value = semiring.Plus(value, weights[diagram.LeafLiterals[i]]);
            }

            _leaves[leaf] = value;
        }

        for (var bundle = 0; bundle < _bundles.Length; bundle++)
        {
            var value = _leaves[diagram.BundleStart[bundle]];
            for (var leaf = diagram.BundleStart[bundle] + 1; leaf < diagram.BundleStart[bundle + 1]; leaf++)
            {
                value = semiring.Times(value, _leaves[leaf]);
            }

            _bundles[bundle] = value;
        }

        for (var node = 0; node < _nodes.Length; node++)
        {
            var total = semiring.Zero;
            for (var branch = diagram.BranchStart[node]; branch < diagram.BranchStart[node + 1]; branch++)
            {
                var value = semiring.One;
                for (var i = diagram.BundleRefStart[branch]; i < diagram.BundleRefStart[branch + 1]; i++)
                {
                    value = semiring.Times(value, _bundles[diagram.BundleRefs[i]]);
                }

                for (var i = diagram.ChildRefStart[branch]; i < diagram.ChildRefStart[branch + 1]; i++)
                {
                    value = semiring.Times(value, _nodes[diagram.ChildRefs[i]]);
                }

                _branches[branch] = value;
                total = semiring.Plus(total, value);
            }

            _nodes[node] = total;
        }

        return _nodes[^1];
    }

    /// <summary>For every literal the value of the diagram restricted to the configurations that contain it.</summary>
    /// <remarks>Call <see cref="Up"/> with the same weights first.</remarks>
    public void Down(ReadOnlySpan<T> weights, Span<T> perLiteral)
    {
        var semiring = default(TSemiring);
        Prepare(semiring.Zero);
        perLiteral.Fill(semiring.Zero);
        _nodesOutside[^1] = semiring.One;
        for (var node = _nodes.Length - 1; node >= 0; node--)
        {
            for (var branch = diagram.BranchStart[node]; branch < diagram.BranchStart[node + 1]; branch++)
            {
                Spread(branch, _nodesOutside[node]);
            }
        }

        for (var bundle = 0; bundle < _bundles.Length; bundle++)
        {
            SpreadBundle(bundle, weights, perLiteral);
        }
    }

    /// <summary>Value of a node, branch or leaf after <see cref="Up"/>.</summary>
    internal T NodeValue(int node) => _nodes[node];

    internal T BranchValue(int branch) => _branches[branch];

    internal T LeafValue(int leaf) => _leaves[leaf];

    /// <summary>Gives every part of a branch the product of what is outside the node and of the other parts.</summary>
    private void Spread(int branch, T outside)
    {
        var semiring = default(TSemiring);
        var (bundleStart, bundleEnd) = (diagram.BundleRefStart[branch], diagram.BundleRefStart[branch + 1]);
        var (childStart, childEnd) = (diagram.ChildRefStart[branch], diagram.ChildRefStart[branch + 1]);
        var (bundles, parts) = (bundleEnd - bundleStart, bundleEnd - bundleStart + childEnd - childStart);
        _suffix[parts] = semiring.One;
        for (var i = parts - 1; i >= 0; i--)
        {
            var value = i < bundles ? _bundles[diagram.BundleRefs[bundleStart + i]]
                : _nodes[diagram.ChildRefs[childStart + i - bundles]];
            _suffix[i] = semiring.Times(value, _suffix[i + 1]);
        }

        var before = outside;
        for (var i = 0; i < parts; i++)
        {
            var others = semiring.Times(before, _suffix[i + 1]);
            if (i < bundles)
            {
                var bundle = diagram.BundleRefs[bundleStart + i];
                _bundlesOutside[bundle] = semiring.Plus(_bundlesOutside[bundle], others);
                before = semiring.Times(before, _bundles[bundle]);
            }
            else
            {
                var child = diagram.ChildRefs[childStart + i - bundles];
                _nodesOutside[child] = semiring.Plus(_nodesOutside[child], others);
                before = semiring.Times(before, _nodes[child]);
            }
        }
    }

    /// <summary>Gives every literal of a bundle the product of what is outside the bundle, of its other leaves and of
    /// the literal itself.</summary>
    private void SpreadBundle(int bundle, ReadOnlySpan<T> weights, Span<T> perLiteral)
    {
        var semiring = default(TSemiring);
        var (start, end) = (diagram.BundleStart[bundle], diagram.BundleStart[bundle + 1]);
        _suffix[end - start] = semiring.One;
        for (var leaf = end - 1; leaf > start; leaf--)
        {
            _suffix[leaf - start] = semiring.Times(_leaves[leaf], _suffix[leaf - start + 1]);
        }

        var before = _bundlesOutside[bundle];
        for (var leaf = start; leaf < end; leaf++)
        {
            var others = semiring.Times(before, _suffix[leaf - start + 1]);
            for (var i = diagram.LeafStart[leaf]; i < diagram.LeafStart[leaf + 1]; i++)
            {
                var literal = diagram.LeafLiterals[i];
                perLiteral[literal] = semiring.Plus(perLiteral[literal], semiring.Times(others, weights[literal]));
            }

            before = semiring.Times(before, _leaves[leaf]);
        }
    }

    private void Prepare(T zero)
    {
        if (_suffix.Length == 0)
        {
            var parts = 0;
            for (var branch = 0; branch < diagram.BranchCount; branch++)
            {
                parts = Math.Max(parts, diagram.BundleRefStart[branch + 1] - diagram.BundleRefStart[branch]
                    + diagram.ChildRefStart[branch + 1] - diagram.ChildRefStart[branch]);
            }

            for (var bundle = 0; bundle < diagram.BundleCount; bundle++)
            {
                parts = Math.Max(parts, diagram.BundleStart[bundle + 1] - diagram.BundleStart[bundle]);
            }

            _suffix = new T[parts + 1];
            _bundlesOutside = new T[_bundles.Length];
            _nodesOutside = new T[_nodes.Length];
        }

        Array.Fill(_bundlesOutside, zero);
        Array.Fill(_nodesOutside, zero);
    }
}
