using System.Collections.Immutable;
using Customization.Domain.Catalog.Explosion;
using Customization.Domain.Customers;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;
using Customization.Domain.Stock;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong in an order's saga and around it.</summary>
internal static class OrderBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        .. Intents,
        .. Claims,
        .. Fulfilment,
    ];

    private static IEnumerable<PlantedBug> Intents =>
    [
        Seeing<OrderState, PlaceOrder>("a repeated order starts again", (state, _) => OrderState.Initial(state.Id)),
        Hearing<OrderState, PlaceOrder>("the same key with another body is accepted", (state, command) =>
            state.Placed is { } placed
                ? new PlaceOrder(command.Request with { BodyHash = placed.BodyHash })
                : command),
        On<OrderState, PlaceOrder>("a repeat is told that it was placed before", (state, command, site, honest) =>
            state.Placed is null
                ? honest(state, command, site.Context)
                : (null, new OrderRejection.AlreadyPlaced(state.Id))),
        Seeing<OrderState, AcceptQuote>("a quote is accepted after its end", (state, _) =>
            state with { QuoteExpires = DateTimeOffset.MaxValue }),
        Ignoring<OrderState, CancelOrder>("a cancellation is acknowledged and forgotten"),
        Seeing<OrderState, ClaimKey>("a key is bound again", (state, _) => state with { Claimed = null }),
        Ignoring<CustomerState, CustomerCommand.RecordOrder>("an order is missing in its customer's list"),
        Seeing<CustomerState, CustomerCommand.RecordOrder>("an order is twice in its customer's list", (state, _) =>
            state with { Orders = [] }),
        Ignoring<CustomerState, CustomerCommand.SaveConfiguration>("a saved configuration is forgotten"),
    ];

    private static IEnumerable<PlantedBug> Claims =>
    [
        Changing<OrderState>("a cancelled order forgets to release", (_, each) => each switch
        {
            Effect.Send { Command: ReleaseHold or ReleaseSlot } => null,
            ClaimMoved { Phase: ClaimPhase.Releasing } moved => new ClaimEnded(moved.Key),
            _ => each,
        }),
        Seeing<OrderState, EffectReplied>("an order is confirmed with holds alone", (state, _) => state with
        {
            Claims = Map(state, claim => claim.Phase == ClaimPhase.Held && !state.IsQuote
                ? claim with { Phase = ClaimPhase.Reserved }
                : claim),
        }),
        Hearing<OrderState, EffectReplied>("a refusal to reserve counts as a yes", (_, replied) =>
            replied.Key.StartsWith("confirm|", StringComparison.Ordinal)
                ? replied with { Reply = Done.Instance }
                : replied),
        Seeing<OrderState, EffectReplied>("an order is confirmed before the last answer", (state, _) => state with
        {
            Claims = Map(state, claim => claim.Phase == ClaimPhase.Confirming
                ? claim with { Phase = ClaimPhase.Reserved }
                : claim),
        }),
        Ignoring<OrderState, SlotLost>("an order does not hear that its slot is lost"),
        Ignoring<OrderState, StockLost>("an order does not hear that its stock is lost"),
        Changing<OrderState>("an order asks for a piece less", (_, each) =>
            each is Effect.Send { Command: PlaceHold { Quantity: > 1 } hold } send
                ? send with { Command = hold with { Quantity = hold.Quantity - 1 } }
                : each),
        Changing<OrderState>("an operation does not wait for the one before", (_, each) =>
            each is Effect.Send { Command: HoldSlot hold } send
                ? send with { Command = hold with { NotBefore = 0 } }
                : each),
        Dropping<OrderState>("an order never wakes by itself", each => each is Effect.SetTimer),
        Dropping<OrderState>("an order forgets to ask for a slot", each => each is Effect.Send { Command: HoldSlot }),
    ];

    private static IEnumerable<PlantedBug> Fulfilment =>
    [
        Seeing<OrderState, ShipOrder>("goods are shipped before they are made", (state, _) =>
            state.Status == OrderStatus.Producing ? state with { Status = OrderStatus.Produced } : state),
        Seeing<OrderState, CompleteOperation>("an operation is done before those it waits for", (state, _) =>
            state.Item is { } item
                ? state with { Item = item with { Work = Free(item.Work) } }
                : state),
        Changing<OrderState>("goods that leave late keep their old promise", (state, each) =>
            each is OrderShipped shipped ? shipped with { Promise = state.Promise! } : each),
        Changing<OrderState>("an order is promised a day early", (_, each) => each is OrderConfirmed confirmed
            ? confirmed with
            {
                Promise = confirmed.Promise with { DeliveryDate = confirmed.Promise.DeliveryDate.AddDays(-1) },
            }
            : each),
        Changing<OrderState>("a promise is made anew without a reason", (_, each) =>
            each is OrderConfirmed confirmed ? confirmed with { Reason = "" } : each),
        Dropping<OrderState>("production starts without taking the goods", each =>
            each is Effect.Send { Command: ConsumeReservation }),
        Changing<OrderState>("an order starts while goods are missing", (_, each) =>
            each is ClaimMoved { Phase: ClaimPhase.Consuming } moved
                ? moved with { Phase = ClaimPhase.Consumed }
                : each is Effect.Send { Command: ConsumeReservation } ? null : each),
        Changing<OrderState>("the price leaves out delivery", (_, each) => each is OrderPlaced placed
            ? placed with
            {
                Item = placed.Item with
                {
                    Price = placed.Item.Price with { Total = placed.Item.Price.Lines[0].Amount },
                },
            }
            : each),
    ];

    private static WorkOrder Free(WorkOrder work) =>
        work with { Routing = [.. work.Routing.Select(operation => operation with { After = [] })] };

    private static ImmutableSortedDictionary<string, OrderClaim> Map(
        OrderState state, Func<OrderClaim, OrderClaim> change) =>
        state.Claims.SetItems(state.Claims.Select(claim => KeyValuePair.Create(claim.Key, change(claim.Value))));
}
