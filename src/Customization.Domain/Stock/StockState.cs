using System.Collections.Immutable;
using Customization.Domain.Delivery;

namespace Customization.Domain.Stock;

/// <summary>One component: what is there, what comes, who claims it.</summary>
/// <param name="Terms">Null until defined.</param>
/// <param name="OnHand">In the store now, never negative; claims are still in it until consumed.</param>
/// <param name="Receipts">Inbound goods by receipt id.</param>
/// <param name="Claims">By hold id.</param>
/// <param name="Ended">Released or expired hold ids, each until its expiry: late copies claim nothing.</param>
/// <param name="RecentIds">The latest receipt and adjustment ids, oldest first: retries count once.</param>
/// <param name="Received">All that ever came in, initial stock included.</param>
/// <param name="Adjusted">Sum of all adjustments.</param>
/// <param name="Consumed">All that orders ever took. OnHand = Received + Adjusted - Consumed.</param>
public sealed record StockState(
    string Component, ComponentTerms? Terms, int OnHand,
    ImmutableSortedDictionary<string, Receipt> Receipts,
    StockClaims Claims,
    EndedHolds Ended,
    ImmutableArray<string> RecentIds,
    long Received, long Adjusted, long Consumed)
{
    /// <summary>A component that nobody defined yet.</summary>
    public static StockState Initial(string component) => new(
        component, null, 0, Empty<Receipt>(), StockClaims.None, EndedHolds.None, [], 0, 0, 0);

    private static ImmutableSortedDictionary<string, T> Empty<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}
