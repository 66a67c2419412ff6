using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Demand;
using Customization.Domain.Entities;

namespace Customization.Domain.Customers;

/// <summary>What Demand learns from a customer's orders: nothing without consent, and nothing that cannot be taken
/// back.</summary>
/// <remarks>
/// <para>Of each product a customer counts once, with the order placed last, whenever its report comes. So sales that
/// are counted are customers, and no pattern of one customer speaks.</para>
/// <para>Demand is told once, by an effect under the order's key. It is asked to forget a sale only after it has
/// answered that it knows it, so that the two never overtake each other; a sale that was withdrawn meanwhile is taken
/// back when the answer comes, also by a customer who was erased.</para>
/// </remarks>
internal static class CustomerSales
{
    private const string ReportKey = "sale:";
    private const string TakeBackKey = "unsale:";

    /// <summary>A confirmed order.</summary>
    public static Decision Report(CustomerState state, CustomerCommand.ReportSale report, DateTimeOffset now)
    {
        var isGranted = state.Consents.TryGetValue(ConsentPurpose.Statistics, out var consent) && consent.Granted;
        if (!isGranted || report.Sold.Length == 0 || Find(state, report.OrderId) is not null)
        {
            return Decision.Answer(Done.Instance);
        }

        var sale = new CustomerSale(
            report.OrderId, report.Product,
            new Sale(Sale.KeyOf(report.OrderId), report.Sold, PlantMinute.DayOf(now)), IsCounted: false);
        var told = new Decision(
            [new CustomerEvent.SaleReported(sale)],
            [new Effect.Send(
                ReportKey + sale.OrderId, DemandShards.AddressOf(sale.Product, sale.Sale),
                new DemandCommand.RecordSale(sale.Sale))],
            Done.Instance);
        var replaced = state.Sales.Where(other => SameText(other.Product, sale.Product)).ToArray();
        if (PlaceOf(state, sale.OrderId) is >= 0 and var place
            && replaced.Any(other => PlaceOf(state, other.OrderId) > place))
        {
            return Decision.Answer(Done.Instance);
        }

        return replaced.Length > 0 ? replaced.Aggregate(told, Withdrawn)
            : state.Sales.Length < CustomerLimits.SalesMax ? told
            : Withdrawn(told, state.Sales[0]);
    }

    /// <summary>A cancelled order.</summary>
    public static Decision Withdraw(CustomerState state, string orderId) =>
        Find(state, orderId) is { } sale
            ? Withdrawn(Decision.Answer(Done.Instance), sale)
            : Decision.Answer(Done.Instance);

    /// <summary>Consent was withdrawn: all that was learned from this customer goes.</summary>
    public static Decision WithdrawAll(CustomerState state, Decision decision)
    {
        var all = state.Sales.Aggregate(decision, Withdrawn);
        return all.Reply is CustomerView && !state.Sales.IsEmpty
            ? all with { Reply = new CustomerView(all.Events.Aggregate(state, CustomerDecider.Evolve)) }
            : all;
    }

    /// <summary>The customer is erased, and with it what Demand learned.</summary>
    public static ImmutableArray<Effect> TakeBackAll(CustomerState state) =>
        [.. state.Sales.Where(sale => sale.IsCounted).Select(sale => TakeBack(sale.OrderId, sale.Product, sale.Sale))];

    /// <summary>Demand answered.</summary>
    public static Decision Answered(CustomerState state, EffectReplied replied)
    {
        if (replied.Reply is not SaleKnown known || !replied.Key.StartsWith(ReportKey, StringComparison.Ordinal))
        {
            return Decision.Answer(Done.Instance);
        }

        var orderId = replied.Key[ReportKey.Length..];
        return Find(state, orderId) is not null
            ? Decision.Of(Done.Instance, new CustomerEvent.SaleCounted(orderId))
            : new Decision([], [TakeBack(orderId, known.Product, known.Sale)], Done.Instance);
    }

    private static CustomerSale? Find(CustomerState state, string orderId) =>
        state.Sales.FirstOrDefault(sale => SameText(sale.OrderId, orderId));

    /// <summary>Of two orders, the larger was placed later; -1 where the list does not have it (any more).</summary>
    private static int PlaceOf(CustomerState state, string orderId)
    {
        for (var i = state.Orders.Length - 1; i >= 0; i--)
        {
            if (SameText(state.Orders[i].OrderId, orderId))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool SameText(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static Decision Withdrawn(Decision decision, CustomerSale sale) => decision with
    {
        Events = decision.Events.Add(new CustomerEvent.SaleWithdrawn(sale.OrderId)),
        Effects = sale.IsCounted
            ? decision.Effects.Add(TakeBack(sale.OrderId, sale.Product, sale.Sale))
            : decision.Effects,
    };

    private static Effect TakeBack(string orderId, string product, Sale sale) => new Effect.Send(
        TakeBackKey + orderId, DemandShards.AddressOf(product, sale), new DemandCommand.TakeBackSale(sale));
}
