using System.Collections.Immutable;

namespace Customization.Domain.Delivery;

/// <summary>What the plant refused since the outlook was made: fresher than it, so planning goes around.</summary>
/// <param name="FullFrom">Cell-day key -> first minute of the day from which nothing fits there any more.</param>
/// <param name="StockFrom">Component -> first day by which it said to cover the quantity.</param>
public sealed record PlanRefusals(
    ImmutableSortedDictionary<string, int> FullFrom, ImmutableSortedDictionary<string, DateOnly> StockFrom)
{
    /// <summary>Nothing was refused.</summary>
    public static readonly PlanRefusals None = new(
        ImmutableSortedDictionary.Create<string, int>(StringComparer.Ordinal),
        ImmutableSortedDictionary.Create<string, DateOnly>(StringComparer.Ordinal));
}
