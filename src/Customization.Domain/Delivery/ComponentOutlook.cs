using System.Collections.Immutable;
using Customization.Domain.Stock;

namespace Customization.Domain.Delivery;

/// <summary>What a component can still promise.</summary>
/// <param name="Steps">ATP by date, ascending in both; it holds from its date until the next. Never empty.</param>
/// <param name="LeadTimeDays">From so many days after today any quantity can be promised.</param>
public sealed record ComponentOutlook(
    string Component, ImmutableArray<AvailableStock> Steps, int LeadTimeDays)
{
    /// <summary>First day, from today on, by which a quantity is covered, and by what.</summary>
    public (DateOnly Date, StockSource Source) Earliest(int quantity, DateOnly today)
    {
        var replenished = today.AddDays(LeadTimeDays);
        for (var i = 0; i < Steps.Length; i++)
        {
            var step = Steps[i];
            if (step.From > replenished)
            {
                break;
            }

            if (step.Quantity >= quantity)
            {
                return step.From <= today
                    ? (today, StockSource.OnHand)
                    : (step.From, StockSource.InboundReceipt);
            }
        }

        return (replenished, StockSource.Replenishment);
    }
}
