using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Production;

/// <summary>The minutes are held.</summary>
public sealed record SlotHold(string HoldId, MinuteInterval Interval, DateTimeOffset Expires) : Reply;

/// <summary>The day knows when it is open; these orders lost their slot by that revision.</summary>
public sealed record DayOpening(ImmutableArray<MovedOrder> Moved) : Reply;

/// <summary>A cell-day as operators see it.</summary>
public sealed record CellDayView(
    string Cell, DateOnly Date, ImmutableArray<MinuteInterval> Opening,
    ImmutableSortedDictionary<string, Slot> Slots, ImmutableArray<MovedOrder> Moved) : Reply;

/// <summary>Why a cell-day refused a command.</summary>
public abstract record CellDayRejection : Rejection
{
    private CellDayRejection()
    {
    }

    /// <summary>The cell did not open this day (yet), or it is over.</summary>
    public sealed record Closed(string Cell, DateOnly Date) : CellDayRejection
    {
        public override string Code => "cell-day-closed";

        public override string Detail => $"Cell {Cell} is not open on {Date:yyyy-MM-dd}.";
    }

    /// <summary>No free interval of that length from that minute on, or as many slots as a day keeps.</summary>
    public sealed record Full(string Cell, DateOnly Date) : CellDayRejection
    {
        public override string Code => "cell-day-full";

        public override string Detail => $"Cell {Cell} has no such time free on {Date:yyyy-MM-dd}.";
    }

    /// <summary>Minutes or start out of the day.</summary>
    public sealed record InvalidSlot(int Minutes, int NotBefore) : CellDayRejection
    {
        public override string Code => "slot-invalid";

        public override string Detail => $"{Minutes} minutes from minute {NotBefore} are no slot of a day.";
    }

    /// <summary>The slot's hold expired, or would be expired by now.</summary>
    public sealed record Expired(string HoldId) : CellDayRejection
    {
        public override string Code => "slot-expired";

        public override string Detail => $"Slot {HoldId} expired.";
    }

    /// <summary>The expiry is too far away.</summary>
    public sealed record TooLong(string HoldId) : CellDayRejection
    {
        public override string Code => "slot-hold-too-long";

        public override string Detail => $"A hold lasts at most {Delivery.HoldId.TtlMax.TotalHours} hours.";
    }

    /// <summary>The hold is over: it was released before.</summary>
    public sealed record Released(string HoldId) : CellDayRejection
    {
        public override string Code => "slot-released";

        public override string Detail => $"Slot {HoldId} was released.";
    }

    /// <summary>There is no such slot.</summary>
    public sealed record UnknownSlot(string HoldId) : CellDayRejection
    {
        public override string Code => "slot-unknown";

        public override string Detail => $"There is no slot {HoldId}.";
    }

    /// <summary>The slot has to be reserved first.</summary>
    public sealed record NotReserved(string HoldId) : CellDayRejection
    {
        public override string Code => "slot-not-reserved";

        public override string Detail => $"Slot {HoldId} is not reserved.";
    }
}
