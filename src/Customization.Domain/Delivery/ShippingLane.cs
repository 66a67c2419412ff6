using System.Collections.Immutable;

namespace Customization.Domain.Delivery;

/// <summary>One way to send a product, e.g. <c>standard</c> or <c>express</c>. What it costs the customer says the
/// product's definition, per price list.</summary>
/// <param name="Code">Stable name.</param>
/// <param name="Name">For people.</param>
/// <param name="CutoffMinute">Minute of the day by which it must be ready to leave that day.</param>
/// <param name="TransitDays">Days in transit after the ship day, counted on delivery days only, 0 or more.</param>
/// <param name="ShipWeekdays">Days the carrier collects.</param>
/// <param name="DeliveryWeekdays">Days the carrier moves and delivers.</param>
/// <param name="Holidays">Days it does neither; sorted.</param>
/// <param name="Automatic">Collects and delivers on the promised day by itself; for plants without a carrier's
/// reports, such as the samples.</param>
public sealed record ShippingLane(
    string Code, string Name, int CutoffMinute, int TransitDays, ImmutableArray<DayOfWeek> ShipWeekdays,
    ImmutableArray<DayOfWeek> DeliveryWeekdays, ImmutableArray<DateOnly> Holidays, bool Automatic)
{
    /// <summary>Most days that are searched for a ship or delivery day, so that a lane that never runs ends.</summary>
    public const int SearchDaysMax = 366;

    /// <summary>Day on which goods leave that are ready at a minute, or null where the lane never runs.</summary>
    public DateOnly? ShipDate(PlantMinute ready)
    {
        var first = ready.OfDay <= CutoffMinute ? ready.Date : ready.Date.AddDays(1);
        return FirstRunning(ShipWeekdays, first);
    }

    /// <summary>Day on which goods arrive that left on a day, or null where the lane never delivers.</summary>
    public DateOnly? DeliveryDate(DateOnly shipped)
    {
        DateOnly? day = shipped;
        for (var i = 0; i < TransitDays && day is not null; i++)
        {
            day = FirstRunning(DeliveryWeekdays, day.Value.AddDays(1));
        }

        return TransitDays == 0 ? FirstRunning(DeliveryWeekdays, shipped) : day;
    }

    private DateOnly? FirstRunning(ImmutableArray<DayOfWeek> weekdays, DateOnly from)
    {
        for (var i = 0; i < SearchDaysMax; i++)
        {
            var day = from.AddDays(i);
            if (weekdays.Contains(day.DayOfWeek) && Holidays.BinarySearch(day) < 0)
            {
                return day;
            }
        }

        return null;
    }
}
