using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Customers;
using Customization.Domain.Customers.Preferences;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;

namespace Customization.Cluster.Tests.Agreement;

/// <summary>A seeded story of a shop: customers click, quote, order, cancel and adjust what they own while stock comes
/// and goes, a cell breaks and days pass. What it does next depends on its seed and on the replies, nothing else.
/// </summary>
public sealed class Script(int seed, Side side, PlantDefinition plant, DefinitionFiles product)
{
    private const int Sessions = 3;

    private const string Room = """
        product: room
        pricing: {lists: {eur: {currency: EUR, base: 100.00}}}
        model:
          characteristics:
            pillow: {values: [feather, foam]}
        apply:
          - {preference: pillow, to: pillow, above: 60}
        """;

    private readonly Random _random = new(seed);
    private readonly OwnedScript _owned = new(new Random(seed), side);
    private readonly Dictionary<string, SessionView> _views = [];
    private readonly List<EntityAddress> _orders = [];
    private int _made;

    /// <summary>Defines the plant, publishes, opens the sessions.</summary>
    public async Task Begin()
    {
        side.Time.StopTicking();
        foreach (var (to, command) in plant.Commands())
        {
            side.Watch(to);
            await side.Engine.Ask(to, command, default);
        }

        await side.WhenDone();
        await side.Publish(product);
        for (var i = 0; i < Sessions; i++)
        {
            side.Watch(new EntityAddress(EntityKind.Customer, $"customer-{i}"));
            await AskSession($"s{i}", new SessionCommand.Open($"customer-{i}", "shoe"));
        }

        await BeKnown(new EntityAddress(EntityKind.Customer, "customer-0"));
        await new LotScript(side, plant.Lanes[0].Code).Tell();
    }

    /// <summary>A customer is noticed, has a preference applied and takes it back.</summary>
    private async Task BeKnown(EntityAddress customer)
    {
        await side.Publish(DefinitionFiles.Of("room.yaml", Room));
        await side.Ask(customer, new CustomerCommand.SetIdentity(new CustomerIdentity("Anna")));
        await side.Ask(customer, new CustomerCommand.SetConsent(ConsentPurpose.Personalization, Granted: true));
        var now = side.Time.GetUtcNow();
        await side.Ask(customer, new CustomerCommand.Observe(
        [
            .. Enumerable.Range(0, 3).Select(i => new Observation(
                $"stay-{i}", ObservationKind.Stay, "pillow", "foam", now.AddDays(-1 - (100 * i)))),
        ]));
        var room = new EntityAddress(EntityKind.ConfigurationSession, "room");
        side.Watch(room);
        await side.Ask(room, new SessionCommand.Open(customer.Key, "room"));
        await side.Ask(room, new SessionCommand.RevertApplied("pillow"));
        await side.Read(customer, new CustomerCommand.Read());
    }

    /// <summary>One step.</summary>
    public async Task Step()
    {
        var session = $"s{_random.Next(Sessions)}";
        await _owned.Step();
        switch (_random.Next(12))
        {
            case < 4:
                await AskSession(session, RandomChoice(session));
                break;
            case 4:
                await AskSession(session, new SessionCommand.Undo());
                break;
            case 5:
                await AskSession(session, new SessionCommand.Complete((CompletionGoal)_random.Next(2)));
                await AskSession(session, new SessionCommand.Save($"mine-{_random.Next(3)}"));
                break;
            case 6 or 9:
                await Order(session);
                break;
            case 10:
                await Run();
                break;
            case 7 when _orders.Count > 0:
                await side.Ask(_orders[_random.Next(_orders.Count)], new CancelOrder("changed my mind"));
                break;
            case 8:
                await Plant();
                break;
            default:
                await side.MoveTo(side.Time.GetUtcNow() + TimeSpan.FromMinutes(_random.Next(10, 2000)));
                break;
        }
    }

