using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Runs.Batches;

/// <summary>What the events of a batch do to its state.</summary>
internal static class RunBatchEvolution
{
    /// <summary>Total: events that no longer make sense change nothing.</summary>
    public static RunBatchState Evolve(RunBatchState state, Event happened) => happened switch
    {
        RunBatchEvent.RecipientsTaken taken => state with
        {
            Owner = taken.Owner,
            Settings = taken.Settings,
            Hash = taken.Hash,
            Items = [.. taken.Rows.Select(RunItem.Of)],
        },
        RunBatchEvent.PhaseChanged changed => state with
        {
            Phase = changed.Phase,
            Step = changed.Step,
            Round = changed.Round,
            Items = changed.Round > state.Round ? [.. state.Items.Select(Anew)] : state.Items,
        },
        RunBatchEvent.ItemBegun begun => With(state, begun.Item, item => item with
        {
            Status = RunItemStatus.UnderWay,
            HasOrder = true,
        }),
        RunBatchEvent.ItemMade made => With(state, made.Item, item => item with
        {
            Status = RunItemStatus.Made,
            Configuration = made.Configuration,
            Why = "",
            Detail = "",
        }),
        RunBatchEvent.ItemFailed failed => With(state, failed.Item, item => item with
        {
            Status = RunItemStatus.Failed,
            Why = failed.Why,
            Detail = failed.Detail,
        }),
        RunBatchEvent.ItemsForgotten => state with
        {
            Hash = "",
            IsForgotten = true,
            Items = [.. state.Items.Select(item => item with
            {
                Row = [.. item.Row.Select(_ => "")],
                Configuration = "",
                Detail = "",
            })],
        },
        RunBatchEvent.ItemCorrected corrected => With(state, corrected.Item, item => item with { Row = corrected.Row }),
        _ => state,
    };

    private static RunItem Anew(RunItem item) => item.Status == RunItemStatus.Failed
        ? item with { Status = RunItemStatus.Waiting, Attempt = item.Attempt + 1, HasOrder = false }
        : item;

    private static RunBatchState With(RunBatchState state, int item, Func<RunItem, RunItem> change) =>
        item >= 0 && item < state.Items.Length
            ? state with { Items = state.Items.SetItem(item, change(state.Items[item])) }
            : state;
}
