using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Sessions;

namespace Customization.Cluster.Tests.Agreement;

/// <summary>An order of three albums that ship in lots of two: made, shipped and delivered lot by lot.</summary>
internal sealed class LotScript(Side side, string lane)
{
    private static readonly EntityAddress Order = new(EntityKind.Order, "albums");

    private string Albums => $$$$"""
        product: albums
        pricing: {lists: {eur: {currency: EUR, base: 30.00}}}
        model:
          characteristics:
            paper: {values: [white, black]}
          parts:
            book: {count: 3, routing: [{id: bind, capability: album-binding, minutes: 30}]}
        lots:
          of: book
          size: 2
          bom: [{component: shoe-box}]
          routing: [{id: pack, capability: album-binding, minutesEach: 2, after: [book.bind]}]
        lanes:
          {{{{lane}}}}: {}
        """;

    /// <summary>Tells it to its end.</summary>
    public async Task Tell()
    {
        var binder = new EntityAddress(EntityKind.ProductionCell, "album-binder");
        var session = new EntityAddress(EntityKind.ConfigurationSession, "albums");
        foreach (var entity in (EntityAddress[])[binder, session, Order])
        {
            side.Watch(entity);
        }

        await side.Ask(binder, new DefineCell(
            new CellTerms("Binder", ["album-binding"], AutomaticCompletion: false),
            CellCalendar.Daily(new MinuteInterval(0, 24 * 60))));
        await side.Publish(DefinitionFiles.Of("albums.yaml", Albums));
        await side.Ask(session, new SessionCommand.Open("customer-0", "albums"));
        var view = Assert.IsType<SessionView>(
            await side.Ask(session, new SessionCommand.Complete(CompletionGoal.Cheapest)));
        await side.Ask(Order, new PlaceOrder(new OrderRequest("customer-0", view.Code, lane, "albums", "body")));
        await side.MoveTo(side.Time.GetUtcNow() + TimeSpan.FromHours(1));
        await Ask(new ShipOrder("too early", 1));
        await Make("book[1].bind", "book[2].bind", "lot[1].pack");
        await Ask(new ShipOrder("T1", 1), new CancelOrder("too late"), new ConfirmDelivery(1), new ReadOrder());
        await Make("book[3].bind", "lot[2].pack");
        await Ask(new ShipOrder("T2"), new ConfirmDelivery(), new ReadOrder());
    }

    private Task Make(params string[] operations) =>
        Ask([.. operations.Select(operation => new CompleteOperation(operation))]);

    private async Task Ask(params Command[] commands)
    {
        foreach (var command in commands)
        {
            await side.Ask(Order, command);
        }
    }
}
