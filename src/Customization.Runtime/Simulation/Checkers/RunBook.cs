using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>Follows every mass run and its batches: each item is made once, counts add up, and a run that was paused or
/// stopped begins nothing.</summary>
internal sealed class RunBook(World world)
{
    private readonly Dictionary<string, BatchBook> _batches = new(StringComparer.Ordinal);
    private readonly HashSet<(string Run, RunStatus Status)> _been = [];

    private Verdict Verdict => world.Verdict;

    /// <summary>The second book of a batch.</summary>
    public BatchBook BatchOf(string key) =>
        _batches.TryGetValue(key, out var book) ? book : _batches[key] = new BatchBook(key, world);

    /// <summary>An order began; perhaps it is for an item of a run.</summary>
    public void Placed(Deed deed)
    {
        foreach (var placed in deed.Change.Events.OfType<OrderPlaced>())
        {
            if (placed.Run is { } item)
            {
                BatchOf(item.Batch).Placed(item.Item, deed.Address.Key, placed);
            }
        }
    }

    /// <summary>Enters a change of a run.</summary>
    /// <param name="before">Its durable change until then.</param>
    public void Take(Deed deed, Deed? before)
    {
        if (deed.Change.Answered is { } answered && before?.Outbox.GetValueOrDefault(answered) is { } send
            && send.Command is RunBatchCommand.HoldBatch or RunBatchCommand.StopBatch)
        {
            var step = send.Command is RunBatchCommand.HoldBatch hold ? hold.Step
                : ((RunBatchCommand.StopBatch)send.Command).Step;
            Verdict.Require(
                BatchOf(send.To.Key).Heard >= step, "run", $"{send.To.Key} said that it holds, and does not know it");
        }

        var state = (RunState)deed.After;
        var status = ((RunState)deed.Before).Status;
        foreach (var happened in deed.Change.Events)
        {
            status = Enter(status, happened, state);
            _been.Add((state.Id, status));
        }

        Verdict.Require(status == state.Status, "run", $"{state.Id} is {state.Status}, by its events {status}");
    }

    /// <summary>Whether what a run or a batch answered is stored.</summary>
    public bool IsDurable(EntityAddress to, Command command, Reply reply) => (command, reply) switch
    {
        (RunCommand.PauseRun, RunView view) => view.State.Status == RunStatus.Paused && Been(view),
        (RunCommand.CancelRun, RunView view) =>
            view.State.Status is RunStatus.Stopping or RunStatus.Cancelled && Been(view),
        (RunCommand.CountBatch count, RunView) =>
            world.Checks.Truth.Find<RunState>(to)?.Taken.ElementAtOrDefault(count.Number - 1) == count.Recipients,
        (RunCommand, RunView view) => Been(view),
        (RunBatchCommand.TakeRecipients take, RunBatchView) => BatchOf(to.Key).Count == take.Rows.Length,
        _ => true,
    };

    /// <summary>Everything ended.</summary>
    public void Final()
    {
        foreach (var book in _batches.Values)
        {
            book.Final();
        }
    }

    private bool Been(RunView view) =>
        view.State.Status == RunStatus.Unknown || _been.Contains((view.State.Id, view.State.Status));

    private RunStatus Enter(RunStatus status, Event happened, RunState state)
    {
        switch (happened)
        {
            case RunEvent.RunCreated:
                return Step(RunStatus.Collecting, RunStatus.Unknown);
            case RunEvent.BatchCounted counted:
                Verdict.Require(
                    BatchOf(state.BatchAt(counted.Number).Key).Count == counted.Recipients, "run",
                    $"{state.Id} counts {counted.Recipients} recipients in batch {counted.Number}");
                return Step(RunStatus.Collecting, RunStatus.Collecting);
            case RunEvent.RunSubmitted:
                return Step(RunStatus.Reviewing, RunStatus.Collecting);
            case RunEvent.RunBegun:
                return Step(RunStatus.Running, RunStatus.Reviewing, RunStatus.Finished);
            case RunEvent.BatchBegun:
                return Step(RunStatus.Running, RunStatus.Running);
            case RunEvent.RunPaused:
                return Step(RunStatus.Paused, RunStatus.Running);
            case RunEvent.RunResumed:
                return Step(RunStatus.Running, RunStatus.Paused);
            case RunEvent.RunStopping:
                return Step(RunStatus.Stopping, RunStatus.Running, RunStatus.Paused);
            case RunEvent.BatchSettled settled:
                CheckCounts(settled, state);
                return status;
            case RunEvent.RunEnded { Status: RunStatus.Finished }:
                Verdict.Require(
                    state.Settled == state.Recipients, "run",
                    $"{state.Id} finished with {state.Settled} of {state.Recipients} items");
                return Step(RunStatus.Finished, RunStatus.Running);
            case RunEvent.RunEnded { Status: RunStatus.Rejected }:
                return Step(RunStatus.Rejected, RunStatus.Reviewing);
            case RunEvent.RunEnded:
                return Step(RunStatus.Cancelled, RunStatus.Collecting, RunStatus.Reviewing, RunStatus.Stopping);
            default:
                return status;
        }

        RunStatus Step(RunStatus to, params RunStatus[] from)
        {
            Verdict.Require(from.Contains(status), "run", $"{state.Id} went from {status} to {to}");
            return to;
        }
    }

    /// <summary>What a batch told of its items is what became of them.</summary>
    private void CheckCounts(RunEvent.BatchSettled settled, RunState state)
    {
        var book = BatchOf(state.BatchAt(settled.Number).Key);
        var (made, failed) = (book.CountOf(RunItemStatus.Made), book.CountOf(RunItemStatus.Failed));
        Verdict.Require(
            settled.Done == made && settled.Failed == failed, "run",
            $"{state.Id} counts {settled.Done} made and {settled.Failed} failed in batch {settled.Number}, which has "
            + $"{made} and {failed}");
    }
}
