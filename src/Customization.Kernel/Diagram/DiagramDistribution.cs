namespace Customization.Kernel.Diagram;

/// <summary>A probability of every configuration of a diagram, so that none has what the rules exclude: how likely each
/// branch is at its node, and each literal in its leaf.</summary>
/// <remarks>Immutable. Source: probabilistic sentential decision diagrams (Kisa, Van den Broeck, Choi, Darwiche 2014),
/// on this form of diagram.</remarks>
public sealed class DiagramDistribution
{
    /// <summary>What is known of a node's branches before anything is seen, in observations.</summary>
    private const double BranchPrior = 4;

    /// <summary>What is known of a leaf's literals before anything is seen, in observations.</summary>
    private const double LeafPrior = 50;

    private DiagramDistribution(DecisionDiagram diagram, double[] ofBranch, double[] ofLiteral) =>
        (Diagram, OfBranch, OfLiteral) = (diagram, ofBranch, ofLiteral);

    internal DecisionDiagram Diagram { get; }

    /// <summary>Per branch; those of a node add up to 1.</summary>
    internal double[] OfBranch { get; }

    /// <summary>In the order of <see cref="DecisionDiagram.LeafLiterals"/>; those of a leaf add up to 1.</summary>
    internal double[] OfLiteral { get; }

    /// <summary>Learns from configurations that were seen. One step of expectation maximisation from literals that know
    /// nothing of each other but the rules; O(S E) time for S seen and E diagram edges.</summary>
    /// <param name="popularity">Per literal, above 0: how often it was seen.</param>
    /// <param name="seen">The possible literals of each, as bits, and how often it was seen. What is not known of a
    /// configuration has all its literals.</param>
    public static DiagramDistribution Learn(
        DecisionDiagram diagram, ReadOnlySpan<double> popularity, IEnumerable<(ulong[] Possible, double Weight)> seen)
    {
        var start = Independent(diagram, popularity);
        var pass = new DistributionPass(start);
        var (ofBranch, ofLiteral) = (Times(start.OfBranch, BranchPrior), Times(start.OfLiteral, LeafPrior));
        foreach (var (possible, weight) in seen)
        {
            if (pass.Follow(possible))
            {
                pass.AddTo(ofBranch, ofLiteral, weight);
            }
        }

        Normalize(ofBranch, diagram.BranchStart);
        Normalize(ofLiteral, diagram.LeafStart);
        return new DiagramDistribution(diagram, ofBranch, ofLiteral);
    }

    /// <summary>Literals know nothing of each other but the rules.</summary>
    private static DiagramDistribution Independent(DecisionDiagram diagram, ReadOnlySpan<double> popularity)
    {
        var (ofBranch, ofLiteral) = (new double[diagram.BranchCount], new double[diagram.LeafLiterals.Length]);
        Array.Fill(ofBranch, 1);
        for (var i = 0; i < ofLiteral.Length; i++)
        {
            ofLiteral[i] = popularity[diagram.LeafLiterals[i]];
        }

        var pass = new DistributionPass(new DiagramDistribution(diagram, ofBranch, ofLiteral));
        var all = new ulong[(diagram.LiteralCount + 63) / 64];
        Array.Fill(all, ulong.MaxValue);
        pass.Follow(all);
        pass.BranchValues.CopyTo(ofBranch);
        Normalize(ofBranch, diagram.BranchStart);
        Normalize(ofLiteral, diagram.LeafStart);
        return new DiagramDistribution(diagram, ofBranch, ofLiteral);
    }

    private static double[] Times(double[] values, double by) => [.. values.Select(value => value * by)];

    /// <summary>Lets each group add up to 1; one that adds up to 0 is out of reach and stays.</summary>
    private static void Normalize(double[] values, int[] groupStart)
    {
        for (var group = 0; group + 1 < groupStart.Length; group++)
        {
            var own = values.AsSpan(groupStart[group], groupStart[group + 1] - groupStart[group]);
            var sum = 0.0;
            foreach (var value in own)
            {
                sum += value;
            }

            for (var i = 0; i < own.Length && sum > 0; i++)
            {
                own[i] /= sum;
            }
        }
    }
}
