using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Runs.Batches;

/// <summary>What can be asked of a batch of a run.</summary>
public abstract record RunBatchCommand : Command
{
    private RunBatchCommand()
    {
    }

    /// <summary>Recipients come, once. Answered by <see cref="RunBatchView"/>.</summary>
    /// <param name="Hash">Of the rows: a repeat brings the same ones.</param>
    public sealed record TakeRecipients(
        string Owner, RunSettings Settings, ImmutableArray<ImmutableArray<string>> Rows, string Hash) : RunBatchCommand;

    /// <summary>From the run: makes items; in a later round also those that failed. Answered by <see cref="Done"/>.
    /// </summary>
    public sealed record BeginBatch(long Step, int Round) : RunBatchCommand;

    /// <summary>From the run: no further items for now. Answered by <see cref="Done"/>.</summary>
    public sealed record HoldBatch(long Step) : RunBatchCommand;

    /// <summary>From the run: no further items. Answered by <see cref="Done"/>.</summary>
    public sealed record StopBatch(long Step) : RunBatchCommand;

    /// <summary>From the run: forgets who the recipients were. Answered by <see cref="Done"/>.</summary>
    public sealed record ForgetItems : RunBatchCommand;

    /// <summary>From an order: it is confirmed, or it ended before. Answered by <see cref="Done"/>.</summary>
    /// <param name="Item">Position in the batch, from 0.</param>
    /// <param name="Why">Why not; empty where it is confirmed.</param>
    public sealed record SettleItem(int Item, string OrderId, string Why, string Detail) : RunBatchCommand;

    /// <summary>Other values for an item that waits or failed. Answered by <see cref="RunItemView"/>.</summary>
    public sealed record CorrectItem(int Item, ImmutableArray<string> Row) : RunBatchCommand;

    /// <summary>One item with what it is, or would be. Answered by <see cref="RunItemView"/>.</summary>
    public sealed record ReadItem(int Item) : RunBatchCommand;

    /// <summary>All items. Answered by <see cref="RunBatchView"/>.</summary>
    public sealed record ReadBatch : RunBatchCommand;
}
