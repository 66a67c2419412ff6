using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Xunit;

namespace Customization.Domain.Tests.Ordering;

public sealed class OrderProspectTests
{
    private readonly PlantWorld _world = new(TestPlant.Plant(automatic: false), 1);

    [Fact]
    public void A_confirmed_order_stands_as_promised()
    {
        var view = Confirmed();
        var prospect = OrderProspect.Of(view, _world.Outlook, _world.Now);

        Assert.Equal(view.Promise!.DeliveryDate, prospect.Promised);
        Assert.Equal((view.Promise.DeliveryDate, 0, false),
            (prospect.FirstPromised!.Value, prospect.DaysLate, prospect.IsOverdue));
        Assert.True(prospect.Possible >= prospect.Promised, "its own slots are taken");
    }

    [Fact]
    public void A_promise_that_moved_is_late_by_the_days_it_moved()
    {
        var before = Confirmed();
        foreach (var cell in (string[])["sewer-1", "sewer-2"])
        {
            _world.Ask(new EntityAddress(EntityKind.ProductionCell, cell),
                new BreakCell("belt torn", TestPlant.Monday.AddDays(4)));
        }

        _world.Settle();
        var prospect = OrderProspect.Of(View(), _world.Outlook, _world.Now);

        Assert.Equal(before.Promise!.DeliveryDate, prospect.FirstPromised);
        Assert.Equal(prospect.Promised!.Value.DayNumber - before.Promise.DeliveryDate.DayNumber, prospect.DaysLate);
        Assert.True(prospect.DaysLate > 0);
    }

    [Fact]
    public void An_order_is_overdue_the_day_after_its_promise_and_an_ended_one_never()
    {
        var view = Confirmed();
        var after = PlantMinute.Of(view.Promise!.DeliveryDate.AddDays(1)).Instant;

        Assert.True(OrderProspect.Of(view, _world.Outlook, after).IsOverdue);
        Assert.False(OrderProspect.Of(view, _world.Outlook, after.AddDays(-1)).IsOverdue);
        var delivered = view with { Status = OrderStatus.Delivered };
        Assert.False(OrderProspect.Of(delivered, _world.Outlook, after).IsOverdue);
        Assert.Null(OrderProspect.Of(delivered, _world.Outlook, after).Possible);
    }

    private OrderView Confirmed()
    {
        _world.Ask("o1", new PlaceOrder(TestPlant.Request("bag")));
        _world.Settle();
        return View();
    }

    private OrderView View() => Assert.IsType<OrderView>(_world.Ask("o1", new ReadOrder()));
}
