using System.Collections.Immutable;

namespace Customization.Domain.Demand.Recommending;

/// <summary>How much a sold configuration still counts for a customer whose choices it does not match.</summary>
/// <param name="LogFactors">Per literal the logarithm of what remains of a vote for it once it is not possible any
/// more.</param>
/// <param name="CountExponent">A configuration sold n times starts with n to this power.</param>
public sealed record VoteFactors(ImmutableArray<float> LogFactors, float CountExponent)
{
    /// <summary>What <see cref="CountExponent"/> is before anything is learned.</summary>
    public const float UnlearnedExponent = 0.8f;

    /// <summary>What each of <see cref="LogFactors"/> is before anything is learned: a mismatch about halves a vote.
    /// </summary>
    public const float UnlearnedLogFactor = -0.6f;

    /// <summary>The same for every literal.</summary>
    public static VoteFactors Unlearned(int literals) =>
        new([.. Enumerable.Repeat(UnlearnedLogFactor, literals)], UnlearnedExponent);
}
