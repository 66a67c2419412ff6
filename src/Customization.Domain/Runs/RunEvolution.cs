using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Runs;

/// <summary>What the events of a run do to its state.</summary>
internal static class RunEvolution
{
    /// <summary>Total: events that no longer make sense change nothing.</summary>
    public static RunState Evolve(RunState state, Event happened) => happened switch
    {
        RunEvent.RunCreated created => state with
        {
            Status = RunStatus.Collecting,
            Owner = created.Owner,
            Asked = created.Asked,
            Settings = created.Settings,
            CreatedAt = created.At,
        },
        RunEvent.BatchCounted counted => state with
        {
            Taken = With(state.Taken, counted.Number, counted.Recipients),
        },
        RunEvent.RunSubmitted => state with
        {
            Status = RunStatus.Reviewing,
            Done = Zeros(state.Taken.Length),
            Failed = Zeros(state.Taken.Length),
        },
        RunEvent.RunBegun begun => state with
        {
            Status = RunStatus.Running,
            Round = begun.Round,
            Queue = begun.Round == 0 ? Numbers(state.Taken) : Numbers(state.Failed),
            Done = begun.Round == 0 ? Zeros(state.Taken.Length) : state.Done,
            Failed = Zeros(state.Taken.Length),
            RunningSince = begun.At,
            SettledBefore = begun.Round == 0 ? 0 : RunState.Sum(state.Done),
            EndedAt = null,
        },
        RunEvent.BatchBegun begun => state with
        {
            Step = state.Step + 1,
            Queue = state.Queue.Remove(begun.Number),
            Active = state.Active.Add(begun.Number),
        },
        RunEvent.BatchesTold => state with { Step = state.Step + 1 },
        RunEvent.BatchSettled settled => state with
        {
            Active = state.Active.Remove(settled.Number),
            Done = With(state.Done, settled.Number, settled.Done),
            Failed = With(state.Failed, settled.Number, settled.Failed),
        },
        RunEvent.RunPaused => state with { Status = RunStatus.Paused, RunningSince = null },
        RunEvent.RunResumed resumed => state with
        {
            Status = RunStatus.Running,
            RunningSince = resumed.At,
            SettledBefore = state.Settled,
        },
        RunEvent.RunStopping stopping => state with
        {
            Status = RunStatus.Stopping,
            Queue = [],
            RunningSince = null,
            Reason = stopping.Reason,
        },
        RunEvent.RecipientsForgotten forgotten => state with { ForgottenAt = forgotten.At },
        RunEvent.RunEnded ended => state with
        {
            Status = ended.Status,
            Queue = [],
            RunningSince = null,
            EndedAt = ended.At,
            Reason = ended.Reason,
        },
        _ => state,
    };

    private static ImmutableArray<int> Zeros(int count) => [.. new int[count]];

    private static ImmutableArray<int> With(ImmutableArray<int> counts, int number, int count)
    {
        var longer = new int[Math.Max(counts.Length, number)];
        counts.CopyTo(longer);
        longer[number - 1] = count;
        return [.. longer];
    }

    private static ImmutableSortedSet<int> Numbers(ImmutableArray<int> counts) =>
        [.. Enumerable.Range(1, counts.Length).Where(number => counts[number - 1] > 0)];
}
