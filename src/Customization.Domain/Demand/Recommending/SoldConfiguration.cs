using System.Collections.Immutable;

namespace Customization.Domain.Demand.Recommending;

/// <summary>One configuration as it was sold, and how often.</summary>
/// <param name="Values">Value position per characteristic of the model, -1 where it is not known.</param>
/// <param name="Weight">Sales that stand for it, above 0; a fraction where old ones have faded.</param>
public sealed record SoldConfiguration(ImmutableArray<int> Values, double Weight);
