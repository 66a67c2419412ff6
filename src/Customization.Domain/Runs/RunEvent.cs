using Customization.Domain.Entities;

namespace Customization.Domain.Runs;

/// <summary>What happened to a run.</summary>
public abstract record RunEvent : Event
{
    private RunEvent()
    {
    }

    /// <summary>It takes recipients.</summary>
    public sealed record RunCreated(
        string Owner, RunSettings Asked, RunSettings Settings, DateTimeOffset At) : RunEvent;

    /// <summary>A batch has this many recipients.</summary>
    public sealed record BatchCounted(int Number, int Recipients) : RunEvent;

    /// <summary>All recipients are there.</summary>
    public sealed record RunSubmitted(DateTimeOffset At) : RunEvent;

    /// <summary>Items are made from now on: those of all batches, or in a later round of these.</summary>
    public sealed record RunBegun(DateTimeOffset At, int Round) : RunEvent;

    /// <summary>A batch was told to begin.</summary>
    public sealed record BatchBegun(int Number) : RunEvent;

    /// <summary>The batches that are worked on were told to hold, to go on or to stop.</summary>
    public sealed record BatchesTold : RunEvent;

    /// <summary>A batch is done with.</summary>
    public sealed record BatchSettled(int Number, int Done, int Failed) : RunEvent;

    /// <summary>Its batches are told to forget their recipients.</summary>
    public sealed record RecipientsForgotten(DateTimeOffset At) : RunEvent;

    /// <summary>No further items for now.</summary>
    public sealed record RunPaused : RunEvent;

    /// <summary>It goes on.</summary>
    public sealed record RunResumed(DateTimeOffset At) : RunEvent;

    /// <summary>It ends once nothing is under way.</summary>
    public sealed record RunStopping(string Reason) : RunEvent;

    /// <summary>It ended: finished, cancelled or rejected.</summary>
    public sealed record RunEnded(RunStatus Status, string Reason, DateTimeOffset At) : RunEvent;
}
