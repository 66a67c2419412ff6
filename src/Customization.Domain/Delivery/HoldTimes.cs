using System.Collections.Immutable;

namespace Customization.Domain.Delivery;

/// <summary>Holds in the order of a time, and of their ids where that is the same.</summary>
internal sealed class HoldTimes : IComparer<(DateTimeOffset Time, string HoldId)>
{
    /// <summary>No hold, in this order.</summary>
    public static readonly ImmutableSortedSet<(DateTimeOffset Time, string HoldId)> None =
        ImmutableSortedSet.Create<(DateTimeOffset, string)>(new HoldTimes());

    private HoldTimes()
    {
    }

    /// <inheritdoc/>
    public int Compare((DateTimeOffset Time, string HoldId) left, (DateTimeOffset Time, string HoldId) right) =>
        left.Time.CompareTo(right.Time) is var order and not 0
            ? order
            : string.CompareOrdinal(left.HoldId, right.HoldId);
}
