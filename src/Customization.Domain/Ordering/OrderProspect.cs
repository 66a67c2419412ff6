using Customization.Domain.Delivery;

namespace Customization.Domain.Ordering;

/// <summary>How an order stands: against what was first promised, against the calendar, and against what the plant
/// could promise now.</summary>
/// <param name="Promised">Delivery date that stands; null while there is none.</param>
/// <param name="FirstPromised">Delivery date that the customer was first told.</param>
/// <param name="DaysLate">Days by which the promise slipped; negative where it came forward; 0 where one is missing or
/// does not speak of the same lots.</param>
/// <param name="IsOverdue">Whether the promised day is over and it is not delivered.</param>
/// <param name="Possible">Delivery date of the same work if it were ordered now, without its own claims; null where the
/// work is begun or nothing can be promised.</param>
public sealed record OrderProspect(
    DateOnly? Promised, DateOnly? FirstPromised, int DaysLate, bool IsOverdue, DateOnly? Possible)
{
    /// <summary>Works it out; one plan for an order that is not begun.</summary>
    public static OrderProspect Of(OrderView view, Outlook outlook, DateTimeOffset now)
    {
        var promised = view.Promise?.DeliveryDate;
        var first = view.Outcome?.Promise?.DeliveryDate;
        var isDue = (promised ?? first) < PlantMinute.DayOf(now);
        return new OrderProspect(
            promised, first,
            promised is { } date && first is { } told && view.CancelledLots is null
                ? date.DayNumber - told.DayNumber
                : 0,
            isDue && view.Status.IsConfirmed(), Plan(view, outlook, now));
    }

    private static DateOnly? Plan(OrderView view, Outlook outlook, DateTimeOffset now) =>
        view.Status is >= OrderStatus.Holding and <= OrderStatus.Confirmed
            && PromisePlanner.Plan(view.Item.Work, view.Lane, outlook, now) is PromisePlan plan
            ? plan.Promise.DeliveryDate
            : null;
}
