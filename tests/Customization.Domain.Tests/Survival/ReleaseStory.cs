using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Customers;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Runtime;
using Customization.Runtime.Journal;
using Customization.Runtime.Scheduling;

namespace Customization.Domain.Tests.Survival;

/// <summary>One of everything that a store can hold, as it is kept from each release: a customer, two products with a
/// rule set between them, sessions, quotes and orders at every stage.</summary>
internal static class ReleaseStory
{
    /// <summary>A Monday morning.</summary>
    public static readonly DateTimeOffset Start = new(2026, 11, 23, 6, 0, 0, TimeSpan.Zero);

    private const string RuleSet = """
        ruleSet: wear
        title: What can be worn
        rules: [{name: gold, rule: colour = gold => badge != print, message: Nothing prints on gold.}]
        """;

    private const string Cap = """
        product: cap
        title: Cap
        uses: [wear@latest]
        pricing:
          lists: {eur: {currency: EUR, base: 20.00}}
          policy: {kind: list}
          costs: {currency: EUR, components: {cloth: 1.00}, hours: {sewing: 30.00}}
        model:
          characteristics:
            colour: {title: Colour, values: {red: {}, gold: {price: 5.00}}}
            badge: {title: Badge, values: {none: {}, print: {price: 1.20}}}
        bom: [{component: cloth, quantity: 2}]
        routing: [{id: sew, capability: sewing, minutes: 60}]
        lanes: {post: {title: Post, price: 3.00}}
        """;

    private static readonly ImmutableArray<DayOfWeek> Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    private static readonly PlantDefinition Plant = new(
        [new ComponentDefinition("cloth", new ComponentTerms("Cloth", 2, 5, false), 30)],
        [new CellDefinition(
            "cell-0", new CellTerms("Cell 0", ["sewing"], false),
            CellCalendar.Weekdays(new MinuteInterval(420, 960)))],
        [new ShippingLane("post", "Post", 15 * 60, 2, Weekdays, Weekdays, [], false)]);

    /// <summary>Opens a store of the story at the time at which it was left.</summary>
    public static (EmbeddedCustomization Engine, VirtualTime Time) Open(string folder, DateTimeOffset at)
    {
        var time = new VirtualTime(at);
        return (EmbeddedCustomization.Open(new EmbeddedOptions(folder) { Lanes = Plant.Lanes, Time = time }), time);
    }

    public static EntityAddress Order(string id) => new(EntityKind.Order, id);

    public static async Task<OrderView> View(EmbeddedCustomization engine, string order) =>
        (OrderView)await engine.Ask(Order(order), new ReadOrder(), default);

    /// <summary>Lives through the story and keeps the store as it is then, changes and snapshots, in a file.</summary>
    public static async Task Write(string file)
    {
        var folder = Directory.CreateTempSubdirectory("customization-story").FullName;
        var (engine, time) = Open(folder, Start);
        await using (engine)
        {
            foreach (var (to, command) in Plant.Commands())
            {
                await engine.Ask(to, command, default);
            }

            await Publish(engine, "wear.yaml", RuleSet);
            await Publish(engine, "cap.yaml", Cap);
            time.Advance(TimeSpan.FromSeconds(2));
            await Tell(engine, time);
            StoreBackup.Save(folder, file);
        }

        Directory.Delete(folder, recursive: true);
    }

    /// <summary>Days pass, and what could be done by then is reported, until the customer has the goods.</summary>
    public static async Task Deliver(EmbeddedCustomization engine, VirtualTime time, string order)
    {
        for (var i = 0; (await View(engine, order)).Status != OrderStatus.Delivered && i < 500; i++)
        {
            // What follows from a report comes in its own time, however busy the machine is.
            await Task.Delay(10);
            time.Advance(TimeSpan.FromHours(6));
            foreach (var report in (Command[])
                [new CompleteOperation("sew"), new ShipOrder("T-1"), new ConfirmDelivery()])
            {
                await engine.Ask(Order(order), report, default);
            }
        }
    }

    private static async Task Tell(EmbeddedCustomization engine, VirtualTime time)
    {
        var ann = new EntityAddress(EntityKind.Customer, "ann");
        await engine.Ask(ann, new CustomerCommand.SetConsent(ConsentPurpose.Personalization, true), default);
        var session = new EntityAddress(EntityKind.ConfigurationSession, "s-1");
        await engine.Ask(session, new SessionCommand.Open("ann", "cap"), default);
        await engine.Ask(session, new SessionCommand.Select("colour", "gold"), default);
        await engine.Ask(session, new SessionCommand.Complete(CompletionGoal.Cheapest), default);
        var view = (SessionView)await engine.Ask(session, new SessionCommand.Save("golden"), default);
        foreach (var order in (string[])["delivered", "confirmed", "cancelled"])
        {
            await engine.Ask(Order(order), new PlaceOrder(Request(order, view.Code)), default);
            await Until(engine, time, order, OrderStatus.Confirmed);
        }

        await engine.Ask(Order("cancelled"), new CancelOrder("changed my mind"), default);
        await Deliver(engine, time, "delivered");
        await engine.Ask(Order("quoted"), new RequestQuote(Request("quoted", view.Code)), default);
        await Until(engine, time, "quoted", OrderStatus.Quoted);
        var cloth = new EntityAddress(EntityKind.ComponentStock, "cloth");
        await engine.Ask(cloth, new AnnounceReceipt("n-1", 10, new DateOnly(2026, 12, 24)), default);
        await engine.Ask(cloth, new AdjustStock("a-1", -1, "moths"), default);
    }

    private static OrderRequest Request(string order, string code) => new("ann", code, "post", order, "body " + order);

    private static async Task Until(
        EmbeddedCustomization engine, VirtualTime time, string order, OrderStatus status)
    {
        for (var tries = 0; (await View(engine, order)).Status != status; tries++)
        {
            if (tries > 500)
            {
                throw new TimeoutException($"{order} is {(await View(engine, order)).Status}, not {status}");
            }

            await Task.Delay(10);
            time.Advance(TimeSpan.FromMilliseconds(20));
        }
    }

    private static async Task Publish(EmbeddedCustomization engine, string file, string text)
    {
        PublicationStep? last = null;
        await foreach (var step in engine.Publish(DefinitionFiles.Of(file, text), "author", default))
        {
            last = step;
        }

        if (last is not PublicationStep.Published)
        {
            throw new InvalidOperationException($"{file}: {last}");
        }
    }
}
