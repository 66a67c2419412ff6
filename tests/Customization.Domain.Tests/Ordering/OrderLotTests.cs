using System.Text.Json;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Xunit;
using static Customization.Domain.Tests.Ordering.CardOrder;

namespace Customization.Domain.Tests.Ordering;

/// <summary>Orders that ship in lots: five cards, two in a lot. The printer is open for a card in the morning and one
/// in the afternoon.</summary>
public class OrderLotTests
{
    [Fact]
    public void Each_lot_is_promised_made_shipped_and_delivered_by_itself_and_in_sequence()
    {
        var world = World(automatic: true);

        // Cards 1 and 2 are printed on Monday, packed at 16:00 after the cutoff; 3 and 4 on Tuesday; 5 on Wednesday.
        Assert.Equal(
            ["1-2 1124 1126", "3-4 1125 1127", "5-5 1125 1127"], Dates(View(world)));
        Assert.Equal(new DateOnly(2026, 11, 27), View(world).Promise!.DeliveryDate);
        Assert.Equal("cloth 3", string.Join(' ', View(world).Item.Work.Bom.Select(l => $"{l.Component} {l.Quantity}")));

        world.Until(At(24, 15, 1));
        Assert.Equal(["shipped", "open", "open"], Stages(world));
        Assert.Equal(OrderStatus.Producing, View(world).Status);
        Assert.Equal("order-shipped", Refusal(world, new CancelOrder("")));

        world.Until(At(25, 15, 1));
        Assert.Equal(["shipped", "shipped", "shipped"], Stages(world));
        Assert.Equal(OrderStatus.Shipped, View(world).Status);
        world.Until(At(26, 12, 1));
        Assert.Equal(["delivered", "shipped", "shipped"], Stages(world));
        Assert.Equal(OrderStatus.Shipped, View(world).Status);
        world.Until(At(27, 12, 1));
        Assert.Equal(OrderStatus.Delivered, View(world).Status);
        Assert.Empty(State(world).Timers);
        Assert.Single(View(world).History);
        Assert.Equal("order-shipped", Refusal(world, new CancelOrder("")));
        Assert.Null(PlantChecker.Violation(world));
    }

    [Fact]
    public void The_first_lot_arrives_while_the_last_is_still_made()
    {
        var world = World(
            automatic: true, cards: 6, lane: "express",
            CellCalendar.Weekdays(new MinuteInterval(7 * 60, 10 * 60)));

        // A card a day, from Monday to the next Monday.
        Assert.Equal(["1-2 1124 1125", "3-4 1126 1127", "5-6 1130 1201"], Dates(View(world)));
        world.Until(At(25, 12, 1));
        Assert.Equal(["delivered", "open", "open"], Stages(world));
        Assert.Equal(3, View(world).Work.Count(work => work.Operation.EndsWith("print", StringComparison.Ordinal)
            && work.IsDone));
        world.Until(At(27, 12, 1));
        Assert.Equal(["delivered", "delivered", "open"], Stages(world));
        world.Until(TestPlant.Start.AddDays(9));
        Assert.Equal(OrderStatus.Delivered, View(world).Status);
    }

    [Fact]
    public void Operators_ship_a_lot_once_when_it_is_finished_and_after_the_one_before_it()
    {
        var world = World(automatic: false);
        world.Until(At(23, 7, 1));
        Assert.Equal("lot-not-ready", Refusal(world, new ShipOrder("T1", 1)));
        Assert.Equal("order-not-ready", Refusal(world, new ShipOrder("T1")));
        Complete(world, "card[3].print", "card[4].print", "lot[2].pack");
        Assert.Equal(["open", "finished", "open"], Stages(world));
        Assert.Equal("lot-not-ready", Refusal(world, new ShipOrder("T2", 2)));
        Assert.Equal("lot-unknown", Refusal(world, new ShipOrder("T4", 4)));
        Assert.Equal("lot-unknown", Refusal(world, new ShipOrder("T4", -1)));
        Assert.Equal("lot-not-ready", Refusal(world, new ConfirmDelivery(1)));

        Complete(world, "card[1].print", "card[2].print", "lot[1].pack");
        Assert.Equal("order-request-invalid", Refusal(world, new ShipOrder(new string('x', 300), 1)));
        Do(world, new ShipOrder("T1", 1), new ShipOrder("other", 1), new ShipOrder("T2", 2), new ConfirmDelivery(2));
        Assert.Equal(["T1", "T2", ""], View(world).Lots.Select(lot => lot.Progress.Tracking));
        Assert.Equal(["shipped", "delivered", "open"], Stages(world));
        Assert.Equal("order-not-ready", Refusal(world, new ConfirmDelivery()));
        Assert.Equal("order-shipped", Refusal(world, new CancelOrder("")));

        Complete(world, "card[5].print", "lot[3].pack");
        Assert.Equal(OrderStatus.Produced, View(world).Status);
        Do(world, new ShipOrder("T3"), new ShipOrder("T3"));
        Assert.Equal((OrderStatus.Shipped, "T3"), (View(world).Status, View(world).Tracking));
        Do(world, new ConfirmDelivery(1), new ConfirmDelivery(1));
        Assert.Equal(OrderStatus.Shipped, View(world).Status);
        Do(world, new ConfirmDelivery(), new ConfirmDelivery(), new ConfirmDelivery(3));
        Assert.Equal(OrderStatus.Delivered, View(world).Status);
        Assert.Empty(State(world).Timers);
    }

