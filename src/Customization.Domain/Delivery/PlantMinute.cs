namespace Customization.Domain.Delivery;

/// <summary>A minute of the plant's time line: whole minutes since 0001-01-01 00:00 UTC. Plant days are UTC days.
/// </summary>
public readonly record struct PlantMinute(long Value) : IComparable<PlantMinute>
{
    /// <summary>Minutes of a plant day.</summary>
    public const int PerDay = 24 * 60;

    /// <summary>The day it lies in.</summary>
    public DateOnly Date => DateOnly.FromDayNumber((int)(Value / PerDay));

    /// <summary>Minutes since the start of that day, 0 to 1439.</summary>
    public int OfDay => (int)(Value % PerDay);

    /// <summary>The same instant on the clock.</summary>
    public DateTimeOffset Instant => new(Value * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>A minute of a day; a minute beyond the day's end lies in a later day.</summary>
    public static PlantMinute Of(DateOnly date, int minute = 0) => new(((long)date.DayNumber * PerDay) + minute);

    /// <summary>The minute that an instant lies in.</summary>
    public static PlantMinute At(DateTimeOffset instant) => new(instant.UtcTicks / TimeSpan.TicksPerMinute);

    /// <summary>The first whole minute that is not before an instant.</summary>
    public static PlantMinute AtOrAfter(DateTimeOffset instant) =>
        new((instant.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute);

    /// <summary>The day that an instant lies in.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.UtcDateTime);

    /// <summary>The later of two.</summary>
    public static PlantMinute Max(PlantMinute left, PlantMinute right) => left.Value >= right.Value ? left : right;

    /// <summary>Whether one is before another.</summary>
    public static bool operator <(PlantMinute left, PlantMinute right) => left.Value < right.Value;

    /// <summary>Whether one is after another.</summary>
    public static bool operator >(PlantMinute left, PlantMinute right) => left.Value > right.Value;

    /// <summary>Whether one is not after another.</summary>
    public static bool operator <=(PlantMinute left, PlantMinute right) => left.Value <= right.Value;

    /// <summary>Whether one is not before another.</summary>
    public static bool operator >=(PlantMinute left, PlantMinute right) => left.Value >= right.Value;

    /// <summary>So many minutes later.</summary>
    public PlantMinute Plus(int minutes) => new(Value + minutes);

    /// <inheritdoc/>
    public int CompareTo(PlantMinute other) => Value.CompareTo(other.Value);

    /// <summary>For people and logs: <c>2026-11-23 08:30</c>.</summary>
    public override string ToString() => $"{Date:yyyy-MM-dd} {OfDay / 60:00}:{OfDay % 60:00}";
}
