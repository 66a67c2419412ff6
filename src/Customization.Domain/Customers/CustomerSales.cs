using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;

namespace Customization.Domain.Customers;

/// <summary>What Demand learns from a customer's orders: nothing without consent, and nothing that cannot be taken
/// back.</summary>
/// <remarks>
/// <para>Of each product a customer counts once, with the order placed last, whenever its report comes. So sales that
/// are counted are customers, and no pattern of one customer speaks. Where that one is cancelled, the orders before it
/// are asked, the latest first, until one says that it stands and reports itself again: nothing is kept of a sale that
/// does not count, and nothing is read from Demand. An order that left the customer's list is not asked.</para>
/// <para>Demand is told once. It is asked to forget a sale only after it has answered that it knows it, so that the two
/// never overtake each other; a sale that was withdrawn meanwhile is taken back when the answer comes, also by a
/// customer who was erased. It never counts again what it took back: an order that counts again does so under another
/// key.</para>
/// </remarks>
internal static class CustomerSales
{
    private const string ReportKey = "sale:";
    private const string TakeBackKey = "unsale:";
    private const string AgainKey = "sale-again:";

    /// <summary>No character of an order's id.</summary>
    private const char Separator = '~';

    /// <summary>A confirmed order.</summary>
    public static Decision Report(CustomerState state, CustomerCommand.ReportSale report, DateTimeOffset now)
    {
        var isGranted = state.Consents.TryGetValue(ConsentPurpose.Statistics, out var consent) && consent.Granted;
        if (!isGranted || report.Sold.Length == 0 || Find(state, report.OrderId) is not null)
        {
            return Decision.Answer(Done.Instance);
        }

        var name = report.Cancelled is null ? report.OrderId : NameOf(report.OrderId, report.Cancelled);
        var sale = new CustomerSale(
            report.OrderId, report.Product,
            new Sale(Sale.KeyOf(name), report.Sold, PlantMinute.DayOf(now)), IsCounted: false);
        var told = new Decision(
            [new CustomerEvent.SaleReported(sale)],
            [new Effect.Send(
                ReportKey + name, DemandShards.AddressOf(sale.Product, sale.Sale),
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
    public static Decision Withdraw(CustomerState state, string orderId)
    {
        if (Find(state, orderId) is not { } sale)
        {
            return Decision.Answer(Done.Instance);
        }

        var withdrawn = Withdrawn(Decision.Answer(Done.Instance), sale);
        var place = PlaceOf(state, orderId);
        return AskBefore(withdrawn, state, place < 0 ? state.Orders.Length : place, sale.Product, orderId);
    }

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
        [.. state.Sales.Where(sale => sale.IsCounted).Select(sale => TakeBack(sale.Product, sale.Sale))];

    /// <summary>Demand answered, or an order whether it counts again.</summary>
    public static Decision Answered(CustomerState state, EffectReplied replied)
    {
        if (replied.Key.StartsWith(AgainKey, StringComparison.Ordinal))
        {
            return AnsweredAgain(state, replied);
        }

        if (replied.Reply is not SaleKnown known || !replied.Key.StartsWith(ReportKey, StringComparison.Ordinal))
        {
            return Decision.Answer(Done.Instance);
        }

        return state.Sales.FirstOrDefault(sale => SameText(sale.Sale.Key, known.Sale.Key)) is { } counted
            ? Decision.Of(Done.Instance, new CustomerEvent.SaleCounted(counted.OrderId))
            : new Decision([], [TakeBack(known.Product, known.Sale)], Done.Instance);
    }

    /// <summary>An order that is no sale leaves it to the one before it.</summary>
    private static Decision AnsweredAgain(CustomerState state, EffectReplied replied)
    {
        var (done, name) = (Decision.Answer(Done.Instance), replied.Key[AgainKey.Length..].Split(Separator));
        return replied.Reply is Rejection && PlaceOf(state, name[0]) is >= 0 and var place
            ? AskBefore(done, state, place, state.Orders[place].Product, name[1])
            : done;
    }

    /// <summary>Asks the latest order of a product before a place in the list to count again.</summary>
    private static Decision AskBefore(
        Decision decision, CustomerState state, int place, string product, string cancelled)
    {
        while (--place >= 0)
        {
            if (SameText(state.Orders[place].Product, product))
            {
                var order = state.Orders[place].OrderId;
                return decision with
                {
                    Effects = decision.Effects.Add(new Effect.Send(
                        AgainKey + NameOf(order, cancelled), new EntityAddress(EntityKind.Order, order),
                        new ReportSaleAgain(cancelled))),
                };
            }
        }

        return decision;
    }

    private static string NameOf(string order, string cancelled) => $"{order}{Separator}{cancelled}";

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
            ? decision.Effects.Add(TakeBack(sale.Product, sale.Sale))
            : decision.Effects,
    };

    private static Effect TakeBack(string product, Sale sale) => new Effect.Send(
        TakeBackKey + sale.Key, DemandShards.AddressOf(product, sale), new DemandCommand.TakeBackSale(sale));
}
