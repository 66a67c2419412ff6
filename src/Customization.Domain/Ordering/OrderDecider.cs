using Customization.Domain.Entities;
using Customization.Domain.Runs.Batches;

namespace Customization.Domain.Ordering;

/// <summary>The rules of one order: a saga over components and cell-days that ends, whatever happens, either delivered
/// or holding nothing.</summary>
/// <remarks>Where to find what: <see cref="OrderPlacement"/> takes the customer's commands, <see cref="OrderPlanning"/>
/// plans and plans again, <see cref="OrderClaims"/> acquires and gives up claims and hears their owners,
/// <see cref="OrderFulfilment"/> follows production and shipping, <see cref="OrderLots"/> that of lots. One timer,
/// <see cref="NextTimer"/>, is due whenever <see cref="OrderClock"/> says that waiting ends.</remarks>
public sealed class OrderDecider : IDecider<OrderState>
{
    /// <summary>The one timer of an order.</summary>
    public const string NextTimer = "next";

    private OrderDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.Order;

    /// <inheritdoc/>
    public static string? OwnerOf(OrderState state) => state.CustomerId is { Length: > 0 } owner ? owner : null;

    /// <inheritdoc/>
    public static bool LeavesSoon(OrderState state) => state is { Run: not null, Outcome: not null };

    /// <inheritdoc/>
    public static OrderState Initial(string key) => OrderState.Initial(key);

    /// <inheritdoc/>
    public static OrderState Evolve(OrderState state, Event @event) => OrderEvolution.Evolve(state, @event);

    /// <inheritdoc/>
    public static Decision Decide(OrderState state, Command command, DecisionContext context)
    {
        var turn = new OrderTurn(state, context);
        var reply = command switch
        {
            RequestQuote request => OrderPlacement.Place(turn, request.Request, isQuote: true),
            PlaceOrder place => OrderPlacement.Place(turn, place.Request, isQuote: false),
            ClaimKey claim => OrderPlacement.Claim(turn, new IntentStamp(claim.IdempotencyKey, claim.BodyHash)),
            SlotLost lost => OrderClaims.Lost(turn, lost),
            StockLost lost => OrderClaims.Lost(turn, lost),
            EffectReplied replied => OrderClaims.Answered(turn, replied),
            TimerFired { Name: NextTimer } => OrderClock.Tick(turn),
            ForgetPerson when state.Status == OrderStatus.Unknown => Done.Instance,
            _ when state.Status == OrderStatus.Unknown => new OrderRejection.Unknown(state.Id),
            AcceptQuote accept => OrderPlacement.Accept(turn, accept),
            CancelOrder cancel => OrderPlacement.Cancel(turn, cancel),
            CompleteOperation complete => OrderFulfilment.Complete(turn, complete),
            ShipOrder ship => OrderFulfilment.Ship(turn, ship),
            ConfirmDelivery delivery => OrderFulfilment.Deliver(turn, delivery),
            ForgetPerson forget => OrderPlacement.Forget(turn, forget),
            ReportSaleAgain again => OrderSale.Again(turn, again),
            ReadOrder => OrderPlacement.View(turn),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command of an order"),
        };
        if (turn.State is { IsForgottenAtEnd: true } ended && ended.Status.IsEnded())
        {
            turn.Record(new PersonForgotten(turn.Now));
        }

        TellRun(turn);
        var before = command is TimerFired ? null : OrderClock.Due(state);
        turn.Wake(NextTimer, before, OrderClock.Due(turn.State));
        return turn.Answer(reply);
    }

    /// <summary>The run hears once what first became of its order.</summary>
    private static void TellRun(OrderTurn turn)
    {
        if (turn.State is { Run: { } run, Outcome: { } outcome } && turn.Before.Outcome is null)
        {
            turn.Then(new Effect.Send(
                "run", new EntityAddress(EntityKind.RunBatch, run.Batch),
                new RunBatchCommand.SettleItem(run.Item, turn.State.Id, outcome.Code, outcome.Detail)));
        }
    }
}
