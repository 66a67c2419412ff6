using System.Collections.Immutable;
using System.Globalization;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>
/// What a slot is at.
///
///     HoldSlot -> Held -> ConfirmSlot -> Reserved -> CompleteSlot -> Completed
///     Held ends by ReleaseSlot, expiry or loss; Reserved by ReleaseSlot or loss
/// </summary>
public enum SlotStatus
{
    Held,
    Reserved,
    Completed,
}

/// <summary>Minutes of a cell-day claimed by an order.</summary>
/// <param name="Expires">When a held slot ends by itself; no meaning once reserved, but kept for late copies.</param>
public sealed record Slot(MinuteInterval Interval, DateTimeOffset Expires, SlotStatus Status);

/// <summary>One day of one cell.</summary>
/// <param name="Revision">The cell's latest telling that arrived; 0 until the cell opened the day.</param>
/// <param name="Opening">Sorted, apart.</param>
/// <param name="Slots">By hold id; they never overlap and lie within what was open when they were claimed.</param>
/// <param name="Ended">Released or expired hold ids, each until its expiry: late copies claim nothing.</param>
/// <param name="Moved">Orders that lost a slot here, oldest first.</param>
public sealed record CellDayState(
    string Cell, DateOnly Date, int Revision, ImmutableArray<MinuteInterval> Opening,
    ImmutableSortedDictionary<string, Slot> Slots, EndedHolds Ended,
    ImmutableArray<MovedOrder> Moved)
{
    /// <summary>Most slots of one day: about 150 bytes each as JSON.</summary>
    public const int SlotsMax = 180;

    /// <summary>Most ended slots that are remembered; see <see cref="Stock.StockLimits.EndedMax"/>.</summary>
    public const int EndedMax = 100;

    /// <summary>Most moved orders remembered.</summary>
    public const int MovedMax = 80;

    private const string DateFormat = "yyyy-MM-dd";

    /// <summary>A day that its cell did not open yet. The key is <c>cell:yyyy-MM-dd</c>.</summary>
    /// <exception cref="FormatException">The key is none of a cell-day.</exception>
    public static CellDayState Initial(string key)
    {
        var date = DateOf(key);
        return new CellDayState(
            key[..key.LastIndexOf(':')], date, 0, [],
            ImmutableSortedDictionary.Create<string, Slot>(StringComparer.Ordinal), EndedHolds.None, []);
    }

    /// <summary>The day in a key.</summary>
    /// <exception cref="FormatException">It is no key of a cell-day.</exception>
    public static DateOnly DateOf(string key)
    {
        var split = key.LastIndexOf(':');
        return split >= 1 && DateOnly.TryParseExact(
            key.AsSpan(split + 1), DateFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"'{key}' is no key of a cell-day, which is cell:yyyy-MM-dd");
    }

    /// <summary>Where to find a day of a cell.</summary>
    public static EntityAddress AddressOf(string cell, DateOnly date) =>
        new(EntityKind.CellDay, $"{cell}:{date.ToString(DateFormat, CultureInfo.InvariantCulture)}");
}
