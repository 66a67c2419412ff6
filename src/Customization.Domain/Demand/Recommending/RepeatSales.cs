using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>How likely a customer takes a configuration that was sold before, and which; the others want one that is
/// new.</summary>
/// <remarks>Of distinct configurations: where several come to the same values, the first stands for all. One that does
/// not say all that others say is none that could be taken again. Immutable. Source: two parts as in a Pitman-Yor
/// process (Pitman, Yor 1997), the new ones from <see cref="SoldDistribution"/> without those that are known.
/// </remarks>
internal sealed class RepeatSales
{
    private const double ProbabilityMin = 1e-9;

    private readonly ulong[] _literals;
    private readonly int _words;

    private RepeatSales(double share, double[] probability, double[] sales, ulong[] literals, int words)
    {
        (Share, Probability, Sales, _literals, _words) = (share, probability, sales, literals, words);
        NewProbability = Math.Max(1 - probability.Sum(), ProbabilityMin);
    }

    /// <summary>The part of customers who take a configuration again, 0 to 1.</summary>
    public double Share { get; }

    /// <summary>Per configuration its probability under the distribution.</summary>
    public double[] Probability { get; }

    /// <summary>Per configuration its part of all sales.</summary>
    public double[] Sales { get; }

    /// <summary>What the distribution leaves for all that are not known, above 0.</summary>
    public double NewProbability { get; }

    /// <summary>What a configuration was sold with; bit l % 64 of word l / 64 is literal l.</summary>
    public ReadOnlySpan<ulong> Literals(int configuration) => _literals.AsSpan(configuration * _words, _words);

    /// <summary>The share that sales speak for: all but those that were the only one of their configuration.
    /// </summary>
    /// <remarks>Source: Good 1953, the probability of what was not seen yet; one sale of each kind is added, so that
    /// few sales exclude nothing. Faded sales below 1 count as the only one.</remarks>
    public static float Estimate(IReadOnlyList<SoldConfiguration> sold)
    {
        var weights = Distinct(sold);
        var all = weights.Sum();
        return (float)((all - weights.Where(weight => weight <= 1).Sum() + 1) / (all + 2));
    }

    /// <summary>What is known of repeats. O(P E) time for P sold configurations and E diagram edges.</summary>
    public static RepeatSales Of(
        float share, DiagramDistribution distribution, ProductModel model, IReadOnlyList<SoldConfiguration> sold)
    {
        var weights = Distinct(sold);
        var pass = new DistributionPass(distribution);
        var most = sold.Count == 0 ? 0 : sold.Max(Known);
        var (probability, all) = (new double[sold.Count], weights.Sum());
        for (var i = 0; i < sold.Count; i++)
        {
            var isWhole = weights[i] > 0 && Known(sold[i]) == most;
            probability[i] = isWhole ? pass.ProbabilityOf(SoldDistribution.Possible(model, sold[i])) : 0;
            weights[i] = isWhole ? weights[i] / all : 0;
        }

        var words = (model.LiteralCount + 63) / 64;
        return new RepeatSales(share, probability, weights, LiteralsOf(model, sold, words), words);
    }

    private static ulong[] LiteralsOf(ProductModel model, IReadOnlyList<SoldConfiguration> sold, int words)
    {
        var literals = new ulong[sold.Count * words];
        for (var i = 0; i < sold.Count; i++)
        {
            for (var position = 0; position < sold[i].Values.Length; position++)
            {
                if (sold[i].Values[position] >= 0)
                {
                    var literal = model.Literal(new CharacteristicIndex(position), sold[i].Values[position]);
                    literals[(i * words) + (literal >> 6)] |= 1UL << (literal & 63);
                }
            }
        }

        return literals;
    }

    private static int Known(SoldConfiguration sold) => sold.Values.Count(value => value >= 0);

    /// <summary>All sales of equal configurations at the first of them.</summary>
    private static double[] Distinct(IReadOnlyList<SoldConfiguration> sold)
    {
        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var weights = new double[sold.Count];
        for (var i = 0; i < sold.Count; i++)
        {
            var name = string.Join(',', sold[i].Values);
            if (!first.TryGetValue(name, out var at))
            {
                first.Add(name, at = i);
            }

            weights[at] += sold[i].Weight;
        }

        return weights;
    }
}
