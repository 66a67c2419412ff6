using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Stock;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong in a store room.</summary>
internal static class StockBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Seeing<StockState, ReceiveStock>("a receipt that is repeated counts again", (state, _) =>
            state with { RecentIds = [] }),
        Seeing<StockState, AdjustStock>("an adjustment that is repeated counts again", (state, _) =>
            state with { RecentIds = [] }),
        Seeing<StockState, PlaceHold>("a hold takes what is promised to others", (state, _) =>
            state with { OnHand = state.OnHand + 1000 }),
        Seeing<StockState, PlaceHold>("a late copy of a hold claims again", (state, _) =>
            state with { Ended = EndedHolds.None }),
        Seeing<StockState, ConfirmHold>("a hold is reserved after its expiry", (state, command) =>
            state.Claims.TryGet(command.HoldId, out var claim)
                ? state with
                {
                    Claims = state.Claims.With(command.HoldId, claim with { Expires = DateTimeOffset.MaxValue }),
                }
                : state),
        Seeing<StockState, ConsumeReservation>("goods that are asked for twice leave twice", (state, command) =>
            state.Claims.TryGet(command.HoldId, out var claim)
                ? state with
                {
                    Claims = state.Claims.With(command.HoldId, claim with { Status = ClaimStatus.Reserved }),
                }
                : state),
        On<StockState, ReleaseHold>("a release brings taken goods back", (state, command, site, honest) =>
        {
            var (change, reply) = honest(state, command, site.Context);
            return change is not null && state.Claims.TryGet(command.HoldId, out var claim)
                && claim.Status == ClaimStatus.Consumed
                ? (change with
                {
                    Events = change.Events.Add(new StockReceived($"back-{command.HoldId}", claim.Quantity)),
                }, reply)
                : (change, reply);
        }),
        Dropping<StockState>("no hold expires", each => each is HoldExpired),
        Dropping<StockState>("an order is not told that its stock is lost", each =>
            each is Effect.Send { Command: StockLost }),
        Changing<StockState>("a receipt that reports itself comes in twice as large", (_, each) =>
            each is StockReceived { ReceiptId: not "initial" } received
                ? received with { Quantity = received.Quantity * 2 }
                : each),
        Changing<StockState>("a hold is a piece short", (_, each) =>
            each is HoldPlaced { Quantity: > 1 } placed ? placed with { Quantity = placed.Quantity - 1 } : each),
        Ignoring<StockState, ReleaseHold>("nothing is released"),
        Ignoring<StockState, AdjustStock>("an adjustment is acknowledged and forgotten"),
    ];
}
