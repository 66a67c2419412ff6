using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Tests.Entities;
using Customization.Domain.Tests.Ordering;
using Xunit;

namespace Customization.Domain.Tests.Runs;

/// <summary>What an order does for the run that it belongs to.</summary>
public class OrderOfRunTests
{
    private readonly EntityRig<OrderDecider, OrderState> _order = new("r1:3:1", TestPlant.Start)
    {
        Catalog = TestPlant.Catalog,
        Outlook = RunStory.Outlook,
    };

    [Fact]
    public void Tells_its_batch_once_what_first_became_of_it()
    {
        _order.Given(Place(isForCustomer: false), new CancelOrder("no"), new CancelOrder("no"));

        var told = Assert.Single(_order.Sent.OfType<RunBatchCommand.SettleItem>());
        Assert.Equal((0, "r1:3:1", _order.State.Outcome!.Code), (told.Item, told.OrderId, told.Why));
        Assert.NotEmpty(told.Why);
        Assert.Equal(
            new EntityAddress(EntityKind.RunBatch, "r1/3"),
            _order.Envelope.Outbox.Values.Single(send => send.Command is RunBatchCommand).To);
        Assert.True(OrderDecider.LeavesSoon(_order.State));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Is_recorded_with_a_customer_only_where_there_is_one(bool isForCustomer)
    {
        _order.Given(Place(isForCustomer));
        Assert.Equal(isForCustomer, _order.Envelope.Outbox.ContainsKey("customer"));
    }

    [Fact]
    public void An_order_of_nobodys_run_tells_no_batch()
    {
        _order.Given(new PlaceOrder(TestPlant.Request("bag")), new CancelOrder("no"));
        Assert.Empty(_order.Sent.OfType<RunBatchCommand>());
    }

    private static PlaceOrder Place(bool isForCustomer) => new(
        TestPlant.Request("bag") with { Run = new RunOrder("r1/3", 0, isForCustomer) });
}
