using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;
using Customization.Domain.Tests.Entities;
using Customization.Domain.Tests.Ordering;
using Xunit;

namespace Customization.Domain.Tests.Owned;

/// <summary>From a delivered order to serial numbers, to their customer, and to nobody when the customer is erased.
/// </summary>
public sealed class OwningTests
{
    private readonly EntityRig<CustomerDecider, CustomerState> _ann = new("ann", TestPlant.Start);
    private readonly OwnedStory _lamp = new();

    [Fact]
    public void A_delivered_order_registers_its_pieces_one_by_one_and_tells_the_customer_last()
    {
        var world = new PlantWorld(TestPlant.Plant(), 1);
        world.Ask("o1", new PlaceOrder(TestPlant.Request("case")));
        world.Settle();
        Assert.Empty(world.Envelopes<OwnedState>());

        world.Until(TestPlant.Start.AddDays(60));

        var pieces = world.Envelopes<OwnedState>().Select(envelope => envelope.State).ToArray();
        Assert.Equal(
            [SerialNumber.Of("o1", 1), SerialNumber.Of("o1", 2)], pieces.Select(piece => piece.Serial).Order());
        Assert.All(pieces, piece => Assert.Equal("ann", piece.Owner));
        Assert.All(pieces, piece => Assert.Equal(("o1", "kit", 1), (
            piece.Origin!.OrderId, piece.Origin.Product, piece.Origin.ProductVersion)));
        Assert.Empty(world.Orders.Single().Outbox);
        var told = Assert.IsType<CustomerCommand.RecordOwned>(world.ToCustomers[^1]);
        Assert.Equal(pieces.Select(piece => piece.Serial).Order(), told.Serials.Order());
    }

    [Fact]
    public void An_order_of_nothing_adjustable_registers_nothing()
    {
        var world = new PlantWorld(TestPlant.Plant(), 1);
        world.Ask("o1", new PlaceOrder(TestPlant.Request("bag")));
        world.Settle();
        world.Until(TestPlant.Start.AddDays(60));

        Assert.Equal(OrderStatus.Delivered, world.Orders.Single().State.Status);
        Assert.Empty(world.Envelopes<OwnedState>());
        Assert.DoesNotContain(world.ToCustomers, command => command is CustomerCommand.RecordOwned);
    }

    [Fact]
    public void Serial_numbers_are_the_same_for_ever_and_tell_orders_and_pieces_apart()
    {
        Assert.Equal("398T-JDJH-PSCP-QVWX-01", SerialNumber.Of("o-1", 1));
        var all = Enumerable.Range(0, 2000).SelectMany(order => Enumerable.Range(1, 3)
            .Select(piece => SerialNumber.Of($"o-{order}", piece))).ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
    }

    [Fact]
    public void Erasing_the_customer_disowns_everything()
    {
        _lamp.Observe("one", 1, 50, 50, 50, 55);
        _ann.Given(Record(OwnedStory.Serial), Record(OwnedStory.Serial));
        Assert.Equal([OwnedStory.Serial], _ann.State.Owned.AsEnumerable());

        _ann.Given(new CustomerCommand.Erase());
        Assert.Equal(new OwnedCommand.Disown(), Assert.Single(_ann.Sent));
        _lamp.Rig.Given(new OwnedCommand.Disown(), new OwnedCommand.Disown());

        Assert.IsType<IErasesHistory>(new OwnedEvent.Disowned(default), exactMatch: false);
        Assert.Null(OwnedDecider.OwnerOf(_lamp.State));
        Assert.Equal(0, _lamp.State.Uses.Count + _lamp.State.Learned.Count + _lamp.State.SeenUntil.Count);
        Assert.Equal("owned-unknown", _lamp.Refusal(new OwnedCommand.Read()));
        _lamp.Rig.Given(new OwnedCommand.Register("ann", OwnedStory.Origin, _lamp.State.Specification));
        Assert.Null(OwnedDecider.OwnerOf(_lamp.State));
    }

    [Fact]
    public void A_delivery_after_the_erasure_is_nobodys()
    {
        _ann.Given(new CustomerCommand.RecordOrder("o1", "lamp"), new CustomerCommand.Erase(), Record("late"));

        Assert.Equal([new OwnedCommand.Disown(), new ForgetPerson()], _ann.Sent);
        Assert.Empty(_ann.State.Owned);
    }

    [Fact]
    public void What_falls_off_the_list_learns_no_more()
    {
        _ann.Given(Record([.. Enumerable.Range(0, CustomerLimits.OwnedMax).Select(i => $"s{i:000}")]));
        Assert.Empty(_ann.Sent);

        _ann.Given(Record("new"));
        var send = Assert.Single(_ann.Envelope.Outbox.Values);
        Assert.Equal(new EntityAddress(EntityKind.OwnedProduct, "s000"), send.To);
        Assert.Equal(new OwnedCommand.SwitchLearning(On: false), send.Command);
        Assert.Equal(CustomerLimits.OwnedMax, _ann.State.Owned.Length);
    }

    private static CustomerCommand Record(params string[] serials) => new CustomerCommand.RecordOwned([.. serials]);
}
