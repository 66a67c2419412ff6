using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Those who report lots that are not ready, or again; customers who want to cancel when one has left; a plant
/// where what is ready lies about for days, and where cells break between two lots.</summary>
internal sealed class Carriers(World world)
{
    public void Act(Random random)
    {
        var orders = world.Checks.Truth.States<OrderState>().Where(order => IsUnderWay(order.State)).ToArray();
        foreach (var (address, state) in orders)
        {
            if (Report(state, random.Next(1, state.Item!.Work.Lots.Length + 1), random) is { } report)
            {
                world.Ask(address, report);
            }
        }

        if (!world.Swarm.Automatic && random.Next(2) == 0 && orders.Any(order => LiesAbout(order.State)))
        {
            world.Pass(TimeSpan.FromHours(random.Next(24, 120)));
        }

        if (orders.Any(order => order.State.Status == OrderStatus.Producing && HasLeft(order.State))
            && random.Next(3) == 0)
        {
            var cell = new EntityAddress(EntityKind.ProductionCell, $"cell-{random.Next(world.Swarm.Cells)}");
            world.Ask(cell, new BreakCell("belt torn", null));
            world.Pass(TimeSpan.FromHours(1));
            world.Ask(cell, new RepairCell());
        }
    }

    private static bool IsUnderWay(OrderState state) =>
        state is { Status: >= OrderStatus.Producing and <= OrderStatus.Shipped, Item.Work.Lots.IsEmpty: false };

    private static bool HasLeft(OrderState state) => state.Lots is [{ ShippedAt: not null }, ..];

    private static bool LiesAbout(OrderState state) =>
        state.Lots.Any(lot => lot is { Finished: not null, ShippedAt: null });

    private static Command? Report(OrderState state, int lot, Random random) => random.Next(4) switch
    {
        0 => new ShipOrder("too early or again", lot),
        1 => new ConfirmDelivery(lot),
        2 when HasLeft(state) => new CancelOrder("too late"),
        _ => null,
    };
}