    /// <summary>Reads everything.</summary>
    public async Task End()
    {
        foreach (var (to, _) in plant.Commands())
        {
            await side.Read(to, to.Kind == EntityKind.ComponentStock ? new ReadStock() : new ReadCell());
        }

        foreach (var order in _orders)
        {
            await side.Read(order, new ReadOrder());
        }

        var days = await side.Engine.List(new EntityQuery(EntityKind.CellDay, Limit: EntityQuery.LimitMax), default);
        foreach (var day in days.Keys)
        {
            await side.Read(new EntityAddress(EntityKind.CellDay, day), new ReadCellDay());
        }

        for (var i = 0; i < Sessions; i++)
        {
            await AskSession($"s{i}", new SessionCommand.Read());
        }

        await side.WhenSeen();
    }

    private SessionCommand RandomChoice(string session)
    {
        var model = side.Engine.Catalog.Current("shoe")!.Model;
        var characteristic = model.Characteristics[_random.Next(model.Characteristics.Length)];
        var value = characteristic.Values[_random.Next(characteristic.Values.Length)];
        return _random.Next(3) == 0
            ? new SessionCommand.Repair(characteristic.Name, value.Name)
            : new SessionCommand.Select(characteristic.Name, value.Name);
    }

    private async Task Order(string session)
    {
        await AskSession(session, new SessionCommand.Complete((CompletionGoal)_random.Next(2)));
        var order = new EntityAddress(EntityKind.Order, $"o{_made++}");
        side.Watch(order);
        _orders.Add(order);
        if (_views.TryGetValue(session, out var view))
        {
            var request = new OrderRequest(
                view.Owner, view.Code, plant.Lanes[_random.Next(plant.Lanes.Length)].Code, order.Key, "body");
            await side.Ask(order, _random.Next(2) == 0 ? new PlaceOrder(request) : new RequestQuote(request));
            await side.Ask(order, new ReadOrder());
        }
    }

    /// <summary>A run of one recipient, who now and then wants what there is not: nothing is placed at the same time as
    /// something else, so that both sides place it in the same order.</summary>
    private async Task Run()
    {
        var id = $"run-{_made++}";
        var run = new EntityAddress(EntityKind.Run, id);
        var batch = RunState.AddressOf(id, 1);
        var order = new EntityAddress(EntityKind.Order, $"{id}:1:1");
        foreach (var entity in (EntityAddress[])[run, batch, order])
        {
            side.Watch(entity);
        }

        var fields = ImmutableSortedDictionary<string, string>.Empty.Add("foot", "footLength").Add("toe", "toe");
        if (await side.Ask(run, new RunCommand.CreateRun("planner", new RunSettings(
            "shoe", 0, fields, (CompletionGoal)_random.Next(2), 1))) is not RunView view)
        {
            return;
        }

        var row = ImmutableArray.Create("248", _random.Next(3) == 0 ? "mauve" : "white");
        await side.Ask(batch, new RunBatchCommand.TakeRecipients("planner", view.State.Settings!, [row], "hash"));
        await side.Ask(run, new RunCommand.CountBatch(1, 1));
        await side.Ask(run, new RunCommand.SubmitRun());
        await side.Read(batch, new RunBatchCommand.ReadItem(0));
        await side.Ask(run, _random.Next(4) == 0 ? new RunCommand.RejectRun("ugly") : new RunCommand.ApproveRun());
        await side.Ask(run, new RunCommand.RetryFailed());
        await side.Read(batch, new RunBatchCommand.ReadBatch());
        await side.Read(run, new RunCommand.ReadRun());
    }

    private async Task Plant()
    {
        var cell = new EntityAddress(EntityKind.ProductionCell, plant.Cells[_random.Next(plant.Cells.Length)].Id);
        var stock = new EntityAddress(
            EntityKind.ComponentStock, plant.Components[_random.Next(plant.Components.Length)].Code);
        await (_random.Next(4) switch
        {
            0 => side.Ask(cell, new BreakCell("belt", null)),
            1 => side.Ask(cell, new RepairCell()),
            2 => side.Ask(stock, new ReceiveStock($"r{_made++}", _random.Next(1, 50))),
            _ => side.Ask(stock, new AdjustStock($"a{_made++}", -_random.Next(1, 5), "counted")),
        });
    }

    private async Task AskSession(string session, SessionCommand command)
    {
        var address = new EntityAddress(EntityKind.ConfigurationSession, session);
        side.Watch(address);
        if (await side.Ask(address, command) is SessionView view)
        {
            _views[session] = view;
        }
    }
}