    [Fact]
    public void An_order_without_lots_has_no_lot_to_ship()
    {
        var world = new PlantWorld(TestPlant.Plant(automatic: false), 1);
        world.Ask("o1", new PlaceOrder(TestPlant.Request("badge")));
        world.Settle();
        world.Until(At(23, 7, 1));
        Do(world, new CompleteOperation("print"));

        Assert.Equal("lot-unknown", Refusal(world, new ShipOrder("T1", 1)));
        Do(world, new ShipOrder("T1"));
        Assert.Equal("lot-unknown", Refusal(world, new ConfirmDelivery(1)));
        Assert.Empty(View(world).Lots);
        Assert.DoesNotContain("\"lots\"", JsonSerializer.Serialize(State(world).State, EntityJson.Options));
    }

    [Fact]
    public void A_new_promise_leaves_lots_alone_that_are_done()
    {
        var world = World(automatic: true);
        world.Until(At(24, 6, 0));
        var printer = new EntityAddress(EntityKind.ProductionCell, "printer");
        world.Ask(printer, new BreakCell("fire", new DateOnly(2026, 11, 26)));
        world.Settle();
        world.Until(At(24, 7, 0));

        var view = View(world);
        Assert.Null(view.Moving);
        Assert.Equal(["1-2 1124 1126", "3-4 1130 1202", "5-5 1130 1202"], Dates(view));
        Assert.Equal("cell-broken: fire", view.History[^1].Reason);
        Assert.Equal(
            [new DateOnly(2026, 11, 26), new DateOnly(2026, 12, 2), new DateOnly(2026, 12, 2)],
            view.History[^1].Promise!.Lots.Select(lot => lot.DeliveryDate));
        world.Until(At(24, 15, 1));
        Assert.Equal(["shipped", "open", "open"], Stages(world));
        world.Ask(printer, new RepairCell());
        world.Until(TestPlant.Start.AddDays(10));
        Assert.Equal(OrderStatus.Delivered, View(world).Status);
        Assert.Equal(["1-2 1124 1126", "3-4 1130 1202", "5-5 1130 1202"], Dates(View(world)));
    }

    [Fact]
    public void A_lot_that_is_late_takes_those_after_it_along()
    {
        var world = World(automatic: false);
        world.Until(At(23, 15, 0));
        Complete(world, [.. Prints, "lot[2].pack", "lot[3].pack"]);
        world.Until(At(24, 15, 30));
        Complete(world, "lot[1].pack");

        Assert.Equal(["1-2 1125 1127", "3-4 1125 1127", "5-5 1125 1127"], Dates(View(world)));
        Assert.Equal("finished-late", View(world).History[^1].Reason);
        world.Until(At(26, 8, 0));
        Do(world, new ShipOrder("T1", 1));
        Assert.Equal(["1-2 1126 1130", "3-4 1126 1130", "5-5 1126 1130"], Dates(View(world)));
        Assert.Equal("shipped-late", View(world).History[^1].Reason);
        Assert.Equal(new DateOnly(2026, 11, 30), View(world).Promise!.DeliveryDate);
    }

    [Fact]
    public void A_lot_that_is_done_first_waits_for_the_one_before_it()
    {
        var world = World(automatic: true);
        var calendar = CellCalendar.Weekdays(new MinuteInterval(7 * 60, 12 * 60), new MinuteInterval(13 * 60, 16 * 60));
        world.Ask(
            new EntityAddress(EntityKind.ProductionCell, "printer"),
            new ChangeCalendar(calendar.WithHoliday(TestPlant.Monday)));
        world.Settle();

        // The cards of Monday are printed after all others now: on Wednesday afternoon and Thursday morning.
        Assert.Equal(["1-2 1126 1130", "3-4 1126 1130", "5-5 1126 1130"], Dates(View(world)));
        world.Until(At(26, 7, 0));
        Assert.Equal(["open", "finished", "finished"], Stages(world));
        world.Until(At(26, 15, 1));
        Assert.Equal(["shipped", "shipped", "shipped"], Stages(world));
        Assert.Equal(OrderStatus.Shipped, View(world).Status);
        world.Until(At(30, 12, 1));
        Assert.Equal(OrderStatus.Delivered, View(world).Status);
    }

