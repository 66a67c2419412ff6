using Customization.Domain.Delivery;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>When a lane collects and delivers, counted day by day.</summary>
internal static class LaneCalendar
{
    /// <summary>First day on which goods leave that are ready at a minute.</summary>
    public static DateOnly Ships(ShippingLane lane, DateOnly ready, int minute)
    {
        var day = minute > lane.CutoffMinute ? ready.AddDays(1) : ready;
        while (!lane.ShipWeekdays.Contains(day.DayOfWeek) || lane.Holidays.Contains(day))
        {
            day = day.AddDays(1);
        }

        return day;
    }

    /// <summary>Day on which goods arrive that left on a day; every lane here takes at least one.</summary>
    public static DateOnly Arrives(ShippingLane lane, DateOnly left)
    {
        var day = left;
        for (var transit = lane.TransitDays; transit > 0;)
        {
            day = day.AddDays(1);
            transit -= lane.DeliveryWeekdays.Contains(day.DayOfWeek) && !lane.Holidays.Contains(day) ? 1 : 0;
        }

        return day;
    }
}
