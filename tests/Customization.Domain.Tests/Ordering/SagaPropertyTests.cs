using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Xunit;
using Xunit.Abstractions;

namespace Customization.Domain.Tests.Ordering;

/// <summary>Whole sagas under random order, loss, repeats and late copies of messages, operators who break and scrap,
/// and customers who repeat and cancel. A failure names its seed.</summary>
public class SagaPropertyTests(ITestOutputHelper output)
{
    private const int Seeds = 30;
    private static readonly string[] Kinds = ["bag", "case", "strap", "badge"];

    [Fact]
    public void Keeps_every_invariant_and_ends_every_saga()
    {
        var steps = 0;
        var endings = new SortedDictionary<string, int>(StringComparer.Ordinal);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var world = Run(seed);
            steps += world.Steps;
            foreach (var order in world.Orders)
            {
                var name = $"{order.State.Status} {order.State.EndReason}";
                endings[name] = endings.GetValueOrDefault(name) + 1;
            }
        }

        output.WriteLine($"{steps} steps; {string.Join(", ", endings)}");
        Assert.True(endings["Delivered "] > Seeds, "too few orders got through to mean anything");
    }

    private static PlantWorld Run(int seed)
    {
        var random = new Random(seed);
        var world = new PlantWorld(
            TestPlant.Plant(random.Next(2) == 0, random.Next(0, 30), random.Next(0, 5)), seed);
        var orders = new List<string>();
        var faults = random.Next(4) != 0;
        for (var i = 0; i < 120; i++)
        {
            Act(world, random, orders);
            for (var messages = random.Next(120); messages > 0 && world.Step(faults); messages--)
            {
                if (messages % 4 == 0)
                {
                    Check(world, seed);
                }
            }

            if (random.Next(2) == 0)
            {
                world.Pass(TimeSpan.FromSeconds(random.Next(1, random.Next(12) == 0 ? 60_000 : 120)));
                Check(world, seed);
            }
        }

        Heal(world, seed);
        return world;
    }

    private static void Act(PlantWorld world, Random random, List<string> orders)
    {
        var order = orders.Count > 0 ? orders[random.Next(orders.Count)] : "o0";
        var cell = new[] { "cutter", "sewer-1", "sewer-2", "printer" }[random.Next(4)];
        var address = new EntityAddress(EntityKind.ProductionCell, cell);
        var stock = new EntityAddress(EntityKind.ComponentStock, random.Next(2) == 0 ? "cloth" : "buckle");
        switch (random.Next(40))
        {
            case < 6 when orders.Count < 12:
                Place(world, random, orders);
                break;
            case < 9 when orders.Count > 0:
                Repeat(world, order);
                break;
            case < 14:
                world.Ask(order, new AcceptQuote("ann", "accept", "body"));
                break;
            case 14:
                world.Ask(order, new CancelOrder("changed my mind"));
                break;
            case 15 or 16:
                world.Ask(address, new BreakCell(
                    "belt torn", random.Next(2) == 0 ? TestPlant.Monday.AddDays(random.Next(10)) : null));
                break;
            case 17 or 18 or 19:
                world.Ask(address, new RepairCell());
                break;
            case 20:
                world.Ask(address, new ChangeCalendar(CellCalendar.Daily(
                    new MinuteInterval(random.Next(600), 700 + random.Next(740)))));
                break;
            case 21:
                world.Ask(stock, new AdjustStock($"a{random.Next(1000)}", -random.Next(1, 5), "scrap"));
                break;
            case 22:
                world.Ask(stock, new ReceiveStock($"r{random.Next(1000)}", random.Next(1, 10)));
                break;
            case 23:
                ReceiveAnnounced(world);
                break;
            default:
                Operate(world, order);
                break;
        }
    }

    private static void Place(PlantWorld world, Random random, List<string> orders)
    {
        var order = $"o{orders.Count}";
        orders.Add(order);
        var request = TestPlant.Request(
            Kinds[random.Next(4)], order, "body", random.Next(2) == 0 ? "post" : "express");
        Assert.Equal(
            new OrderAccepted(order),
            world.Ask(order, random.Next(3) == 0 ? new RequestQuote(request) : new PlaceOrder(request)));
    }

    /// <summary>I5: the same key gives the same reply, another body or key is refused.</summary>
    private static void Repeat(PlantWorld world, string order)
    {
        var before = world.Find<OrderState>(new EntityAddress(EntityKind.Order, order))!;
        Assert.Equal(
            new OrderAccepted(order), world.Ask(order, new PlaceOrder(TestPlant.Request("bag", order, "body"))));
        Assert.IsType<OrderRejection.KeyReused>(
            world.Ask(order, new PlaceOrder(TestPlant.Request("bag", order, "another"))));
        Assert.IsType<OrderRejection.AlreadyPlaced>(
            world.Ask(order, new PlaceOrder(TestPlant.Request("bag", "another", "body"))));
        Assert.Same(before, world.Find<OrderState>(new EntityAddress(EntityKind.Order, order)));
    }

    private static void ReceiveAnnounced(PlantWorld world)
    {
        foreach (var stock in world.Envelopes<StockState>().Select(envelope => envelope.State).ToArray())
        {
            foreach (var (id, receipt) in stock.Receipts)
            {
                world.Ask(
                    new EntityAddress(EntityKind.ComponentStock, stock.Component),
                    new ReceiveStock(id, receipt.Quantity));
            }
        }
    }

    private static void Operate(PlantWorld world, string order)
    {
        foreach (var operation in new[] { "cut", "print", "sew", "pack" })
        {
            world.Ask(order, new CompleteOperation(operation));
        }

        world.Ask(order, new ShipOrder("T1"));
        world.Ask(order, new ConfirmDelivery());
    }

    /// <summary>I7: once nothing breaks any more, every saga ends within a bounded time.</summary>
    private static void Heal(PlantWorld world, int seed)
    {
        world.Settle();
        world.DeliverCopies();
        Check(world, seed);
        foreach (var cell in world.Envelopes<CellState>().Select(envelope => envelope.State.Cell).ToArray())
        {
            world.Ask(new EntityAddress(EntityKind.ProductionCell, cell), new RepairCell());
        }

        for (var day = 0; day < 120 && world.Orders.Any(order => IsUnsettled(order.State)); day++)
        {
            world.Until(world.Now.AddDays(1));
            Check(world, seed);
            foreach (var order in world.Orders.Select(order => order.State.Id).ToArray())
            {
                Operate(world, order);
            }

            world.Settle();
        }

        var open = world.Orders.FirstOrDefault(order => IsUnsettled(order.State));
        Assert.True(open is null, $"seed {seed}: I7: {open?.State.Id} is {open?.State.Status} {open?.State.Moving}");
        Check(world, seed);
    }

    /// <summary>A quote that nobody accepts expires; everything else ends by itself.</summary>
    private static bool IsUnsettled(OrderState order) => order.Placed is not null && !order.Status.IsEnded();

    private static void Check(PlantWorld world, int seed)
    {
        var violation = PlantChecker.Violation(world);
        Assert.True(violation is null, $"seed {seed} step {world.Steps} at {world.Now:u}: {violation}");
    }
}