    [Fact]
    public void The_components_of_a_lot_leave_the_store_with_the_first_work_on_it()
    {
        var world = World(automatic: true);
        Assert.Equal((20, 3), (Cloth(world).OnHand, Cloth(world).Claims.Count));
        world.Until(At(23, 7, 1));
        Assert.Equal((19, 2), (Cloth(world).OnHand, Cloth(world).Claims.Count));
        world.Until(At(24, 6, 59));
        Assert.Equal(19, Cloth(world).OnHand);
        world.Until(At(24, 7, 1));
        Assert.Equal(18, Cloth(world).OnHand);
        world.Until(At(25, 7, 1));
        Assert.Equal((17, 0), (Cloth(world).OnHand, Cloth(world).Claims.Count));
        Assert.Equal("cloth 3", string.Join(' ', View(world).Promise!.Evidence.Stock
            .Select(line => $"{line.Component} {line.Quantity}")));
        Assert.Null(PlantChecker.Violation(world));
    }

    [Fact]
    public void Who_works_ahead_takes_the_components_of_that_lot()
    {
        var world = World(automatic: false);
        world.Until(At(23, 7, 1));
        Complete(world, "card[5].print");
        Assert.Equal((18, 1), (Cloth(world).OnHand, Cloth(world).Claims.Count));
        Complete(world, "lot[3].pack");
        Assert.Equal(["open", "open", "finished"], Stages(world));
        Assert.Equal(18, Cloth(world).OnHand);
    }

    [Fact]
    public void A_lot_whose_components_are_lost_waits_for_others_and_the_rest_goes_on()
    {
        var world = World(automatic: true);
        world.Until(At(23, 7, 1));
        world.Ask(
            new EntityAddress(EntityKind.ComponentStock, "cloth"), new AdjustStock("a1", -18, "mouse"));
        world.Settle();
        Assert.Equal((1, 2), (Cloth(world).OnHand, Cloth(world).Claims.Count));
        Assert.Equal(["1-2 1124 1126", "3-4 1125 1127", "5-5 1126 1130"], Dates(View(world)));
        Assert.Null(View(world).Moving);
        Assert.Null(PlantChecker.Violation(world));
        world.Until(At(30, 12, 1));
        Assert.Equal(OrderStatus.Delivered, View(world).Status);
        Assert.Null(PlantChecker.Violation(world));
    }

    [Fact]
    public void Orders_of_before_take_everything_at_once()
    {
        var world = World(automatic: true);
        var state = State(world).State;
        var work = state.Item!.Work;
        var before = work with { Lots = [.. work.Lots.Select(lot => lot with { Bom = [] })] };
        Assert.DoesNotContain(
            "\"bom\":[]", JsonSerializer.Serialize(before, EntityJson.Options), StringComparison.Ordinal);
        Assert.Equal(["0 cloth 3"], Needs(before));
        Assert.Equal(["1 cloth 1", "2 cloth 1", "3 cloth 1"], Needs(work));
    }

    [Fact]
    public void Nothing_waits_for_ever()
    {
        var world = World(automatic: false);
        world.Until(At(23, 7, 1));
        Complete(world, [.. Prints, "lot[1].pack", "lot[2].pack", "lot[3].pack"]);
        Do(world, new ShipOrder("T1", 1));
        world.Until(TestPlant.Start.AddDays(4) + OrderLimits.ShipTimeout);
        Assert.Equal((OrderStatus.PartlyDelivered, "not-shipped"), (View(world).Status, View(world).EndReason));
        Assert.Equal(2, View(world).CancelledLots!.From);
        Assert.Empty(State(world).Timers);

        world = World(automatic: false);
        world.Until(At(23, 7, 1));
        Complete(world, [.. Prints, "lot[1].pack", "lot[2].pack", "lot[3].pack"]);
        world.Until(TestPlant.Start.AddDays(4) + OrderLimits.ShipTimeout);
        Assert.Equal((OrderStatus.Cancelled, "not-shipped"), (View(world).Status, View(world).EndReason));
        Assert.Null(View(world).CancelledLots);

        world = World(automatic: false);
        world.Until(At(23, 7, 1));
        Complete(world, [.. Prints, "lot[1].pack", "lot[2].pack", "lot[3].pack"]);
        Do(world, new ShipOrder("T1", 1), new ShipOrder("T2"));
        world.Until(TestPlant.Start.AddDays(6) + OrderLimits.DeliveryPresumed);
        Assert.Equal(OrderStatus.Delivered, View(world).Status);
        Assert.Empty(State(world).Timers);
    }

    [Fact]
    public void Survives_storage()
    {
        var world = World(automatic: true);
        world.Until(At(24, 15, 1));

        var json = JsonSerializer.SerializeToUtf8Bytes(State(world).State, EntityJson.Options);
        var read = JsonSerializer.Deserialize<OrderState>(json, EntityJson.Options)!;
        Assert.Equal(json, JsonSerializer.SerializeToUtf8Bytes(read, EntityJson.Options));
        Assert.Equal(State(world).State.Lots.AsEnumerable(), read.Lots);
        Assert.InRange(json.Length, 1, (9 * 600) + (8 * 1024));
    }

    private static IEnumerable<string> Needs(WorkOrder work) =>
        work.Needs().Select(need => $"{need.Lot} {need.Line.Component} {need.Line.Quantity}");
}
