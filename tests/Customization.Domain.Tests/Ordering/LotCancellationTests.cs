using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Xunit;
using static Customization.Domain.Tests.Ordering.CardOrder;

namespace Customization.Domain.Tests.Ordering;

/// <summary>Orders of which some lots are made and the others never come.</summary>
public class LotCancellationTests
{
    private static readonly EntityAddress Printer = new(EntityKind.ProductionCell, "printer");

    [Fact]
    public void What_has_left_is_delivered_and_the_rest_is_cancelled_where_no_other_date_is_found()
    {
        var world = World(automatic: true);
        world.Until(At(24, 15, 1));
        Break(world);
        Assert.Equal("cell-broken: fire", View(world).Moving);
        world.Until(At(24, 15, 0) + OrderLimits.MoveTimeout);
        Assert.Equal((OrderStatus.Producing, 3), (View(world).Status, View(world).Lots.Count(lot => !lot.IsCancelled)));

        world.Until(At(25, 15, 0) + OrderLimits.MoveTimeout);
        var view = View(world);
        Assert.Equal((OrderStatus.PartlyDelivered, "promise-broken"), (view.Status, view.EndReason));
        Assert.Equal(["delivered", "cancelled", "cancelled"], Stages(world));
        Assert.Equal("1-2 1124 1126", Assert.Single(Dates(view)));
        Assert.Equal("promise-broken", view.History[^1].Reason);
        Assert.Equal(new DateOnly(2026, 11, 26), view.Promise!.DeliveryDate);
        Assert.Equal(
            new CancelledLots(
                2, "promise-broken", "No other date was found: cell-broken: fire.", new Money(300, "EUR")),
            view.CancelledLots);
        Assert.Empty(State(world).Timers);
        Assert.Empty(State(world).Outbox);
        Assert.All(State(world).State.Claims.Values, claim => Assert.Equal(ClaimPhase.Consumed, claim.Phase));

        // The second lot was begun on Tuesday; the third gives back what it never used.
        Assert.Equal(18, Cloth(world).OnHand);
        Assert.Empty(Cloth(world).Claims);
        Assert.Null(PlantChecker.Violation(world));
    }

    [Fact]
    public void A_lot_that_waits_for_the_carrier_still_comes()
    {
        var world = World(automatic: false);
        world.Until(At(23, 7, 1));
        Complete(world, [.. Prints[..2], "lot[1].pack"]);
        Break(world);
        world.Until(At(24, 15, 0) + OrderLimits.MoveTimeout);
        Assert.Equal(OrderStatus.Produced, View(world).Status);
        Assert.Equal(["finished", "cancelled", "cancelled"], Stages(world));
        Assert.Equal("lot-not-ready", Refusal(world, new ShipOrder("T", 2)));
        Assert.Equal("lot-unknown", Refusal(world, new ShipOrder("T", 4)));
        Assert.Equal("order-not-ready", Refusal(world, new CompleteOperation("card[3].print")));
        Assert.Equal("order-not-ready", Refusal(world, new ConfirmDelivery()));

        Do(world, new ShipOrder("T1"), new ShipOrder("T2"));
        Assert.Equal(OrderStatus.Shipped, View(world).Status);
        Assert.Equal("order-shipped", Refusal(world, new CancelOrder("")));
        Do(world, new ConfirmDelivery(), new ConfirmDelivery(), new ShipOrder("T3"));
        Assert.Equal(OrderStatus.PartlyDelivered, View(world).Status);
        Assert.Equal("order-shipped", Refusal(world, new CancelOrder("")));
        Assert.Empty(State(world).Timers);
    }

    [Fact]
    public void A_lot_that_is_made_out_of_turn_does_not_come_without_the_one_before_it()
    {
        var world = World(automatic: false);
        world.Until(At(23, 7, 1));
        Complete(world, [.. Prints[..2], "lot[1].pack", "card[5].print", "lot[3].pack"]);
        Do(world, new ShipOrder("T1", 1), new ConfirmDelivery(1));
        Break(world);
        world.Until(At(24, 15, 0) + OrderLimits.MoveTimeout);
        Assert.Equal(["delivered", "cancelled", "cancelled"], Stages(world));
        Assert.Equal(OrderStatus.PartlyDelivered, View(world).Status);
    }

    [Fact]
    public void Until_it_leaves_the_customer_can_cancel_what_is_left()
    {
        var world = World(automatic: false);
        world.Until(At(23, 7, 1));
        Complete(world, [.. Prints[..2], "lot[1].pack"]);
        Break(world);
        world.Until(At(24, 15, 0) + OrderLimits.MoveTimeout);
        Do(world, new CancelOrder("not like this"));
        Assert.Equal((OrderStatus.Cancelled, "cancelled"), (View(world).Status, View(world).EndReason));
        Assert.Null(View(world).CancelledLots);
        Assert.Empty(State(world).Timers);
    }

    [Fact]
    public void A_part_that_came_stays_a_sale()
    {
        var world = World(automatic: true);
        world.Until(At(24, 15, 1));
        Break(world);
        world.Until(At(25, 15, 0) + OrderLimits.MoveTimeout);
        Assert.Equal(OrderStatus.PartlyDelivered, View(world).Status);
        Assert.Single(world.ToCustomers.OfType<CustomerCommand.ReportSale>());
        Assert.Empty(world.ToCustomers.OfType<CustomerCommand.WithdrawSale>());
    }

    [Fact]
    public void An_order_of_which_no_lot_is_made_is_cancelled_as_a_whole()
    {
        var world = World(automatic: true);
        Break(world);
        world.Until(At(24, 15, 0) + OrderLimits.MoveTimeout);
        Assert.Equal((OrderStatus.Cancelled, "promise-broken"), (View(world).Status, View(world).EndReason));
        Assert.Null(View(world).CancelledLots);
        Assert.Single(world.ToCustomers.OfType<CustomerCommand.WithdrawSale>());
    }

    private static void Break(PlantWorld world)
    {
        world.Ask(Printer, new BreakCell("fire", null));
        world.Settle();
    }
}
