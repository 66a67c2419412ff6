using System.Text.Json;
using Customization.Domain.Customers;
using Customization.Domain.Demand;
using Customization.Domain.Entities;
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
            Shard(send.To).When(send.Command);
            var reply = Shard(send.To).When(send.Command);
            _anna.When(new EffectReplied(send.Key, reply));
        }
    }
}
