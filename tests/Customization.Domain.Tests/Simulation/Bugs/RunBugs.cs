using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong in a mass run and its batches.</summary>
internal static class RunBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Changing<RunBatchState>("an item's order has another key than the item", (_, each) =>
            each is Effect.Send { Command: PlaceOrder } send
                ? send with { To = send.To with { Key = send.To.Key + "-again" } }
                : each),
        Seeing<RunBatchState, RunBatchCommand.BeginBatch>("items under way are begun again", (state, _) =>
            state with { Items = Map(state, RunItemStatus.UnderWay, RunItemStatus.Waiting) }),
        Changing<RunBatchState>("an item that failed counts as made", (_, each) =>
            each is RunBatchEvent.ItemFailed failed ? new RunBatchEvent.ItemMade(failed.Item, "") : each),
        Changing<RunBatchState>("progress counts an item too many", (_, each) =>
            each is Effect.Send { Command: RunCommand.SettleBatch settle } send
                ? send with { Command = settle with { Done = settle.Done + 1 } }
                : each),
        Ignoring<RunBatchState, RunBatchCommand.HoldBatch>("a batch does not hear of the pause"),
        Seeing<RunBatchState, RunBatchCommand.BeginBatch>("a late copy wakes a batch that is held", (state, _) =>
            state with { Step = 0 }),
        Dropping<RunState>("a pause is acknowledged and forgotten", each => each is RunEvent.RunPaused),
        Dropping<OrderState>("an order does not tell its run", each =>
            each is Effect.Send { Command: RunBatchCommand.SettleItem }),
        Dropping<RunBatchState>("a batch does not tell its run", each =>
            each is Effect.Send { Command: RunCommand.SettleBatch }),
        Seeing<RunBatchState, RunBatchCommand.TakeRecipients>("recipients that come again count again", (state, _) =>
            state with { Settings = null }),
        Seeing<RunBatchState, RunBatchCommand.BeginBatch>("all items are made for one recipient", (state, _) =>
            state with { Items = [.. state.Items.Select(item => item with { Row = state.Items[0].Row })] }),
        Hearing<RunBatchState, EffectReplied>("recipients that are not counted are kept", (_, replied) =>
            replied.Key == "count" ? replied with { Reply = Done.Instance } : replied),
        Hasty("a run replies before it is stored", EntityKind.Run),
    ];

    private static ImmutableArray<RunItem> Map(RunBatchState state, RunItemStatus from, RunItemStatus to) =>
        [.. state.Items.Select(item => item.Status == from ? item with { Status = to } : item)];
}
