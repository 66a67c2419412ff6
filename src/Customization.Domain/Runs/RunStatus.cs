namespace Customization.Domain.Runs;

/// <summary>
/// How far a run is.
///
///     CreateRun -> Collecting -> SubmitRun -> Reviewing -> ApproveRun -> Running -> Finished -> RetryFailed -> Running
///                                                |                       ^     |
///                                                v                       |     v
///                                             Rejected                   Paused
///
/// Without samples, SubmitRun leads straight to Running. CancelRun leads to Cancelled, from Running and Paused by way
/// of Stopping, which waits for the orders that are under way.
/// </summary>
public enum RunStatus
{
    /// <summary>Nobody created it yet.</summary>
    Unknown,

    /// <summary>Takes recipients.</summary>
    Collecting,

    /// <summary>Somebody looks at the samples.</summary>
    Reviewing,

    /// <summary>Makes items.</summary>
    Running,

    /// <summary>Makes no further items until resumed.</summary>
    Paused,

    /// <summary>Makes no further items and waits for those under way.</summary>
    Stopping,

    /// <summary>Every item is made or has failed.</summary>
    Finished,

    /// <summary>Ended before all items were made.</summary>
    Cancelled,

    /// <summary>The samples were not approved.</summary>
    Rejected,
}
