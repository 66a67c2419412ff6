using System.Collections.Immutable;
using System.Numerics;
using Customization.Domain.Entities;
using Customization.Kernel.Model;

namespace Customization.Domain.Sessions;

/// <summary>Which question to ask next: the one whose answer rules out most.</summary>
internal static class SessionGuides
{
    /// <summary>The undecided questions by falling narrowing. Nothing where the search engine answers: it counts
    /// nothing.</summary>
    /// <remarks>One counting pass over the diagram: O(E) sums of big numbers.</remarks>
    public static Decision Guide(SessionScene scene)
    {
        var model = scene.Product.Model;
        var counts = scene.Product.Configurators.Use(configurator => configurator.CountPerLiteral(scene.Selection));
        if (counts is null)
        {
            return Decision.Answer(new SessionGuidance(null, []));
        }

        var questions = ImmutableArray.CreateBuilder<GuidedQuestion>();
        foreach (var c in SessionViews.Answer(scene).Undecided)
        {
            var first = model.Offset(new CharacteristicIndex(c));
            questions.Add(new GuidedQuestion(
                c, Bits(counts.AsSpan(first, model.Characteristics[c].Values.Length))));
        }

        questions.Sort((left, right) => left.Bits == right.Bits
            ? left.Characteristic.CompareTo(right.Characteristic)
            : right.Bits.CompareTo(left.Bits));
        var ways = scene.Product.Configurators.Use(configurator => configurator.Count(scene.Selection));
        return Decision.Answer(new SessionGuidance(ways, questions.ToImmutable()));
    }

    /// <summary>Entropy of the answer when every configuration is as likely as any other: the expected number of times
    /// that the answer halves what is left.</summary>
    private static double Bits(ReadOnlySpan<BigInteger> counts)
    {
        var all = BigInteger.Zero;
        foreach (var count in counts)
        {
            all += count;
        }

        var bits = 0.0;
        foreach (var count in counts)
        {
            if (!count.IsZero)
            {
                var share = BigInteger.Log(count) - BigInteger.Log(all);
                bits -= Math.Exp(share) * share / Math.Log(2);
            }
        }

        return bits;
    }
}
