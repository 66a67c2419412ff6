using System.Collections.Immutable;

namespace Customization.Domain.Demand;

/// <summary>What one shard of a product's Demand knows: counts, and which sales it heard of lately. No customer, no
/// order.</summary>
/// <param name="Key">Product code and shard.</param>
/// <param name="Recent">Keys of the latest sales, oldest first: + counted, - taken back.</param>
/// <param name="Version">Counts events.</param>
public sealed record DemandState(
    string Key, DemandStatistics Statistics, ImmutableArray<string> Recent, long Version)
{
    /// <summary>A shard that counted nothing yet.</summary>
    public static DemandState Initial(string key) => new(key, DemandStatistics.Empty, [], 0);

    /// <summary>The product that the sales are of.</summary>
    public string Product => DemandShards.ProductOf(Key);

    /// <summary>Whether a sale was counted lately, or taken back; null where the shard does not remember.</summary>
    public bool? IsCounted(string saleKey) =>
        Recent.Contains($"+{saleKey}", StringComparer.Ordinal) ? true
        : Recent.Contains($"-{saleKey}", StringComparer.Ordinal) ? false
        : null;
}
