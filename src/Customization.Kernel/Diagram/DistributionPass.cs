namespace Customization.Kernel.Diagram;

/// <summary>How likely each literal is under a <see cref="DiagramDistribution"/> once some are not possible any more.
/// </summary>
/// <remarks>Two passes, O(E) for E diagram edges, no allocation after construction. Owned by one thread.</remarks>
public sealed class DistributionPass
{
    /// <summary>Below it, quotients of probabilities lose digits.</summary>
    private const double ProbabilityMin = 1e-290;

    private readonly DiagramDistribution _distribution;
    private readonly DecisionDiagram _diagram;
    private readonly double[] _leaves;
    private readonly double[] _bundles;
    private readonly double[] _branches;
    private readonly double[] _nodes;
    private readonly double[] _bundleFlow;
    private readonly double[] _branchFlow;
    private readonly double[] _nodeFlow;
    private readonly double[] _literalFlow;
    private readonly double[] _literals;

    /// <summary>O(E) memory.</summary>
    public DistributionPass(DiagramDistribution distribution)
    {
        (_distribution, _diagram) = (distribution, distribution.Diagram);
        (_leaves, _bundles) = (new double[_diagram.LeafCount], new double[_diagram.BundleCount]);
        (_branches, _nodes) = (new double[_diagram.BranchCount], new double[_diagram.NodeCount]);
        (_bundleFlow, _branchFlow) = (new double[_diagram.BundleCount], new double[_diagram.BranchCount]);
        _nodeFlow = new double[_diagram.NodeCount];
        _literalFlow = new double[_diagram.LeafLiterals.Length];
        _literals = new double[_diagram.LiteralCount];
    }

    internal ReadOnlySpan<double> BranchValues => _branches;

    /// <summary>Takes in which literals are possible; false where no configuration of them has any probability, or one
    /// below what 64 bits can tell from none.</summary>
    /// <param name="possible">Bit l % 64 of word l / 64 is literal l.</param>
    public bool Follow(ReadOnlySpan<ulong> possible)
    {
        Up(possible);
        if (!(_nodes[^1] > ProbabilityMin))
        {
            return false;
        }

        Down(possible);
        return true;
    }

    /// <summary>The probability of what is possible, as it was last taken in.</summary>
    public double Probability => _nodes[^1];

    /// <summary>The probability of what is possible, and nothing of its literals: half the time of
    /// <see cref="Follow"/>.</summary>
    /// <param name="possible">Bit l % 64 of word l / 64 is literal l.</param>
    public double ProbabilityOf(ReadOnlySpan<ulong> possible)
    {
        Up(possible);
        return Probability;
    }

    /// <summary>The probability of a literal among the configurations of what is possible.</summary>
    public double Of(int literal) => _literals[literal];

    /// <summary>Adds what is expected of every branch and literal.</summary>
    internal void AddTo(double[] ofBranch, double[] ofLiteral, double weight)
    {
        for (var branch = 0; branch < ofBranch.Length; branch++)
        {
            ofBranch[branch] += weight * _branchFlow[branch];
        }

        for (var i = 0; i < ofLiteral.Length; i++)
        {
            ofLiteral[i] += weight * _literalFlow[i];
        }
    }

    private static bool IsPossible(ReadOnlySpan<ulong> possible, int literal) =>
        (possible[literal >> 6] >> (literal & 63) & 1) != 0;

    /// <summary>Probability of what is possible, from the leaves to the root.</summary>
    private void Up(ReadOnlySpan<ulong> possible)
    {
        for (var leaf = 0; leaf < _leaves.Length; leaf++)
        {
            var sum = 0.0;
            for (var i = _diagram.LeafStart[leaf]; i < _diagram.LeafStart[leaf + 1]; i++)
            {
                sum += IsPossible(possible, _diagram.LeafLiterals[i]) ? _distribution.OfLiteral[i] : 0;
            }

            _leaves[leaf] = sum;
        }

        for (var bundle = 0; bundle < _bundles.Length; bundle++)
        {
            var product = 1.0;
            for (var leaf = _diagram.BundleStart[bundle]; leaf < _diagram.BundleStart[bundle + 1]; leaf++)
            {
                product *= _leaves[leaf];
            }

            _bundles[bundle] = product;
        }

        for (var node = 0; node < _nodes.Length; node++)
        {
            var sum = 0.0;
            for (var branch = _diagram.BranchStart[node]; branch < _diagram.BranchStart[node + 1]; branch++)
            {
                sum += _branches[branch] = ValueOf(branch);
            }

            _nodes[node] = sum;
        }
    }

    private double ValueOf(int branch)
    {
        var product = _distribution.OfBranch[branch];
        for (var i = _diagram.BundleRefStart[branch]; i < _diagram.BundleRefStart[branch + 1]; i++)
        {
            product *= _bundles[_diagram.BundleRefs[i]];
        }

        for (var i = _diagram.ChildRefStart[branch]; i < _diagram.ChildRefStart[branch + 1]; i++)
        {
            product *= _nodes[_diagram.ChildRefs[i]];
        }

        return product;
    }

    /// <summary>The probability that a configuration takes each part, from the root to the leaves.</summary>
    private void Down(ReadOnlySpan<ulong> possible)
    {
        Array.Clear(_bundleFlow);
        Array.Clear(_nodeFlow);
        Array.Clear(_literals);
        _nodeFlow[^1] = 1;
        for (var node = _nodes.Length - 1; node >= 0; node--)
        {
            var scale = _nodeFlow[node] > 0 ? _nodeFlow[node] / _nodes[node] : 0;
            for (var branch = _diagram.BranchStart[node]; branch < _diagram.BranchStart[node + 1]; branch++)
            {
                Spread(branch, scale * _branches[branch]);
            }
        }

        for (var bundle = 0; bundle < _bundles.Length; bundle++)
        {
            for (var leaf = _diagram.BundleStart[bundle]; leaf < _diagram.BundleStart[bundle + 1]; leaf++)
            {
                var scale = _bundleFlow[bundle] > 0 ? _bundleFlow[bundle] / _leaves[leaf] : 0;
                for (var i = _diagram.LeafStart[leaf]; i < _diagram.LeafStart[leaf + 1]; i++)
                {
                    var literal = _diagram.LeafLiterals[i];
                    _literalFlow[i] = IsPossible(possible, literal) ? scale * _distribution.OfLiteral[i] : 0;
                    _literals[literal] += _literalFlow[i];
                }
            }
        }
    }

    private void Spread(int branch, double flow)
    {
        _branchFlow[branch] = flow;
        if (flow > 0)
        {
            for (var i = _diagram.BundleRefStart[branch]; i < _diagram.BundleRefStart[branch + 1]; i++)
            {
                _bundleFlow[_diagram.BundleRefs[i]] += flow;
            }

            for (var i = _diagram.ChildRefStart[branch]; i < _diagram.ChildRefStart[branch + 1]; i++)
            {
                _nodeFlow[_diagram.ChildRefs[i]] += flow;
            }
        }
    }
}
