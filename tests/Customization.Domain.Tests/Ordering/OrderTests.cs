using System.Text.Json;
using Customization.Domain.Customers;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Xunit;

namespace Customization.Domain.Tests.Ordering;

public class OrderTests
{
    private readonly PlantWorld _world = new(TestPlant.Plant(automatic: false), 1);

    [Fact]
    public void Is_exploded_and_priced_when_it_is_placed()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("case")));

        var item = View().Item;
        Assert.Equal(("kit", 1, TestPlant.CodeOf("case")), (item.ProductCode, item.Version, item.Configuration));
        Assert.Equal(2000, item.Price.Total.Minor);
        Assert.Equal(["buckle", "cloth"], item.Work.Bom.Select(line => line.Component));
        Assert.Equal(["cut", "print", "sew", "pack"], item.Work.Routing.Select(operation => operation.Id));
    }

    [Fact]
    public void Refuses_what_cannot_be_ordered()
    {
        var bag = TestPlant.Request("bag");
        Assert.Equal("order-unknown", Refusal(new ReadOrder()));
        Assert.Equal("order-request-invalid", Refusal(new PlaceOrder(bag with { IdempotencyKey = "" })));
        Assert.Equal("order-request-invalid", Refusal(new PlaceOrder(bag with { PriceList = "gold" })));
        Assert.Equal("lane-unknown", Refusal(new PlaceOrder(bag with { Lane = "pigeon" })));
        Assert.Equal("configuration-invalid", Refusal(new PlaceOrder(bag with { Configuration = "nonsense" })));
        Assert.Equal("configuration-invalid", Refusal(new PlaceOrder(bag with { Configuration = Open() })));
        Assert.Equal("product-unknown", Refusal(new PlaceOrder(bag with { Configuration = OfVersion(2) })));
    }

    [Fact]
    public void Repeats_its_reply_to_the_same_key_only()
    {
        var bag = TestPlant.Request("bag");
        Assert.Equal(new OrderAccepted("o1"), _world.Ask("o1", new PlaceOrder(bag)));
        _world.Settle();

        Assert.Equal(new OrderAccepted("o1"), _world.Ask("o1", new PlaceOrder(bag)));
        Assert.Equal("idempotency-key-reused", Refusal(new PlaceOrder(bag with { BodyHash = "other" })));
        Assert.Equal("order-already-placed", Refusal(new PlaceOrder(bag with { IdempotencyKey = "other" })));
        Assert.Equal("order-already-placed", Refusal(new AcceptQuote("ann", "accept", "body")));
    }

    [Fact]
    public void A_key_stands_for_one_intent()
    {
        var bag = TestPlant.Request("bag");
        Assert.Equal(Done.Instance, _world.Ask("o1", new ClaimKey(bag.IdempotencyKey, "quote 1")));
        Assert.Equal(Done.Instance, _world.Ask("o1", new ClaimKey(bag.IdempotencyKey, "quote 1")));
        Assert.Equal("idempotency-key-reused", Refusal(new ClaimKey(bag.IdempotencyKey, "quote 2")));
        Assert.Equal("idempotency-key-reused", Refusal(new PlaceOrder(bag)));
        Assert.Equal("order-request-invalid", Refusal(new ClaimKey("", "quote 1")));
        Assert.Equal("order-unknown", Refusal(new ReadOrder()));
    }

    [Fact]
    public void Is_recorded_with_its_customer_once_it_is_an_order()
    {
        _world.Ask("o1", new RequestQuote(TestPlant.Request("bag")));
        Assert.DoesNotContain("customer", State().Outbox.Keys);
        _world.Settle();
        _world.Ask("o1", new AcceptQuote("ann", "accept", "body"));

        var send = State().Outbox["customer"];
        Assert.Equal(new EntityAddress(EntityKind.Customer, "ann"), send.To);
        Assert.Equal(new CustomerCommand.RecordOrder("o1", "kit"), send.Command);
    }

    [Fact]
    public void Is_reported_as_a_sale_once_confirmed_and_withdrawn_when_cancelled()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("bag")));
        Assert.DoesNotContain("sale", State().Outbox.Keys);
        _world.Settle();
        Assert.Equal(OrderStatus.Confirmed, State().State.Status);
        Assert.NotEmpty(State().State.Item!.Sold);

        _world.Ask("o1", new CancelOrder("changed my mind"));

        var send = State().Outbox["unsale"];
        Assert.Equal(new EntityAddress(EntityKind.Customer, "ann"), send.To);
        Assert.Equal(new CustomerCommand.WithdrawSale("o1"), send.Command);
    }

    [Fact]
    public void Reports_itself_again_where_a_later_order_is_cancelled_as_long_as_it_stands()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("bag")));
        Assert.Equal("order-not-ready", Refusal(new ReportSaleAgain("o2")));
        _world.Settle();
        var first = Assert.Single(_world.ToCustomers.OfType<CustomerCommand.ReportSale>());
        Assert.Equal(Done.Instance, _world.Ask("o1", new ReportSaleAgain("o2")));

        Assert.Equal(first with { Cancelled = "o2" }, State().Outbox["sale-again:o2"].Command);
        _world.Ask("o1", new CancelOrder(""));
        _world.Ask("o1", new EffectReplied("sale-again:o2", Done.Instance));
        Assert.Equal(new CustomerCommand.WithdrawSale("o1"), State().Outbox["unsale-late"].Command);
        Assert.Equal("order-not-ready", Refusal(new ReportSaleAgain("o3")));
    }

    [Fact]
    public void Takes_an_acceptance_only_of_a_standing_quote_by_its_owner()
    {
        _world.Ask("o1", new RequestQuote(TestPlant.Request("bag")));
        Assert.Equal("quote-not-ready", Refusal(new AcceptQuote("ann", "accept", "body")));
        _world.Settle();
        Assert.Equal("order-unknown", Refusal(new AcceptQuote("bob", "accept", "body")));
        Assert.Equal("order-request-invalid", Refusal(new AcceptQuote("ann", "", "body")));
        _world.Until(TestPlant.Start + OrderLimits.QuoteTtl);
        Assert.Equal("quote-expired", Refusal(new AcceptQuote("ann", "accept", "body")));
    }

    [Fact]
    public void Is_rejected_where_the_plant_can_promise_nothing()
    {
        foreach (var cell in new[] { "sewer-1", "sewer-2" })
        {
            _world.Ask(new EntityAddress(EntityKind.ProductionCell, cell), new BreakCell("fire", null));
        }

        _world.Settle();
        Assert.Equal(new OrderAccepted("o1"), _world.Ask("o1", new PlaceOrder(TestPlant.Request("bag"))));

        Assert.Equal((OrderStatus.Rejected, "beyond-horizon"), (View().Status, View().Outcome!.Code));
        Assert.Empty(State().State.Claims);
    }

    [Fact]
    public void Is_rejected_when_the_plant_does_not_answer_in_time()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("bag")));

        _world.Pass(OrderLimits.SettleTimeout);
        Assert.Equal((OrderStatus.Rejected, "timed-out"), (View().Status, View().EndReason));
        _world.Settle();
        Assert.Empty(State().State.Claims);
        Assert.Null(PlantChecker.Violation(_world));
    }

    [Fact]
    public void Gives_up_after_so_many_refused_plans()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("badge")));
        for (var i = 0; i < OrderLimits.AttemptsMax; i++)
        {
            var (key, send) = State().Outbox.First(send => send.Key.StartsWith("ask|", StringComparison.Ordinal));
            var hold = Assert.IsType<HoldSlot>(send.Command);
            Assert.Equal($"o1~{i + 1}~print", hold.HoldId);
            _world.Ask("o1", new EffectReplied(key, new CellDayRejection.Full("printer", TestPlant.Monday)));
        }

        Assert.Equal((OrderStatus.Rejected, "attempts-exhausted"), (View().Status, View().EndReason));
    }

    [Fact]
    public void Is_made_step_by_step_by_operators()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("bag")));
        _world.Settle();
        Assert.Equal("order-not-ready", Refusal(new CompleteOperation("cut")));
        _world.Until(TestPlant.Start.AddMinutes(61));
        Assert.Equal(OrderStatus.Producing, View().Status);
        Assert.Equal("operation-unknown", Refusal(new CompleteOperation("weld")));
        Assert.Equal("order-not-ready", Refusal(new CompleteOperation("sew")));
        Assert.Equal("order-not-ready", Refusal(new ShipOrder("T1")));

        Do(new CompleteOperation("cut"), new CompleteOperation("cut"), new CompleteOperation("sew"));
        Assert.Equal(OrderStatus.Produced, View().Status);
        Assert.Equal("order-not-ready", Refusal(new ConfirmDelivery()));
        Assert.Equal("order-request-invalid", Refusal(new ShipOrder(new string('x', 300))));
        Do(new ShipOrder("T1"), new ShipOrder("T1"), new CompleteOperation("sew"));
        Assert.Equal((OrderStatus.Shipped, "T1"), (View().Status, View().Tracking));
        Assert.Equal("order-shipped", Refusal(new CancelOrder("")));
        Do(new ConfirmDelivery(), new ConfirmDelivery());
        Assert.Equal(OrderStatus.Delivered, View().Status);
        Assert.Empty(State().Outbox);
        Assert.Empty(State().Timers);
    }

    [Fact]
    public void Is_promised_anew_when_it_is_finished_or_shipped_late()
    {
        Produce("badge", "print", at: TestPlant.Start.AddHours(20));
        Assert.Equal(["confirmed", "finished-late"], View().History.Select(change => change.Reason));
        _world.Until(TestPlant.Start.AddDays(3));
        Do(new ShipOrder(""));
        Assert.Equal("shipped-late", View().History[^1].Reason);
        Assert.Equal(new DateOnly(2026, 11, 26), View().Promise!.ShipDate);
    }

    [Fact]
    public void Is_moved_when_nobody_reports_an_operation_and_cancelled_when_that_never_ends()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("badge")));
        _world.Settle();

        _world.Until(TestPlant.Start.AddHours(27));
        Assert.Equal("operation-overdue", View().History[^1].Reason);
        _world.Until(TestPlant.Start.AddDays(150));
        Assert.Equal((OrderStatus.Cancelled, "promise-broken"), (View().Status, View().EndReason));
    }

    [Fact]
    public void Is_given_up_when_nobody_ships_it_and_presumed_delivered_when_nobody_says_so()
    {
        Produce("badge", "print", at: TestPlant.Start.AddHours(2));
        _world.Until(TestPlant.Start.AddDays(1) + OrderLimits.ShipTimeout);
        Assert.Equal((OrderStatus.Cancelled, "not-shipped"), (View().Status, View().EndReason));

        Produce("badge", "print", at: _world.Now.AddDays(4), order: "o2");
        _world.Ask("o2", new ShipOrder(""));
        _world.Until(_world.Now.AddDays(5) + OrderLimits.DeliveryPresumed);
        Assert.Equal(OrderStatus.Delivered, View("o2").Status);
    }

    [Fact]
    public void Cancels_a_confirmed_order_for_which_no_other_date_is_found()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("badge")));
        _world.Settle();
        _world.Ask(new EntityAddress(EntityKind.ProductionCell, "printer"), new BreakCell("fire", null));
        _world.Settle();
        Assert.Equal((OrderStatus.Confirmed, "cell-broken: fire"), (View().Status, View().Moving));

        _world.Until(TestPlant.Start + OrderLimits.MoveTimeout);

        Assert.Equal((OrderStatus.Cancelled, "promise-broken"), (View().Status, View().EndReason));
        Assert.Null(PlantChecker.Violation(_world));
    }

    [Fact]
    public void Confirms_again_when_the_cell_is_repaired()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("badge")));
        _world.Settle();
        var printer = new EntityAddress(EntityKind.ProductionCell, "printer");
        _world.Ask(printer, new BreakCell("fire", null));
        _world.Settle();
        _world.Ask(printer, new RepairCell());
        _world.Settle();

        _world.Until(TestPlant.Start + OrderLimits.MoveRetry);

        Assert.Null(View().Moving);
        Assert.Equal("cell-broken: fire", View().History[^1].Reason);
    }

    [Fact]
    public void Survives_storage_with_600_bytes_a_line()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("case")));
        _world.Settle();

        // A case has 6 lines and operations; the limit of 64 KB is for 90 of them, and 8 KB for all else.
        var json = JsonSerializer.SerializeToUtf8Bytes(State().State, EntityJson.Options);
        Assert.InRange(json.Length, 1, (6 * 600) + (8 * 1024));
        var read = JsonSerializer.Deserialize<OrderState>(json, EntityJson.Options)!;
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(read, EntityJson.Options));
    }

    private static string Open() => OfVersion(1);

    private static string OfVersion(int version) => Kernel.Queries.ConfigurationCode.Write(
        "kit", version, TestPlant.Product.Model, Kernel.Queries.Selection.Empty(TestPlant.Product.Model));

    private void Produce(string kind, string operation, DateTimeOffset at, string order = "o1")
    {
        _world.Ask(order, new PlaceOrder(TestPlant.Request(kind)));
        _world.Settle();
        _world.Until(at);
        Assert.Equal(Done.Instance, _world.Ask(order, new CompleteOperation(operation)));
        _world.Settle();
    }

    private void Do(params ReadOnlySpan<Command> commands)
    {
        foreach (var command in commands)
        {
            Assert.Equal(Done.Instance, _world.Ask("o1", command));
            _world.Settle();
        }
    }

    private Envelope<OrderState> State() => _world.Find<OrderState>(new EntityAddress(EntityKind.Order, "o1"))!;

    private OrderView View(string order = "o1") => Assert.IsType<OrderView>(_world.Ask(order, new ReadOrder()));

    private string Refusal(Command command)
    {
        var before = _world.Find<OrderState>(new EntityAddress(EntityKind.Order, "o1"));
        var rejection = Assert.IsType<Rejection>(_world.Ask("o1", command), exactMatch: false);
        Assert.Equal(before?.Version ?? 0, State().Version);
        Assert.NotEmpty(rejection.Detail);
        return rejection.Code;
    }
}
