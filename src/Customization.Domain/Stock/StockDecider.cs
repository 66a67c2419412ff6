using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Kernel;

namespace Customization.Domain.Stock;

/// <summary>The rules of one component: nobody is promised what is not there on the day it is needed.</summary>
/// <remarks>One timer, <see cref="SweepTimer"/>, does everything that comes with time; see <see cref="StockSweep"/>.
/// </remarks>
public sealed class StockDecider : IDecider<StockState>
{
    /// <summary>Expires holds, brings or slips receipts, forgets ended holds.</summary>
    public const string SweepTimer = "sweep";

    private StockDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.ComponentStock;

    /// <inheritdoc/>
    public static StockState Initial(string key) => StockState.Initial(key);

    /// <inheritdoc/>
    public static StockState Evolve(StockState state, Event @event) => StockEvolution.Evolve(state, @event);

    /// <inheritdoc/>
    public static Decision Decide(StockState state, Command command, DecisionContext context)
    {
        var turn = new StockTurn(state, context.Now);
        if (command is EffectReplied)
        {
            return turn.Answer(Done.Instance);
        }

        if (state.Terms is null && command is not (DefineComponent or ReleaseHold))
        {
            return turn.Answer(new StockRejection.Unknown(state.Component));
        }

        var reply = command switch
        {
            DefineComponent define => Define(turn, define),
            ReceiveStock receive => Receive(turn, receive),
            AdjustStock adjust => Adjust(turn, adjust),
            AnnounceReceipt announce => Announce(turn, announce),
            PlaceHold place => StockHolds.Place(turn, place),
            ConfirmHold confirm => StockHolds.Confirm(turn, confirm),
            ConsumeReservation consume => StockHolds.Consume(turn, consume),
            ReleaseHold release => StockHolds.Release(turn, release),
            TimerFired { Name: SweepTimer } => StockSweep.Run(turn),
            ReadStock => View(turn),
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command of a component"),
        };
        if (reply is not Rejection)
        {
            GiveUpUncovered(turn, command);
            var before = command is TimerFired ? null : StockSweep.Due(turn.Before);
            turn.Wake(SweepTimer, before, StockSweep.Due(turn.State));
        }

        return turn.Answer(reply);
    }

    private static Reply Define(StockTurn turn, DefineComponent command)
    {
        var terms = command.Terms;
        if (terms.LeadTimeDays is < 0 or > StockLimits.LeadTimeDaysMax
            || terms.LotSize is < 1 or > StockLimits.QuantityMax
            || terms.Name.Length > StockLimits.TextLengthMax)
        {
            return new StockRejection.InvalidQuantity(terms.LotSize);
        }

        if (command.OnHand is < 0 or > StockLimits.QuantityMax)
        {
            return new StockRejection.InvalidQuantity(command.OnHand);
        }

        var isNew = turn.State.Terms is null;
        if (turn.State.Terms != terms)
        {
            turn.Record(new ComponentDefined(terms));
        }

        if (isNew && command.OnHand > 0)
        {
            turn.Record(new StockReceived("initial", command.OnHand));
        }

        return Done.Instance;
    }

    private static Reply Receive(StockTurn turn, ReceiveStock command)
    {
        if (turn.State.RecentIds.Contains(command.ReceiptId))
        {
            return Done.Instance;
        }

        if (command.Quantity is < 1 or > StockLimits.QuantityMax
            || command.Quantity + (long)turn.State.OnHand > StockLimits.OnHandMax
            || command.ReceiptId.Length is 0 or > StockLimits.TextLengthMax)
        {
            return new StockRejection.InvalidQuantity(command.Quantity);
        }

        turn.Record(new StockReceived(command.ReceiptId, command.Quantity));
        return Done.Instance;
    }

    private static Reply Adjust(StockTurn turn, AdjustStock command)
    {
        if (turn.State.RecentIds.Contains(command.AdjustmentId))
        {
            return Done.Instance;
        }

        var onHand = turn.State.OnHand + (long)command.Delta;
        if (command.Delta is 0 or < -StockLimits.OnHandMax or > StockLimits.QuantityMax
            || onHand is < 0 or > StockLimits.OnHandMax
            || command.AdjustmentId.Length is 0 or > StockLimits.TextLengthMax
            || command.Reason.Length > StockLimits.TextLengthMax)
        {
            return new StockRejection.InvalidQuantity(command.Delta);
        }

        turn.Record(new StockAdjusted(command.AdjustmentId, command.Delta, command.Reason));
        return Done.Instance;
    }

    private static Reply Announce(StockTurn turn, AnnounceReceipt command)
    {
        if (turn.State.RecentIds.Contains(command.ReceiptId) || turn.State.Receipts.ContainsKey(command.ReceiptId))
        {
            return Done.Instance;
        }

        if (command.Quantity is < 1 or > StockLimits.QuantityMax
            || command.Date < turn.Today || command.Date > turn.Today.AddDays(StockLimits.LeadTimeDaysMax)
            || command.ReceiptId.Length is 0 or > StockLimits.TextLengthMax)
        {
            return new StockRejection.InvalidQuantity(command.Quantity);
        }

        if (turn.State.Receipts.Count >= StockLimits.ReceiptsMax)
        {
            return new StockRejection.Full(turn.State.Component);
        }

        turn.Record(new ReceiptAnnounced(command.ReceiptId, command.Quantity, command.Date));
        return Done.Instance;
    }

    private static StockView View(StockTurn turn)
    {
        var state = turn.State;
        return new StockView(
            state.Component, state.Terms!, state.OnHand, state.Receipts, state.Claims.ById,
            StockLedger.Available(state, turn.Today));
    }

    private static void GiveUpUncovered(StockTurn turn, Command command)
    {
        if (ReferenceEquals(turn.Before, turn.State))
        {
            return;
        }

        while (StockLedger.Uncovered(turn.State, turn.Today) is { } holdId)
        {
            Invariant.Check(command is not PlaceHold, "a hold took what was promised to another");
            var state = turn.State;
            var quantity = state.Claims[holdId].Quantity;
            const string reason = "stock-short";
            turn.Record(new ReservationLost(holdId, reason));
            turn.Then(new Effect.Send(
                $"lost|{holdId}", new EntityAddress(EntityKind.Order, HoldId.OrderOf(holdId)),
                new Ordering.StockLost(
                    holdId, state.Component, StockLedger.Earliest(turn.State, quantity, turn.Today), reason)));
        }
    }
}
