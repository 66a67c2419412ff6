using System.Text.Json;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Tests.Entities;
using Xunit;

namespace Customization.Domain.Tests.Ordering;

/// <summary>What an order knows of a customer who was erased.</summary>
public class ForgettingTests
{
    private readonly PlantWorld _world = new(TestPlant.Plant(), 1);

    [Fact]
    public void An_order_goes_on_to_delivery_without_what_the_customer_chose()
    {
        var request = TestPlant.Request("case");
        _world.Ask("o1", new PlaceOrder(request));
        _world.Settle();
        var promised = State().Promise;

        Assert.Equal(Done.Instance, _world.Ask("o1", new ForgetPerson()));

        var item = State().Item!;
        Assert.Equal(("", "", 0, 0), (item.Configuration, item.Sold, item.Documents.Length, item.Price.Lines.Length));
        Assert.Equal((2000L, 2, 4), (item.Price.Total.Minor, item.Work.Bom.Length, item.Work.Routing.Length));
        Assert.Equal((OrderStatus.Confirmed, promised), (State().Status, State().Promise));
        Assert.Equal(new OrderAccepted("o1"), _world.Ask("o1", new PlaceOrder(request)));

        _world.Until(TestPlant.Start.AddDays(20));
        Assert.Equal((OrderStatus.Delivered, ""), (State().Status, State().Item!.Configuration));
        Assert.Null(PlantChecker.Violation(_world));
    }

    [Fact]
    public void It_waits_for_the_end_where_it_is_told_to()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("case")));
        _world.Settle();

        _world.Ask("o1", new ForgetPerson(OnceEnded: true));
        Assert.NotEmpty(State().Item!.Configuration);

        _world.Until(TestPlant.Start.AddDays(20));
        Assert.Equal((OrderStatus.Delivered, ""), (State().Status, State().Item!.Configuration));
    }

    [Fact]
    public void Nothing_happens_to_an_order_that_is_not_there_or_has_forgotten()
    {
        Assert.Equal(Done.Instance, _world.Ask("o2", new ForgetPerson()));
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("bag")));
        _world.Ask("o1", new ForgetPerson());
        var version = Order().Version;

        _world.Ask("o1", new ForgetPerson());
        _world.Ask("o1", new ForgetPerson(OnceEnded: true));

        Assert.Equal("", State().Item!.Configuration);
        Assert.Equal(version + 1, Order().Version);
    }

    /// <summary>What is stored in the open is what forgetting would leave, at every step.</summary>
    [Fact]
    public void The_remainder_of_an_order_reads_as_a_forgotten_one()
    {
        _world.Ask("o1", new RequestQuote(TestPlant.Request("case")));
        var steps = 0;
        for (; _world.Step(faults: false); steps++)
        {
            if (State().Status == OrderStatus.Quoted && State().Accepted is null)
            {
                _world.Ask("o1", new AcceptQuote("ann", "accept", "body"));
            }

            var forgotten = Order() with { State = OrderDecider.Evolve(State(), new PersonForgotten(default)) };
            var remainder = Text(Order(), EntityJson.Remainder);
            Assert.DoesNotContain(TestPlant.CodeOf("case"), remainder, StringComparison.Ordinal);
            var read = JsonSerializer.Deserialize<Envelope<OrderState>>(remainder, EntityJson.Options)!;
            Assert.Equal(Text(forgotten, EntityJson.Remainder), Text(read, EntityJson.Remainder));
            Assert.Equal(Text(forgotten.State, EntityJson.Options), Text(read.State, EntityJson.Options));
        }

        Assert.True(steps > 10 && State().Status >= OrderStatus.Confirmed);
    }

    [Fact]
    public void An_erased_customer_tells_all_orders_also_those_that_report_later()
    {
        var anna = new EntityRig<CustomerDecider, CustomerState>("anna", TestPlant.Start);
        anna.Given(new CustomerCommand.RecordOrder("o1", "kit"), new CustomerCommand.RecordOrder("o2", "kit"));

        anna.Given(new CustomerCommand.Erase(), new CustomerCommand.RecordOrder("o3", "kit"));

        Assert.Equal(
            ["o1", "o2", "o3"],
            anna.Envelope.Outbox.Values.Where(send => send.Command == new ForgetPerson())
                .Select(send => send.To.Key).Order());
        Assert.Empty(anna.State.Orders);
    }

    private static string Text<T>(T value, JsonSerializerOptions options) => JsonSerializer.Serialize(value, options);

    private Envelope<OrderState> Order() =>
        _world.Find<OrderState>(new EntityAddress(EntityKind.Order, "o1")) ?? throw new InvalidOperationException();

    private OrderState State() => Order().State;
}
