using System.Collections.Immutable;

namespace Customization.Domain.Delivery;

/// <summary>Remembers ended holds until their expiry: a late copy of the command that placed one claims nothing.
/// </summary>
internal static class EndedHolds
{
    private static readonly TimeSpan Grain = TimeSpan.FromMinutes(10);

    /// <summary>Until when to remember a hold that ends now, or null where its expiry is over and so refuses copies by
    /// itself. Rounded up, so that many are forgotten with one write.</summary>
    public static DateTimeOffset? RememberUntil(DateTimeOffset expires, DateTimeOffset now) =>
        expires <= now
            ? null
            : new DateTimeOffset(
                (Math.Min(expires.UtcTicks, (now + HoldId.TtlMax).UtcTicks) + Grain.Ticks - 1) / Grain.Ticks
                * Grain.Ticks,
                TimeSpan.Zero);

    /// <summary>The memory with one more, without the one that ends first where it is full.</summary>
    public static ImmutableSortedDictionary<string, DateTimeOffset> With(
        ImmutableSortedDictionary<string, DateTimeOffset> ended, string holdId, DateTimeOffset? until, int max)
    {
        if (until is not { } time)
        {
            return ended;
        }

        var next = ended.SetItem(holdId, time);
        return next.Count <= max ? next : next.Remove(next.MinBy(entry => entry.Value).Key);
    }

    /// <summary>The memory without those whose time is over.</summary>
    public static ImmutableSortedDictionary<string, DateTimeOffset> Without(
        ImmutableSortedDictionary<string, DateTimeOffset> ended, DateTimeOffset until) =>
        ended.RemoveRange(ended.Where(entry => entry.Value <= until).Select(entry => entry.Key).ToArray());

    /// <summary>When the next one is forgotten.</summary>
    public static DateTimeOffset? Due(ImmutableSortedDictionary<string, DateTimeOffset> ended) =>
        ended.IsEmpty ? null : ended.Values.Min();
}
