using Customization.Domain.Entities;

namespace Customization.Domain.Runs;

/// <summary>What can be asked of a run. Answered by <see cref="RunView"/> unless said otherwise; a repeat changes
/// nothing.</summary>
public abstract record RunCommand : Command
{
    private RunCommand()
    {
    }

    /// <summary>Creates it.</summary>
    public sealed record CreateRun(string Owner, RunSettings Settings) : RunCommand;

    /// <summary>A batch holds recipients now; they are counted once.</summary>
    public sealed record CountBatch(int Number, int Recipients) : RunCommand;

    /// <summary>All recipients are there: show samples, or begin.</summary>
    public sealed record SubmitRun : RunCommand;

    /// <summary>The samples are good: begin.</summary>
    public sealed record ApproveRun : RunCommand;

    /// <summary>The samples are not good: end.</summary>
    public sealed record RejectRun(string Reason) : RunCommand;

    /// <summary>Makes no further items for now.</summary>
    public sealed record PauseRun : RunCommand;

    /// <summary>Goes on.</summary>
    public sealed record ResumeRun : RunCommand;

    /// <summary>Ends it; orders that were placed stay.</summary>
    public sealed record CancelRun(string Reason) : RunCommand;

    /// <summary>Begins anew what failed.</summary>
    public sealed record RetryFailed : RunCommand;

    /// <summary>Forgets who the recipients were, once the run has ended: counts and orders stay, and an order forgets
    /// what was chosen once it has ended too. By itself <see cref="RunLimits.RecipientsKept"/> after the end.</summary>
    public sealed record ForgetRecipients : RunCommand;

    /// <summary>From a batch: all its items are settled, or it was stopped and nothing is under way. Answered by
    /// <see cref="Done"/>.</summary>
    public sealed record SettleBatch(int Number, int Round, int Done, int Failed) : RunCommand;

    /// <summary>Looks.</summary>
    public sealed record ReadRun : RunCommand;
}
