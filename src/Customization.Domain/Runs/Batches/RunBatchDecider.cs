using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;

namespace Customization.Domain.Runs.Batches;

/// <summary>The rules of a batch of a run: each recipient becomes one order, or one set of documents, or a failure with
/// its reason.</summary>
/// <remarks>At most <see cref="RunLimits.ItemsInFlight"/> orders are waited for; the next one is placed when one tells
/// what became of it. Order and idempotency key follow from run, batch and item, so a repeat after a crash finds the
/// same order.</remarks>
public sealed class RunBatchDecider : IDecider<RunBatchState>
{
    private const string CountKey = "count";

    private RunBatchDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.RunBatch;

    /// <inheritdoc/>
    public static Durability Durability => Durability.Coalesced;

    /// <inheritdoc/>
    public static bool LeavesSoon(RunBatchState state) => state.Phase is BatchPhase.Waiting or BatchPhase.Settled;

    /// <inheritdoc/>
    public static RunBatchState Initial(string key) => RunBatchState.Initial(key);

    /// <inheritdoc/>
    public static RunBatchState Evolve(RunBatchState state, Event @event) => RunBatchEvolution.Evolve(state, @event);

    /// <inheritdoc/>
    public static Decision Decide(RunBatchState state, Command command, DecisionContext context)
    {
        var turn = new BatchTurn(state, context);
        switch (command)
        {
            case RunBatchCommand.TakeRecipients take:
                return Take(turn, take);
            case EffectReplied { Key: CountKey, Reply: Rejection }:
                Items.Forget(turn);
                break;
            case EffectReplied replied:
                Items.Placed(turn, replied);
                break;
            case TimerFired:
                break;
            case RunBatchCommand.SettleItem settle:
                Items.Settle(turn, settle);
                break;
            case RunBatchCommand.BeginBatch begin:
                Tell(turn, BatchPhase.Running, begin.Step, begin.Round);
                break;
            case RunBatchCommand.HoldBatch hold:
                Tell(turn, BatchPhase.Held, hold.Step, state.Round);
                break;
            case RunBatchCommand.StopBatch stop:
                Tell(turn, BatchPhase.Stopped, stop.Step, state.Round);
                break;
            case RunBatchCommand.ForgetItems:
                Items.Forget(turn);
                return turn.Answer(Done.Instance);
            case RunBatchCommand.CorrectItem correct:
                return Items.Correct(turn, correct);
            case RunBatchCommand.ReadItem read:
                return Decision.Answer(Items.Has(state, read.Item)
                    ? Items.View(turn, read.Item)
                    : Items.Unknown(state, read.Item));
            case RunBatchCommand.ReadBatch:
                return Decision.Answer(new RunBatchView(state));
            default:
                throw new InvalidOperationException($"{command.GetType().Name} is no command of a batch");
        }

        Advance(turn);
        return turn.Answer(Done.Instance);
    }

    /// <summary>Has them counted too: a run that does not take them any more never tells the batch to forget them, so
    /// it forgets them by itself.</summary>
    private static Decision Take(BatchTurn turn, RunBatchCommand.TakeRecipients take)
    {
        var state = turn.State;
        if (state.Settings is not null)
        {
            return Decision.Answer(
                state.Hash == take.Hash ? new RunBatchView(state) : new RunRejection.BatchReused(state.Number));
        }

        var length = take.Rows.Sum(row => row.Sum(value => value.Length));
        if (state.Number is < 1 or > RunLimits.BatchesMax || take.Rows.Length is 0 or > RunLimits.BatchItemsMax
            || length > RunLimits.BatchLengthMax)
        {
            return Decision.Answer(new RunRejection.InvalidBatch(
                $"Batches are numbered 1 to {RunLimits.BatchesMax} and have 1 to {RunLimits.BatchItemsMax} recipients "
                + $"with at most {RunLimits.BatchLengthMax} characters; this is batch {state.Number} with "
                + $"{take.Rows.Length} recipients and {length} characters."));
        }

        turn.Record(new RunBatchEvent.RecipientsTaken(take.Owner, take.Settings, take.Rows, take.Hash));
        turn.Then(new Effect.Send(
            CountKey, state.RunAddress, new RunCommand.CountBatch(state.Number, take.Rows.Length)));
        return turn.Answer(new RunBatchView(turn.State));
    }

    private static void Tell(BatchTurn turn, BatchPhase phase, long step, int round)
    {
        if (step <= turn.State.Step)
        {
            return;
        }

        // What is settled in this round has told so; only a later round begins it anew.
        var isOver = turn.State.Phase == BatchPhase.Settled && round == turn.State.Round;
        turn.Record(new RunBatchEvent.PhaseChanged(isOver ? BatchPhase.Settled : phase, step, round));
    }

    /// <summary>Begins items while there is room, and tells the run once there is nothing more to do.</summary>
    private static void Advance(BatchTurn turn)
    {
        var underWay = turn.State.CountOf(RunItemStatus.UnderWay);
        for (var item = 0; turn.State.Phase == BatchPhase.Running && item < turn.State.Items.Length; item++)
        {
            if (turn.State.Items[item].Status == RunItemStatus.Waiting && underWay < RunLimits.ItemsInFlight)
            {
                Items.Begin(turn, item);
                underWay += turn.State.Items[item].Status == RunItemStatus.UnderWay ? 1 : 0;
            }
        }

        var state = turn.State;
        var isDone = underWay == 0
            && (state.Phase == BatchPhase.Stopped
                || (state.Phase is BatchPhase.Running or BatchPhase.Held
                    && state.CountOf(RunItemStatus.Waiting) == 0));
        if (isDone)
        {
            turn.Record(new RunBatchEvent.PhaseChanged(BatchPhase.Settled, state.Step, state.Round));
            turn.Then(new Effect.Send(
                FormattableString.Invariant($"settled:{state.Round}"), state.RunAddress,
                new RunCommand.SettleBatch(
                    state.Number, state.Round, state.CountOf(RunItemStatus.Made),
                    state.CountOf(RunItemStatus.Failed))));
        }
    }
}
