using System.Text.Json;
using Customization.Domain.Customers;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Tests.Entities;
using Customization.Domain.Tests.Sessions;
using Xunit;

namespace Customization.Domain.Tests.Demand;

/// <summary>From a confirmed order over the customer, who knows about consent, to the shards of Demand and back.
/// </summary>
public sealed class CustomerSalesTests
{
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 8, 0, 0, TimeSpan.Zero);
    private static readonly CustomerCommand Consent =
        new CustomerCommand.SetConsent(ConsentPurpose.Statistics, Granted: true);

    private readonly EntityRig<CustomerDecider, CustomerState> _anna = new("anna", Start);
    private readonly Dictionary<string, EntityRig<DemandDecider, DemandState>> _shards = new(StringComparer.Ordinal);

    /// <summary>Orders that stand, with what they sold.</summary>
    private readonly Dictionary<string, CustomerCommand.ReportSale> _standing = new(StringComparer.Ordinal);

    /// <summary>How often an order was asked to count again.</summary>
    private readonly Dictionary<string, int> _asked = new(StringComparer.Ordinal);

    public CustomerSalesTests() => _anna.Given(new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")));

    [Fact]
    public void Nothing_is_learned_without_consent()
    {
        _anna.Given(Report("o1"));

        Assert.Empty(_anna.Sent);
        Assert.Empty(_anna.State.Sales);
    }

    [Fact]
    public void A_confirmed_order_is_counted_once()
    {
        _anna.Given(Consent, Report("o1"), Report("o1"));
        Settle();
        _anna.Given(Report("o1"));
        Settle();

        Assert.Equal(1, Counted());
        Assert.True(Assert.Single(_anna.State.Sales).IsCounted);
    }

    [Fact]
    public void A_cancelled_order_is_taken_back()
    {
        _anna.Given(Consent, Report("o1"), ReportLamp("o2"));
        Settle();

        _anna.Given(new CustomerCommand.WithdrawSale("o1"), new CustomerCommand.WithdrawSale("o1"));
        Settle();

        Assert.Equal(1, Counted());
        Assert.Equal("o2", Assert.Single(_anna.State.Sales).OrderId);
    }

    /// <summary>So that a pattern needs as many customers as sales to speak.</summary>
    [Fact]
    public void A_customer_counts_once_a_product_with_the_latest_order()
    {
        _anna.Given(Consent, Report("o1", 0, 0, 0, 0), ReportLamp("lamp"));
        Settle();
        _anna.Given(Report("o2", 1, 1, 2, 2));
        Settle();

        string[] wanted = [DemandTests.SaleOf("o2", 1, 1, 2, 2).Configuration, Lamp];
        Assert.Equal(wanted.ToHashSet(), Counts().Select(count => count.Configuration).ToHashSet());
        Assert.Equal(2, Counted());
        Assert.Equal(["lamp", "o2"], _anna.State.Sales.Select(sale => sale.OrderId));
    }

    [Fact]
    public void The_latest_order_counts_however_late_the_others_are_reported()
    {
        _anna.Given(Consent, Placed("o1"), Placed("o2"), Report("o2"), Report("o1"));
        Settle();
        _anna.Given(Report("o1"));
        Settle();

        Assert.Equal(1, Counted());
        Assert.Equal("o2", Assert.Single(_anna.State.Sales).OrderId);
    }

    [Fact]
    public void Where_the_latest_order_is_cancelled_the_one_before_it_counts_again()
    {
        _anna.Given(Consent);
        Order("o1", 0, 0, 0, 0);
        Order("o2", 1, 1, 2, 2);
        Settle();
        Cancel("o2");
        Settle();

        Assert.Equal(DemandTests.SaleOf("o1", 0, 0, 0, 0).Configuration, Assert.Single(Counts()).Configuration);
        Assert.Equal(1, Counted());
        Assert.True(Assert.Single(_anna.State.Sales).IsCounted);
        Assert.Equal("o1", _anna.State.Sales[0].OrderId);

        // And so on, as often as that happens.
        Order("o3", 1, 0, 1, 0);
        Settle();
        Cancel("o3");
        Settle();
        Assert.Equal(DemandTests.SaleOf("o1", 0, 0, 0, 0).Configuration, Assert.Single(Counts()).Configuration);
        Assert.Equal(1, Counted());
        Cancel("o1");
        Settle();
        Assert.Equal(0, Counted());
        Assert.Empty(_anna.State.Sales);
    }

    [Fact]
    public void An_order_that_does_not_stand_leaves_it_to_the_one_before_it()
    {
        _anna.Given(Consent);
        Order("o1", 0, 0, 0, 0);
        Order("lamp-1");
        Order("o2", 1, 1, 2, 2);
        Order("o3", 1, 0, 1, 0);
        Settle();
        Cancel("o2");
        Settle();
        Assert.Equal(["lamp-1", "o3"], _anna.State.Sales.Select(sale => sale.OrderId));
        Cancel("o3");
        Settle();

        Assert.Equal(["lamp-1", "o1"], _anna.State.Sales.Select(sale => sale.OrderId));
        Assert.Equal(2, Counted());
        Assert.Equal(1, _asked["o2"]);
        Assert.False(_asked.ContainsKey("lamp-1"));
    }

    [Fact]
    public void An_order_that_comes_meanwhile_counts_and_the_one_asked_does_not()
    {
        _anna.Given(Consent);
        Order("o1", 0, 0, 0, 0);
        Order("o2", 1, 1, 2, 2);
        Settle();
        Cancel("o2");
        Order("o3", 1, 0, 1, 0);
        Settle();

        Assert.Equal("o3", Assert.Single(_anna.State.Sales).OrderId);
        Assert.Equal(DemandTests.SaleOf("o3", 1, 0, 1, 0).Configuration, Assert.Single(Counts()).Configuration);
        Assert.Equal(1, Counted());
    }

    [Fact]
    public void An_order_cancelled_while_the_first_report_is_on_its_way_makes_the_one_before_it_count_once()
    {
        _anna.Given(Consent);
        Order("o1", 0, 0, 0, 0);
        Order("o2", 1, 1, 2, 2);
        Cancel("o2");
        Settle();

        Assert.Equal(1, Counted());
        Assert.True(Assert.Single(_anna.State.Sales).IsCounted);
        _anna.Given(new CustomerCommand.Erase());
        Settle();
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void Without_consent_no_order_is_asked()
    {
        _anna.Given(Consent);
        Order("o1", 0, 0, 0, 0);
        Order("o2", 1, 1, 2, 2);
        Settle();
        _anna.Given(new CustomerCommand.SetConsent(ConsentPurpose.Statistics, Granted: false));
        Cancel("o2");
        Settle();

        Assert.Empty(_asked);
        Assert.Equal(0, Counted());
    }

    [Fact]
    public void An_order_replaced_while_its_report_is_on_its_way_is_taken_back()
    {
        _anna.Given(Consent, Report("o1"), Report("o2"), Report("o3"));
        Settle();

        Assert.Equal(1, Counted());
        Assert.Equal("o3", Assert.Single(_anna.State.Sales).OrderId);
    }

    [Fact]
    public void Erasing_a_customer_removes_their_influence()
    {
        Count("others-1");
        Count("others-2");
        var before = Stored();
        _anna.Given(Consent, Report("o1"), Report("o2"), Report("o3"));
        Settle();
        Assert.NotEqual(before, Stored());

        _anna.Given(new CustomerCommand.Erase());
        Settle();

        Assert.Equal(before, Stored());
        Assert.Empty(_anna.State.Sales);
    }

    [Fact]
    public void Erasing_while_a_report_is_on_its_way_takes_it_back_when_it_arrives()
    {
        _anna.Given(Consent, Report("o1"));
        _anna.Given(new CustomerCommand.Erase());
        Settle();

        Assert.Equal(0, Counted());
        Assert.Empty(_anna.Envelope.Outbox);
    }

    [Fact]
    public void Withdrawing_consent_takes_everything_back()
    {
        _anna.Given(Consent, Report("o1"), Report("o2"));
        Settle();

        _anna.Given(new CustomerCommand.SetConsent(ConsentPurpose.Statistics, Granted: false));
        Settle();

        Assert.Equal(0, Counted());
        Assert.Empty(_anna.State.Sales);
    }

    [Fact]
    public void The_latest_products_of_a_customer_count_and_no_more()
    {
        _anna.Given(Consent);
        for (var i = 0; i < CustomerLimits.SalesMax + 5; i++)
        {
            _anna.Given(new CustomerCommand.ReportSale($"o{i}", $"product-{i}", Lamp));
            Settle();
        }

        Assert.Equal(CustomerLimits.SalesMax, _anna.State.Sales.Length);
        Assert.Equal("o5", _anna.State.Sales[0].OrderId);
    }

    private static string Lamp => DemandTests.SaleOf(TestProducts.Lamp, "any", 0).Configuration;

    private static CustomerCommand Placed(string order) => new CustomerCommand.RecordOrder(order, "shoe");

    private static CustomerCommand Report(string order, params int[] values) => new CustomerCommand.ReportSale(
        order, "shoe", DemandTests.SaleOf(order, values.Length > 0 ? values : [0, 0, 0, 0]).Configuration);

    private static CustomerCommand ReportLamp(string order) => new CustomerCommand.ReportSale(order, "lamp", Lamp);

    /// <summary>A shoe of these values, or without them a lamp.</summary>
    private void Order(string order, params int[] values)
    {
        var report = (CustomerCommand.ReportSale)(values.Length > 0 ? Report(order, values) : ReportLamp(order));
        _standing[order] = report;
        _anna.Given(new CustomerCommand.RecordOrder(order, report.Product), report);
    }

    private void Cancel(string order)
    {
        _standing.Remove(order);
        _anna.Given(new CustomerCommand.WithdrawSale(order));
    }

    private void Count(string order)
    {
        var sale = DemandTests.SaleOf(order, 1, 1, 2, 2);
        Shard(DemandShards.AddressOf("shoe", sale)).Given(new DemandCommand.RecordSale(sale));
    }

    private long Counted() => Counts().Sum(count => (long)count.Count);

    private IEnumerable<SoldCount> Counts() => _shards.Values.SelectMany(shard => shard.State.Statistics.Counts);

    private string Stored() => JsonSerializer.Serialize(
        _shards.Values.Aggregate(DemandStatistics.Empty, (sum, shard) => sum.Merge(shard.State.Statistics)),
        EntityJson.Options);

    private EntityRig<DemandDecider, DemandState> Shard(EntityAddress address)
    {
        Assert.Equal(EntityKind.Demand, address.Kind);
        return _shards.TryGetValue(address.Key, out var shard)
            ? shard
            : _shards[address.Key] = new EntityRig<DemandDecider, DemandState>(address.Key, Start);
    }

    /// <summary>Delivers everything, each message twice.</summary>
    private void Settle()
    {
        while (_anna.Envelope.Outbox.Values.FirstOrDefault() is { } send)
        {
            if (send.Command is ReportSaleAgain again)
            {
                Again(send, again);
                continue;
            }

            if (send.Command is ForgetPerson)
            {
                _anna.When(new EffectReplied(send.Key, Done.Instance));
                continue;
            }

            Shard(send.To).When(send.Command);
            var reply = Shard(send.To).When(send.Command);
            _anna.When(new EffectReplied(send.Key, reply));
        }
    }

    /// <summary>An order that stands reports itself.</summary>
    private void Again(Effect.Send send, ReportSaleAgain again)
    {
        var order = send.To.Key;
        _asked[order] = _asked.GetValueOrDefault(order) + 1;
        var stands = _standing.TryGetValue(order, out var report);
        _anna.When(new EffectReplied(
            send.Key, stands ? Done.Instance : new OrderRejection.NotNow(OrderStatus.Cancelled)));
        if (stands)
        {
            _anna.Given(report! with { Cancelled = again.Cancelled }, report with { Cancelled = again.Cancelled });
        }
    }
}
