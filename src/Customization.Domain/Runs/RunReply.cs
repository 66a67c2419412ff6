using Customization.Domain.Entities;

namespace Customization.Domain.Runs;

/// <summary>A run as its reviewers see it.</summary>
/// <param name="Done">Items made.</param>
/// <param name="Failed">Items that failed.</param>
/// <param name="PerMinute">Items settled a minute since it last began to run; null while it does not run.</param>
/// <param name="EstimatedEnd">When it ends at that rate.</param>
/// <param name="State">Everything else.</param>
public sealed record RunView(
    long Done, long Failed, double? PerMinute, DateTimeOffset? EstimatedEnd, RunState State) : Reply
{
    /// <summary>What there is to see at a moment. O(batches).</summary>
    public static RunView Of(RunState state, DateTimeOffset now)
    {
        double? rate = state is { Status: RunStatus.Running, RunningSince: { } since } && now > since
            ? (state.Settled - state.SettledBefore) / (now - since).TotalMinutes
            : null;
        var left = state.Recipients - state.Settled;
        return new RunView(
            RunState.Sum(state.Done), RunState.Sum(state.Failed), rate,
            rate > 0 ? now + TimeSpan.FromMinutes(Math.Min(left / rate.Value, 1e6)) : null, state);
    }

    /// <summary>The items that are shown before the run starts, spread evenly over all recipients: batch and position
    /// in it. O(batches + samples).</summary>
    public IEnumerable<(int Batch, int Item)> Samples()
    {
        var count = Math.Min(State.Settings!.Samples, State.Recipients);
        var before = 0L;
        var batch = 0;
        for (var sample = 0; sample < count; sample++)
        {
            var wanted = sample * State.Recipients / count;
            while (wanted >= before + State.Taken[batch])
            {
                before += State.Taken[batch++];
            }

            yield return (batch + 1, (int)(wanted - before));
        }
    }
}
