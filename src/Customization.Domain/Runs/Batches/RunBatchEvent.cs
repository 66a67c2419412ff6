using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Runs.Batches;

/// <summary>What happened to a batch of a run.</summary>
public abstract record RunBatchEvent : Event
{
    private RunBatchEvent()
    {
    }

    /// <summary>It has recipients.</summary>
    public sealed record RecipientsTaken(
        string Owner, RunSettings Settings, ImmutableArray<ImmutableArray<string>> Rows, string Hash) : RunBatchEvent;

    /// <summary>It came to a phase, as the run said in a step.</summary>
    public sealed record PhaseChanged(BatchPhase Phase, long Step, int Round) : RunBatchEvent;

    /// <summary>The order of an item was placed.</summary>
    public sealed record ItemBegun(int Item) : RunBatchEvent;

    /// <summary>An item is made.</summary>
    /// <param name="Configuration">Where no order keeps it.</param>
    public sealed record ItemMade(int Item, string Configuration) : RunBatchEvent;

    /// <summary>An item cannot be made as it is.</summary>
    public sealed record ItemFailed(int Item, string Why, string Detail) : RunBatchEvent;

    /// <summary>Nothing tells any more who the recipients were.</summary>
    public sealed record ItemsForgotten : RunBatchEvent, IErasesHistory;

    /// <summary>An item got other values.</summary>
    public sealed record ItemCorrected(int Item, ImmutableArray<string> Row) : RunBatchEvent;
}
