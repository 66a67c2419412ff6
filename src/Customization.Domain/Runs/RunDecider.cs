using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Runs.Batches;

namespace Customization.Domain.Runs;

/// <summary>The rules of a mass run: recipients first, then samples, then a few batches at a time until all items are
/// settled.</summary>
/// <remarks>A run places no orders itself and knows no recipient: <see cref="RunBatchDecider"/> does. So what it stores
/// and sends does not grow with the work under way.</remarks>
public sealed class RunDecider : IDecider<RunState>
{
    private RunDecider()
    {
    }

    /// <inheritdoc/>
    public static EntityKind Kind => EntityKind.Run;

    /// <inheritdoc/>
    public static Durability Durability => Durability.Coalesced;

    /// <inheritdoc/>
    public static string? OwnerOf(RunState state) => state.Owner.Length > 0 ? state.Owner : null;

    /// <inheritdoc/>
    public static RunState Initial(string key) => RunState.Initial(key);

    /// <inheritdoc/>
    public static RunState Evolve(RunState state, Event @event) => RunEvolution.Evolve(state, @event);

    /// <inheritdoc/>
    public static Decision Decide(RunState state, Command command, DecisionContext context)
    {
        var turn = new RunTurn(state, context.Now);
        var refusal = command switch
        {
            RunCommand.CreateRun create => Create(turn, create, context),
            EffectReplied replied => RunForgetting.Answered(turn, replied),
            TimerFired fired => RunForgetting.Due(turn, fired),
            _ when state.Status == RunStatus.Unknown => new RunRejection.Unknown(state.Id),
            RunCommand.CountBatch count => Count(turn, count),
            RunCommand.SubmitRun => Submit(turn),
            RunCommand.ApproveRun => Go(turn, RunStatus.Reviewing, RunStatus.Running, () => Begin(turn)),
            RunCommand.RejectRun reject => Go(turn, RunStatus.Reviewing, RunStatus.Rejected, () =>
                turn.Record(new RunEvent.RunEnded(RunStatus.Rejected, Short(reject.Reason), turn.Now))),
            RunCommand.PauseRun => Go(turn, RunStatus.Running, RunStatus.Paused, () =>
            {
                turn.Record(new RunEvent.RunPaused());
                Tell(turn, step => new RunBatchCommand.HoldBatch(step));
            }),
            RunCommand.ResumeRun => Go(turn, RunStatus.Paused, RunStatus.Running, () =>
            {
                turn.Record(new RunEvent.RunResumed(turn.Now));
                Tell(turn, step => new RunBatchCommand.BeginBatch(step, turn.State.Round));
            }),
            RunCommand.CancelRun cancel => Cancel(turn, cancel),
            RunCommand.ForgetRecipients => RunForgetting.Begin(turn),
            RunCommand.RetryFailed when state.ForgottenAt is not null => new RunRejection.Forgotten(state.Id),
            RunCommand.RetryFailed => Go(turn, RunStatus.Finished, RunStatus.Running, () => Begin(turn)),
            RunCommand.SettleBatch settle => Settle(turn, settle),
            RunCommand.ReadRun => null,
            _ => throw new InvalidOperationException($"{command.GetType().Name} is no command of a run"),
        };
        if (refusal is not null)
        {
            return Decision.Answer(refusal);
        }

        Advance(turn);
        turn.Wake(RunForgetting.Timer, command is TimerFired ? null : state.ForgetAt, turn.State.ForgetAt);
        return turn.Answer(
            command is RunCommand.SettleBatch or EffectReplied or TimerFired
                ? Done.Instance
                : RunView.Of(turn.State, context.Now));
    }

    private static RunRejection? Create(RunTurn turn, RunCommand.CreateRun create, DecisionContext context)
    {
        if (turn.State.Asked is { } asked)
        {
            return asked.IsSame(create.Settings) && turn.State.Owner == create.Owner
                ? null
                : new RunRejection.Exists(turn.State.Id);
        }

        var (settings, refusal) = RunSettingsCheck.Check(turn.State.Id, create.Owner, create.Settings, context);
        if (settings is not null)
        {
            turn.Record(new RunEvent.RunCreated(create.Owner, create.Settings, settings, turn.Now));
        }

        return refusal;
    }

