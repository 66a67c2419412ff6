using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Those who report lots that are not ready, or again, or work ahead on a later one; customers who want to
/// cancel when one has left; a plant where what is ready lies about for days, and where cells break between two lots:
/// for an hour, or once for longer than an order waits for another date.</summary>
internal sealed class Carriers(World world)
{
    private bool _hasWaited;

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

        if (!_hasWaited && orders.Any(order => HasLeft(order.State) && !HaveLeft(order.State)) && random.Next(2) == 0)
        {
            _hasWaited = true;
            WaitInVain(orders.Any(order => HasLeft(order.State) && order.State.Status == OrderStatus.Producing));
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

    /// <summary>No work is done for more than two weeks, or nothing is shipped for more than a month.</summary>
    private void WaitInVain(bool isBroken)
    {
        if (!isBroken)
        {
            world.Pass(OrderLimits.ShipTimeout + TimeSpan.FromDays(8));
            return;
        }

        foreach (var cell in world.Plant.Cells)
        {
            world.Ask(new EntityAddress(EntityKind.ProductionCell, cell.Id), new BreakCell("belt torn", null));
        }

        world.Pass(OrderLimits.MoveTimeout + TimeSpan.FromDays(1));
        world.Operators.RepairAll();
    }

    private static bool HaveLeft(OrderState state) => state.Lots.Length == state.Item!.Work.Lots.Length
        && state.Lots.All(lot => lot.ShippedAt is not null);

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
        _ => Ahead(state, lot),
    };

    /// <summary>The next work on a lot, whether or not its turn has come.</summary>
    private static CompleteOperation? Ahead(OrderState state, int lot)
    {
        var reserved = state.Claims.Values.OfType<SlotClaim>().Where(claim => claim.Phase == ClaimPhase.Reserved)
            .Select(claim => claim.Plan.Operation).ToHashSet(StringComparer.Ordinal);
        var next = state.Item!.Work.Lots[lot - 1].Operations.FirstOrDefault(reserved.Contains);
        return next is null ? null : new CompleteOperation(next);
    }
}
