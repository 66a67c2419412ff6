using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Runs.Batches;

/// <summary>How far one item is.</summary>
public enum RunItemStatus
{
    /// <summary>Not begun.</summary>
    Waiting,

    /// <summary>Its order is placed, and not yet confirmed or refused.</summary>
    UnderWay,

    /// <summary>Its order is confirmed, or its documents are made.</summary>
    Made,

    /// <summary>It could not be made.</summary>
    Failed,
}

/// <summary>What a batch does.</summary>
public enum BatchPhase
{
    /// <summary>Nobody told it to begin.</summary>
    Waiting,

    /// <summary>Begins items while there is room.</summary>
    Running,

    /// <summary>Begins no further items for now.</summary>
    Held,

    /// <summary>Begins no further items.</summary>
    Stopped,

    /// <summary>All items are settled, or it was stopped and nothing is under way; the run was told.</summary>
    Settled,
}

/// <summary>One recipient and what became of them.</summary>
/// <param name="Row">A value for each field of the run, in their order; empty where there is none.</param>
/// <param name="Attempt">How often it was begun anew.</param>
/// <param name="Why">Why it failed: a stable kebab-case code; empty otherwise.</param>
/// <param name="Detail">The same in one sentence.</param>
/// <param name="Configuration">What was made, where no order keeps it; empty otherwise.</param>
public sealed record RunItem(
    ImmutableArray<string> Row, RunItemStatus Status, int Attempt, string Why, string Detail, string Configuration)
{
    /// <summary>Whether an order of this attempt was placed.</summary>
    public bool HasOrder { get; init; }

    /// <summary>An item that is not begun.</summary>
    public static RunItem Of(ImmutableArray<string> row) => new(row, RunItemStatus.Waiting, 0, "", "", "");
}

/// <summary>Some recipients of a run.</summary>
/// <param name="Run">Id of the run.</param>
/// <param name="Owner">Who created the run.</param>
/// <param name="Settings">Those of the run; null until there are recipients.</param>
/// <param name="Hash">Of the recipients as they came.</param>
/// <param name="Round">The run's round that it was told last.</param>
/// <param name="Step">The run's latest telling that arrived.</param>
public sealed record RunBatchState(
    string Run, int Number, string Owner, RunSettings? Settings, string Hash, ImmutableArray<RunItem> Items,
    BatchPhase Phase, int Round, long Step)
{
    /// <summary>Nothing tells any more who the recipients were.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>A batch without recipients. The key is <c>run/number</c>.</summary>
    /// <exception cref="FormatException">It is no key of a batch.</exception>
    public static RunBatchState Initial(string key)
    {
        var slash = key.LastIndexOf('/');
        return slash > 0
            ? new RunBatchState(
                key[..slash],
                int.Parse(key.AsSpan(slash + 1), System.Globalization.CultureInfo.InvariantCulture), "", null, "", [],
                BatchPhase.Waiting, 0, 0)
            : throw new FormatException($"'{key}' is no key of a batch");
    }

    /// <summary>Items of a status.</summary>
    public int CountOf(RunItemStatus status)
    {
        var count = 0;
        foreach (var item in Items)
        {
            count += item.Status == status ? 1 : 0;
        }

        return count;
    }

    /// <summary>The order of an item: always the same one for one attempt.</summary>
    public string OrderOf(int item) => OrderOf(item, Items[item].Attempt);

    /// <summary>The order of an earlier attempt.</summary>
    public string OrderOf(int item, int attempt)
    {
        var id = FormattableString.Invariant($"{Run}:{Number}:{item + 1}");
        return attempt == 0 ? id : FormattableString.Invariant($"{id}:{attempt}");
    }

    /// <summary>Where the run lives.</summary>
    public EntityAddress RunAddress => new(EntityKind.Run, Run);
}