    private static RunRejection? Count(RunTurn turn, RunCommand.CountBatch count)
    {
        var state = turn.State;
        if (count.Number is < 1 or > RunLimits.BatchesMax || count.Recipients is < 1 or > RunLimits.BatchItemsMax)
        {
            return new RunRejection.InvalidBatch(
                $"Batches are numbered 1 to {RunLimits.BatchesMax} and have 1 to {RunLimits.BatchItemsMax} "
                + "recipients.");
        }

        if (count.Number <= state.Taken.Length && state.Taken[count.Number - 1] > 0)
        {
            return state.Taken[count.Number - 1] == count.Recipients
                ? null
                : new RunRejection.BatchReused(count.Number);
        }

        if (state.Status != RunStatus.Collecting)
        {
            return new RunRejection.NotNow(state.Status);
        }

        turn.Record(new RunEvent.BatchCounted(count.Number, count.Recipients));
        return null;
    }

    private static RunRejection? Submit(RunTurn turn)
    {
        var state = turn.State;
        if (state.Status != RunStatus.Collecting)
        {
            return state.Status is RunStatus.Reviewing or RunStatus.Running or RunStatus.Finished
                ? null
                : new RunRejection.NotNow(state.Status);
        }

        var missing = state.Taken.IsEmpty ? 0 : state.Taken.IndexOf(0);
        if (missing >= 0)
        {
            return new RunRejection.BatchMissing(missing + 1);
        }

        turn.Record(new RunEvent.RunSubmitted(turn.Now));
        if (state.Settings!.Samples == 0)
        {
            Begin(turn);
        }

        return null;
    }

    private static RunRejection? Cancel(RunTurn turn, RunCommand.CancelRun cancel)
    {
        var state = turn.State;
        switch (state.Status)
        {
            case RunStatus.Stopping or RunStatus.Cancelled:
                return null;
            case RunStatus.Finished or RunStatus.Rejected:
                return new RunRejection.NotNow(state.Status);
            case RunStatus.Running or RunStatus.Paused:
                turn.Record(new RunEvent.RunStopping(Short(cancel.Reason)));
                Tell(turn, step => new RunBatchCommand.StopBatch(step));
                return null;
            default:
                turn.Record(new RunEvent.RunEnded(RunStatus.Cancelled, Short(cancel.Reason), turn.Now));
                return null;
        }
    }

    private static RunRejection? Settle(RunTurn turn, RunCommand.SettleBatch settle)
    {
        if (turn.State.Round == settle.Round && turn.State.Active.Contains(settle.Number))
        {
            turn.Record(new RunEvent.BatchSettled(settle.Number, settle.Done, settle.Failed));
        }

        return null;
    }

    /// <summary>From one status to another, once.</summary>
    private static RunRejection? Go(RunTurn turn, RunStatus from, RunStatus to, Action go)
    {
        if (turn.State.Status == from)
        {
            go();
            return null;
        }

        return turn.State.Status == to ? null : new RunRejection.NotNow(turn.State.Status);
    }

    private static void Begin(RunTurn turn)
    {
        var isFirst = turn.State.Status != RunStatus.Finished;
        turn.Record(new RunEvent.RunBegun(turn.Now, turn.State.Round + (isFirst ? 0 : 1)));
    }

    private static void Tell(RunTurn turn, Func<long, RunBatchCommand> command)
    {
        turn.Record(new RunEvent.BatchesTold());
        foreach (var number in turn.State.Active)
        {
            turn.Send(number, command(turn.State.Step));
        }
    }

    /// <summary>Begins batches while there is room, and ends the run where nothing is left.</summary>
    private static void Advance(RunTurn turn)
    {
        while (turn.State is { Status: RunStatus.Running, Queue: { IsEmpty: false } queue }
            && turn.State.Active.Count < RunLimits.BatchesInFlight)
        {
            turn.Record(new RunEvent.BatchBegun(queue.Min));
            turn.Send(queue.Min, new RunBatchCommand.BeginBatch(turn.State.Step, turn.State.Round));
        }

        if (turn.State is { Status: RunStatus.Running or RunStatus.Stopping, Active.IsEmpty: true })
        {
            turn.Record(new RunEvent.RunEnded(
                turn.State.Status == RunStatus.Running ? RunStatus.Finished : RunStatus.Cancelled, turn.State.Reason,
                turn.Now));
        }
    }

    private static string Short(string text) =>
        text.Length > RunLimits.TextLengthMax ? text[..RunLimits.TextLengthMax] : text;
}
