using System.Collections.Immutable;

namespace Customization.Domain.Demand.Recommending;

/// <summary>How much a sold configuration still counts for a customer whose choices it does not match, and for which
/// question.</summary>
/// <param name="LogFactors">Per characteristic the logarithm of what remains of a vote once the value that it was sold
/// with is not possible any more.</param>
/// <param name="Sharpness">Per characteristic that is asked for: the power of all those factors. At 0 every
/// configuration counts, however unlike.</param>
/// <param name="CountExponent">A configuration sold n times starts with n to this power.</param>
public sealed record VoteFactors(
    ImmutableArray<float> LogFactors, ImmutableArray<float> Sharpness, float CountExponent)
{
    /// <summary>What <see cref="CountExponent"/> is before anything is learned.</summary>
    public const float UnlearnedExponent = 0.8f;

    /// <summary>What each of <see cref="LogFactors"/> is before anything is learned: a mismatch about halves a vote.
    /// </summary>
    public const float UnlearnedLogFactor = -0.6f;

    /// <summary>Per characteristic, 0 to 1: the part of <see cref="SoldDistribution"/> in the answer, beside the votes.
    /// </summary>
    public ImmutableArray<float> DistributionShares { get; init; } = [.. LogFactors.Select(_ => 0f)];

    /// <summary>0 to 1: how many customers take a configuration that was sold before. Null where that is not known, or
    /// there is no <see cref="SoldDistribution"/>; then sales that match all choices are votes like the others.
    /// </summary>
    public float? RepeatShare { get; init; }

    /// <summary>The same for every characteristic.</summary>
    public static VoteFactors Unlearned(int characteristics) => new(
        [.. Enumerable.Repeat(UnlearnedLogFactor, characteristics)], [.. Enumerable.Repeat(1f, characteristics)],
        UnlearnedExponent);
}
