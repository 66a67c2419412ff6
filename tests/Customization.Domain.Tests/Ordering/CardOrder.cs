using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Parameters;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Sessions;
using Customization.Domain.Stock;
using Customization.Domain.Tests.Products;
using Customization.Kernel.Queries;
using Xunit;

namespace Customization.Domain.Tests.Ordering;

/// <summary>Ann's order o1 of cards that ship in lots of two, five of them where nothing else is said. The printer is
/// open for a card in the morning and one in the afternoon.</summary>
internal static class CardOrder
{
    private const string Cards =
        """
        product: cards
        pricing:
          lists: {eur: {currency: EUR, base: 5.00}}
          costs: {currency: EUR, components: {cloth: 1.00}, hours: {print: 60.00, pack: 30.00}}
        model:
          parts:
            card: {count: 1..6, routing: [{id: print, capability: print, minutes: 170}]}
        lots:
          of: card
          size: 2
          bom: [{component: cloth}]
          routing: [{id: pack, capability: pack, minutesEach: 5, after: [card.print]}]
        lanes: {post: {title: Post, price: 0}, express: {title: Express, price: 0}}
        """;

    private static readonly PublishedProduct Product = Definitions.Publish(Cards);

    /// <summary>The work on the cards.</summary>
    public static readonly string[] Prints = [.. Enumerable.Range(1, 5).Select(card => $"card[{card}].print")];

    public static PlantWorld World(
        bool automatic, int cards = 5, string lane = "post", CellCalendar? printer = null)
    {
        var world = new PlantWorld(TestPlant.Plant(automatic), 1, new OneProductCatalog(Product));
        if (printer is not null)
        {
            world.Ask(new EntityAddress(EntityKind.ProductionCell, "printer"), new ChangeCalendar(printer));
            world.Settle();
        }

        var code = new CodedConfiguration(
            Product, Selection.From([cards - 1]), ImmutableSortedDictionary<string, ParameterValue>.Empty,
            SessionTerms.Default).Write();
        world.Ask("o1", new PlaceOrder(new OrderRequest("ann", code, lane, "key", "body")));
        world.Settle();
        return world;
    }

    public static DateTimeOffset At(int day, int hour, int minute) =>
        new(2026, 11, day, hour, minute, 0, TimeSpan.Zero);

    public static void Complete(PlantWorld world, params string[] operations) =>
        Do(world, [.. operations.Select(operation => new CompleteOperation(operation))]);

    public static void Do(PlantWorld world, params Command[] commands)
    {
        foreach (var command in commands)
        {
            Assert.Equal(Done.Instance, world.Ask("o1", command));
            world.Settle();
        }
    }

    public static string Refusal(PlantWorld world, Command command)
    {
        var before = State(world).Version;
        var rejection = Assert.IsType<Rejection>(world.Ask("o1", command), exactMatch: false);
        Assert.Equal(before, State(world).Version);
        Assert.NotEmpty(rejection.Detail);
        return rejection.Code;
    }

    public static string[] Dates(OrderView view) =>
    [
        .. view.Lots.Where(lot => lot.Promise is not null).Select(lot =>
            $"{lot.From}-{lot.To} {lot.Promise!.ShipDate:MMdd} {lot.Promise.DeliveryDate:MMdd}"),
    ];

    public static string[] Stages(PlantWorld world) =>
    [
        .. View(world).Lots.Select(lot => lot.Progress switch
        {
            _ when lot.IsCancelled => "cancelled",
            { DeliveredAt: not null } => "delivered",
            { ShippedAt: not null } => "shipped",
            { Finished: not null } => "finished",
            _ => "open",
        }),
    ];

    public static OrderView View(PlantWorld world) => Assert.IsType<OrderView>(world.Ask("o1", new ReadOrder()));

    public static Envelope<OrderState> State(PlantWorld world) =>
        world.Find<OrderState>(new EntityAddress(EntityKind.Order, "o1"))!;

    public static StockState Cloth(PlantWorld world) =>
        world.Find<StockState>(new EntityAddress(EntityKind.ComponentStock, "cloth"))!.State;
}
