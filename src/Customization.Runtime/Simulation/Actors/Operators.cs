using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using Customization.Runtime.Simulation.Goods;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Those who run the plant: calendars, breakdowns, goods in and out, reports, shipping.</summary>
/// <remarks>They note what they asked for; the checkers hold the plant against that.</remarks>
internal sealed class Operators(World world)
{
    private readonly List<(EntityAddress To, Command Command)> _asked = [];
    private int _ids;

    /// <summary>By receipt id: how much came in, or will.</summary>
    public Dictionary<string, int> Receipts { get; } = [];

    /// <summary>By adjustment id.</summary>
    public Dictionary<string, int> Adjustments { get; } = [];

    /// <summary>Every calendar that a cell was given, by cell.</summary>
    public Dictionary<string, List<CellCalendar>> Calendars { get; } = [];

    public void Act(Random random)
    {
        var cell = new EntityAddress(EntityKind.ProductionCell, $"cell-{random.Next(world.Swarm.Cells)}");
        var stock = StockOf(SimulatedPlant.Components[random.Next(SimulatedPlant.Components.Length)]);
        switch (random.Next(20))
        {
            case < 2:
                ChangeCalendar(cell, random);
                break;
            case < 4:
                Ask(cell, new BreakCell("belt torn", random.Next(2) == 0 ? Today.AddDays(random.Next(6)) : null));
                break;
            case < 7:
                Ask(cell, new RepairCell());
                break;
            case < 9:
                Receive(stock, $"r{_ids++}", random.Next(1, 12));
                break;
            case < 11:
                Adjust(stock, random.Next(3) == 0 ? random.Next(1, 6) : -random.Next(1, 6));
                break;
            case 11:
                Announce(stock, random.Next(1, 20), Today.AddDays(random.Next(8)));
                break;
            case 12:
                ReceiveAnnounced(Today.AddDays(random.Next(-1, 2)));
                break;
            case 13 when _asked.Count > 0:
                var (to, command) = _asked[random.Next(_asked.Count)];
                world.Ask(to, command);
                break;
            case 14:
                world.Ask(stock, new ReadStock());
                break;
            default:
                Report(random.Next(4));
                break;
        }
    }

    /// <summary>Reports everything that could be done by now.</summary>
    /// <param name="sloppiness">Leaves out about one in so many; 0 for none.</param>
    public void Report(int sloppiness)
    {
        foreach (var (address, state) in world.Checks.Truth.States<OrderState>())
        {
            if (sloppiness > 0 && world.Random.Next(sloppiness) == 0)
            {
                continue;
            }

            Command? next = state.Status switch
            {
                >= OrderStatus.Producing and <= OrderStatus.Shipped when OfLots(state) is { } ofLot => ofLot,
                OrderStatus.Producing => NextOperation(state),
                OrderStatus.Produced => new ShipOrder("T-" + state.Id),
                OrderStatus.Shipped => new ConfirmDelivery(),
                _ => null,
            };
            if (next is not null)
            {
                world.Ask(address, next);
            }
        }
    }

    /// <summary>Everything works again.</summary>
    public void RepairAll()
    {
        foreach (var cell in world.Plant.Cells)
        {
            world.Ask(new EntityAddress(EntityKind.ProductionCell, cell.Id), new RepairCell());
        }
    }

    /// <summary>All cells work their first calendar again.</summary>
    public void RestoreCalendars()
    {
        foreach (var cell in world.Plant.Cells)
        {
            world.Ask(new EntityAddress(EntityKind.ProductionCell, cell.Id), new ChangeCalendar(cell.Calendar));
        }
    }

    /// <summary>What was announced until a day comes in.</summary>
    public void ReceiveAnnounced(DateOnly until)
    {
        foreach (var (address, state) in world.Checks.Truth.States<StockState>())
        {
            foreach (var (id, receipt) in state.Receipts.Where(receipt => receipt.Value.Date <= until))
            {
                Receipts.TryAdd(id, receipt.Quantity);
                world.Ask(address, new ReceiveStock(id, Receipts[id]));
            }
        }
    }

    private DateOnly Today => DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime);

    private static EntityAddress StockOf(string component) => new(EntityKind.ComponentStock, component);

    /// <summary>The next lot that is finished leaves, or one that left arrives; null where there is none, or it is left
    /// lying about for now.</summary>
    private Command? OfLots(OrderState state)
    {
        for (var i = 0; i < state.Lots.Length; i++)
        {
            var lot = state.Lots[i];
            var isNext = lot is { Finished: not null, ShippedAt: null }
                && (i == 0 || state.Lots[i - 1].ShippedAt is not null);
            if (isNext)
            {
                return world.Random.Next(2) == 0 ? null : new ShipOrder($"T-{state.Id}-{i + 1}", i + 1);
            }

            if (lot is { ShippedAt: not null, DeliveredAt: null })
            {
                return new ConfirmDelivery(i + 1);
            }
        }

        return null;
    }

    private static CompleteOperation? NextOperation(OrderState state)
    {
        foreach (var claim in state.Claims.Values.OfType<SlotClaim>())
        {
            if (claim.Phase == ClaimPhase.Reserved)
            {
                return new CompleteOperation(claim.Plan.Operation);
            }
        }

        return null;
    }

    private void ChangeCalendar(EntityAddress cell, Random random)
    {
        var from = random.Next(0, 700);
        var shift = new MinuteInterval(from, from + random.Next(60, 700));
        var calendar = random.Next(2) == 0 ? CellCalendar.Weekdays(shift) : CellCalendar.Daily(shift);
        for (var i = random.Next(3); i > 0; i--)
        {
            calendar = calendar.WithHoliday(Today.AddDays(random.Next(5)));
        }

        if (!Calendars.TryGetValue(cell.Key, out var given))
        {
            Calendars[cell.Key] = given = [];
        }

        given.Add(calendar);
        Ask(cell, new ChangeCalendar(calendar));
    }

    private void Receive(EntityAddress stock, string id, int quantity)
    {
        Receipts[id] = quantity;
        Ask(stock, new ReceiveStock(id, quantity));
    }

    private void Adjust(EntityAddress stock, int delta)
    {
        var id = $"a{_ids++}";
        Adjustments[id] = delta;
        Ask(stock, new AdjustStock(id, delta, "counted"));
    }

    private void Announce(EntityAddress stock, int quantity, DateOnly date)
    {
        var id = $"n{_ids++}";
        Receipts[id] = quantity;
        Ask(stock, new AnnounceReceipt(id, quantity, date));
    }

    private void Ask(EntityAddress to, Command command)
    {
        _asked.Add((to, command));
        world.Ask(to, command);
    }
}
