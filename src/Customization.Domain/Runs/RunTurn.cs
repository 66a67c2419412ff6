using Customization.Domain.Entities;
using Customization.Domain.Runs.Batches;

namespace Customization.Domain.Runs;

/// <summary>One decision of a run in the making.</summary>
internal sealed class RunTurn(RunState before, DateTimeOffset now) : Turn<RunDecider, RunState>(before, now)
{
    /// <summary>Tells a batch something; each telling has a number of its own.</summary>
    public void Send(int number, RunBatchCommand command) => Then(new Effect.Send(
        FormattableString.Invariant($"batch:{number}:{State.Step}"), State.BatchAt(number), command));
}
