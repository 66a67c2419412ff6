using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong with orders that ship in lots.</summary>
internal static class LotBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Seeing<OrderState, ShipOrder>("a lot leaves before its work is done", (state, command) =>
            With(state, command.Lot, lot => lot with { Finished = lot.Finished ?? new PlantMinute(1) })),
        Seeing<OrderState, CompleteOperation>("a lot is finished before it is packed", (state, command) =>
            state.Item is { Work.Lots.IsEmpty: false } item
                ? state with
                {
                    Item = item with
                    {
                        Work = item.Work with
                        {
                            Lots = [.. item.Work.Lots.Select(lot => lot with
                            {
                                Operations = [.. lot.Operations.Where(id => !id.EndsWith(".pack"))],
                            })],
                        },
                    },
                }
                : state),
        Seeing<OrderState, ShipOrder>("a lot leaves before the one before it", (state, command) =>
            With(state, command.Lot - 1, lot => lot with { ShippedAt = lot.ShippedAt ?? DateTimeOffset.MinValue })),
        Seeing<OrderState, ShipOrder>("a lot that has left leaves again", (state, command) =>
            With(state, command.Lot, lot => lot with { ShippedAt = null })),
        Seeing<OrderState, ConfirmDelivery>("a lot arrives before it has left", (state, command) =>
            With(state, command.Lot, lot => lot with { ShippedAt = lot.ShippedAt ?? DateTimeOffset.MinValue })),
        Seeing<OrderState, CancelOrder>("an order is cancelled after a lot of it has left", (state, _) =>
            state with { Lots = [] }),
        Changing<OrderState>("an order of which a lot has left is cancelled as a whole", (_, each) =>
            each is LotsCancelled cancelled
                ? new OrderEnded(OrderStatus.Cancelled, cancelled.Lots.Code, cancelled.Lots.Detail, cancelled.At)
                : each),
        Changing<OrderState>("lots that never come are to be paid", (_, each) =>
            each is LotsCancelled { Lots: var lots } cancelled
                ? cancelled with { Lots = lots with { Price = lots.Price with { Minor = 0 } } }
                : each),
        Seeing<OrderState, TimerFired>("the first lot takes the components of all", (state, _) => state with
        {
            Claims = state.Claims.SetItems(state.Claims.Values.OfType<ComponentClaim>()
                .Where(claim => claim.Plan.Lot > 0)
                .Select(claim => KeyValuePair.Create<string, OrderClaim>(
                    claim.Key, claim with { Plan = claim.Plan with { Lot = 1 } }))),
        }),
        Changing<OrderState>("a lot is promised a day early", (_, each) => each is OrderConfirmed
            { Promise.Lots: { IsEmpty: false } lots } confirmed
            ? confirmed with { Promise = confirmed.Promise with { Lots = Early(lots) } }
            : each),
        Changing<OrderState>("a new promise moves a lot that has left", (state, each) =>
            each is OrderConfirmed { Promise.Lots.Length: > 1 } confirmed && state.Lots is [{ ShippedAt: not null }, ..]
                ? confirmed with
                {
                    Promise = confirmed.Promise with
                    {
                        Lots = confirmed.Promise.Lots.SetItem(0, confirmed.Promise.Lots[0] with
                        {
                            DeliveryDate = confirmed.Promise.Lots[0].DeliveryDate.AddDays(-1),
                        }),
                    },
                }
                : each),
    ];

    private static ImmutableArray<LotPromise> Early(ImmutableArray<LotPromise> lots) =>
        lots.SetItem(0, lots[0] with { ShipDate = lots[0].ShipDate.AddDays(-1) });

    private static OrderState With(OrderState state, int lot, Func<OrderLot, OrderLot> change)
    {
        if (state.Item is not { } item || lot < 1 || lot > item.Work.Lots.Length)
        {
            return state;
        }

        var lots = item.Work.Lots.Select((_, i) => state.LotAt(i)).ToImmutableArray();
        return state with { Lots = lots.SetItem(lot - 1, change(lots[lot - 1])) };
    }
}
