using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Kernel.Model;

namespace Customization.Domain.Demand.Recommending;

/// <summary>What was sold as a probability of every configuration that the rules allow, learned on the branches of the
/// compiled diagram: what sells where the rules make a difference, whatever else was chosen.</summary>
internal static class SoldDistribution
{
    /// <summary>Diagram edges up to which a pass is short enough for every click.</summary>
    public const int EdgesMax = 10_000;

    /// <summary>Sales that every value has before any is counted.</summary>
    private const double Unsold = 0.5;

    /// <summary>The distribution; null where the model has no diagram, or too large a one. O(S E) time for S sold
    /// configurations and E diagram edges.</summary>
    public static DiagramDistribution? Learn(CompiledModel compiled, IReadOnlyList<SoldConfiguration> sold)
    {
        if (sold.Count == 0 || !IsAvailable(compiled))
        {
            return null;
        }

        var model = compiled.Model;
        var popularity = new double[model.LiteralCount];
        Array.Fill(popularity, Unsold);
        foreach (var each in sold)
        {
            for (var i = 0; i < each.Values.Length; i++)
            {
                if (each.Values[i] >= 0)
                {
                    popularity[model.Literal(new CharacteristicIndex(i), each.Values[i])] += each.Weight;
                }
            }
        }

        return DiagramDistribution.Learn(
            compiled.Diagram, popularity, sold.Select(each => (Possible(model, each), each.Weight)));
    }

    /// <summary>Whether <see cref="Learn"/> says anything once something was sold.</summary>
    public static bool IsAvailable(CompiledModel compiled) =>
        compiled.Engine == ConfigurationEngine.Diagram && compiled.Diagram.EdgeCount <= EdgesMax;

    /// <summary>The literals that a sold configuration may have: of each characteristic one, or all where it is not
    /// known.</summary>
    public static ulong[] Possible(ProductModel model, SoldConfiguration sold)
    {
        var words = new ulong[(model.LiteralCount + 63) / 64];
        Array.Fill(words, ulong.MaxValue);
        for (var i = 0; i < sold.Values.Length; i++)
        {
            var (first, value) = (model.Offset(new CharacteristicIndex(i)), sold.Values[i]);
            for (var other = 0; other < model.Characteristics[i].Values.Length && value >= 0; other++)
            {
                if (other != value)
                {
                    words[(first + other) >> 6] &= ~(1UL << ((first + other) & 63));
                }
            }
        }

        return words;
    }
}
