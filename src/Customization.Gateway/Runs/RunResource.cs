using Customization.Domain.Catalog.Documents;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;
using Customization.Gateway.Orders;

namespace Customization.Gateway.Runs;

/// <summary>A run.</summary>
/// <param name="MakesOrders">Each item is an order; otherwise it is its documents.</param>
/// <param name="Left">Items that are neither made nor failed.</param>
/// <param name="PerMinute">Items settled a minute since it last began to run.</param>
/// <param name="Reason">Why it was rejected or cancelled.</param>
public sealed record RunResource(
    string Id, RunStatus Status, string Owner, string Product, int ProductVersion,
    IReadOnlyDictionary<string, string> Fields, CompletionGoal Goal, int Samples, string Lane, string Language,
    bool MakesOrders, DateTimeOffset CreatedAt, int Batches, long Recipients, long Made, long Failed, long Left,
    double? PerMinute, DateTimeOffset? EstimatedEnd, DateTimeOffset? EndedAt, string? Reason)
{
    /// <summary>When the recipients were, or will be, forgotten; absent while it runs.</summary>
    public DateTimeOffset? Forgets { get; init; }

    /// <summary>Whether they are forgotten.</summary>
    public bool IsForgotten { get; init; }

    /// <summary>The run as its reviewers see it.</summary>
    public static RunResource Of(RunView view)
    {
        var state = view.State;
        var settings = state.Settings!;
        return new RunResource(
            state.Id, state.Status, state.Owner, settings.Product, settings.Version, settings.Fields, settings.Goal,
            settings.Samples, settings.Lane, settings.Language, settings.MakesOrders, state.CreatedAt,
            state.Taken.Count(count => count > 0), state.Recipients, view.Done, view.Failed,
            state.Recipients - view.Done - view.Failed, view.PerMinute is { } rate ? Math.Round(rate, 1) : null,
            view.EstimatedEnd, state.EndedAt, state.Reason.Length > 0 ? state.Reason : null)
        {
            Forgets = state.ForgottenAt ?? state.ForgetAt,
            IsForgotten = state.ForgottenAt is not null,
        };
    }
}

/// <summary>An item of a run.</summary>
/// <param name="Id">Batch and position in it: <c>3.17</c>.</param>
/// <param name="Order">Absent where no order was placed.</param>
/// <param name="Configuration">Absent where the fields make none.</param>
/// <param name="Documents">What is, or would be, printed; each at <c>documents/{name}</c> of the item.</param>
/// <param name="Why">Why it failed, or would: a stable code.</param>
/// <param name="Detail">The same in one sentence.</param>
public sealed record ItemResource(
    string Id, RunItemStatus Status, IReadOnlyDictionary<string, string> Fields, string? Order, string? Configuration,
    PriceResource? Price, IReadOnlyList<OrderedDocument> Documents, string? Why, string? Detail)
{
    /// <summary>The item as its reviewers see it.</summary>
    public static ItemResource Of(RunItemView view) => new(
        ItemName.Of(view.Batch, view.Item), view.Status, view.Fields, view.OrderId, Shown(view.Configuration),
        view.Price is { } price ? PriceResource.Of(price) : null, view.Documents, Shown(view.Why), Shown(view.Detail));

    private static string? Shown(string text) => text.Length == 0 ? null : text;
}

/// <summary>Some items of a run.</summary>
/// <param name="Next">Pass it as <c>after</c> for the next page; absent on the last one.</param>
public sealed record ItemsPage(IReadOnlyList<ItemRow> Items, string? Next);

/// <summary>One item in a list.</summary>
public sealed record ItemRow(
    string Id, RunItemStatus Status, IReadOnlyDictionary<string, string> Fields, string? Order, string? Why,
    string? Detail);
