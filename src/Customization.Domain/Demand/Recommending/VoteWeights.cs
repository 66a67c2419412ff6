using System.Numerics;

namespace Customization.Domain.Demand.Recommending;

/// <summary>From mismatches to votes.</summary>
internal static class VoteWeights
{
    /// <summary>What each configuration counts for one question, the largest 1; 0 where its value is not possible.
    /// </summary>
    /// <param name="values">Per configuration the value that it was sold with, -1 where unknown.</param>
    /// <param name="isPossible">Per value.</param>
    /// <param name="mismatches">Per configuration the sum of the logarithms of its factors.</param>
    /// <param name="start">Per configuration the logarithm of what it starts with.</param>
    /// <param name="without">A configuration that does not vote, or -1.</param>
    public static void Of(
        ReadOnlySpan<short> values, ReadOnlySpan<bool> isPossible, ReadOnlySpan<float> mismatches,
        ReadOnlySpan<float> start, float sharpness, int without, Span<float> weights)
    {
        var most = float.NegativeInfinity;
        for (var i = 0; i < values.Length; i++)
        {
            var counts = values[i] >= 0 && isPossible[values[i]] && i != without;
            weights[i] = counts ? (sharpness * mismatches[i]) + start[i] : float.NegativeInfinity;
            most = Math.Max(most, weights[i]);
        }

        if (float.IsNegativeInfinity(most))
        {
            weights.Clear();
            return;
        }

        var at = 0;
        for (; at <= weights.Length - Vector<float>.Count; at += Vector<float>.Count)
        {
            Vector.Exp(new Vector<float>(weights[at..]) - new Vector<float>(most)).CopyTo(weights[at..]);
        }

        for (; at < weights.Length; at++)
        {
            weights[at] = MathF.Exp(weights[at] - most);
        }
    }
}
