using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Those who try what the rules have to refuse: too early, too late, twice, in the wrong order.</summary>
internal sealed class Daredevils(World world)
{
    private const string Name = "daredevil";
    private const string Product = "cap";
    private const int BurstsMax = 30;

    public void Act(Random random)
    {
        var customer = world.Customers[random.Next(world.Customers.Length)];
        switch (random.Next(10))
        {
            case < 2:
                customer.AcceptTooLate(random);
                break;
            case 2:
                customer.Rebind();
                break;
            case 3:
                Report(OrderStatus.Producing, state => new ShipOrder("too early", AnyLot(state, random)));
                break;
            case 4:
                Report(OrderStatus.Producing, state => state.Item!.Work.Routing is { IsEmpty: false } routing
                    ? new CompleteOperation(routing[random.Next(routing.Length)].Id)
                    : null);
                break;
            case 5:
                world.Ask(Address, new ProductModelCommand.WithdrawVersion(OldVersion(random), Name));
                break;
            case 6 when world.Checks.Versions.WithdrawnOf(Product).ToArray() is { Length: > 0 } withdrawn:
                world.Ask(Address, new ProductModelCommand.RollBackVersion(
                    withdrawn[random.Next(withdrawn.Length)], Name));
                break;
            case 7:
                ShipLate(random);
                break;
            default:
                RestWhileHolding(random);
                break;
        }
    }

    /// <summary>While an order gathers its claims, nothing runs until about when its holds expire.</summary>
    private void RestWhileHolding(Random random)
    {
        for (var bursts = random.Next(1, BurstsMax); bursts > 0 && !IsGathering(); bursts--)
        {
            world.Run(1);
        }

        if (IsGathering())
        {
            world.Run(random.Next(0, BurstsMax));
            world.Rest(OrderLimits.HoldTtl + TimeSpan.FromSeconds(random.Next(-5, 200)));
        }
    }

    private bool IsGathering() => world.Checks.Truth.States<OrderState>()
        .Any(order => order.State is { IsQuote: false, Status: OrderStatus.Holding or OrderStatus.Confirming });

    private static EntityAddress Address => new(EntityKind.ProductModel, Product);

    private int OldVersion(Random random) =>
        Math.Max(1, world.Checks.Versions.CurrentOf(Product) - random.Next(3));

    /// <summary>Goods that are ready lie about for days.</summary>
    private void ShipLate(Random random)
    {
        if (world.Checks.Truth.States<OrderState>().Any(order => order.State.Status == OrderStatus.Produced))
        {
            world.Pass(TimeSpan.FromHours(random.Next(1, 72)), world.Swarm.BurstMax);
            Report(OrderStatus.Produced, state => new ShipOrder("T-" + state.Id));
        }
    }

    /// <summary>A lot of the order, ready or not; 0 where it has none.</summary>
    private static int AnyLot(OrderState state, Random random) =>
        state.Item!.Work.Lots is { IsEmpty: false } lots ? random.Next(1, lots.Length + 1) : 0;

    private void Report(OrderStatus status, Func<OrderState, Command?> command)
    {
        foreach (var (address, state) in world.Checks.Truth.States<OrderState>())
        {
            if (state.Status == status && command(state) is { } report)
            {
                world.Ask(address, report);
            }
        }
    }
}
