using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Ordering;
using Customization.Domain.Owned;
using Customization.Gateway.Access;

namespace Customization.Gateway.Orders;

/// <summary>A price as the customer sees it: without what it costs the maker.</summary>
/// <param name="Lines">They add up to the total.</param>
public sealed record PriceResource(
    Money Total, IReadOnlyList<PriceLine> Lines, string PriceList, DateTimeOffset? ValidUntil)
{
    /// <summary>The customer's side of a quote.</summary>
    public static PriceResource Of(PriceQuote quote) =>
        new(quote.Total, quote.Lines, quote.PriceList, quote.ValidUntil);
}

/// <summary>A quote or order.</summary>
/// <param name="Outcome">What first became of it; once there it never changes.</param>
/// <param name="Moving">Why the promise is being made anew; absent while it stands.</param>
/// <param name="Work">Operations and their slots, in the order of their start.</param>
/// <param name="History">Promises so far, oldest first.</param>
/// <param name="Documents">What is made for it, each at <c>documents/{name}</c>.</param>
public sealed record OrderResource(
    string Id, OrderStatus Status, string Customer, string Product, int ProductVersion, string Configuration,
    PriceResource Price, string Lane, DateTimeOffset PlacedAt, DateTimeOffset? QuoteExpires, PromiseResource? Promise,
    OutcomeResource? Outcome, string? Moving, string? EndReason, string? Tracking,
    IReadOnlyList<OperationView> Work, IReadOnlyList<PromiseChangeResource> History,
    IReadOnlyList<OrderedDocument> Documents)
{
    /// <summary>Serial numbers of what can be adjusted, once it is delivered; absent for nothing.</summary>
    public IReadOnlyList<string>? Owned { get; init; }

    /// <summary>Its lots in the order in which they ship; absent where everything ships at once.</summary>
    public IReadOnlyList<LotResource>? Lots { get; init; }

    /// <summary>The lots that will not come; absent while all are to come.</summary>
    public CancelledLotsResource? CancelledLots { get; init; }

    /// <summary>The order as a caller may see it. Of a product with secrets, all but the owner see a reference in place
    /// of the configuration, no lines of the price and no documents.</summary>
    public static OrderResource Of(OrderView view, Caller caller, ICatalog catalog)
    {
        var whole = Of(view);
        return caller.Subject == view.CustomerId
            || catalog.Version(whole.Product, whole.ProductVersion)?.Definition.Secret is { IsEmpty: true }
            ? whole
            : whole with
            {
                Configuration = $"formula:{whole.Id}",
                Price = whole.Price with { Lines = [] },
                Documents = [],
            };
    }

    private static OrderResource Of(OrderView view) => new(
        view.OrderId, view.Status, view.CustomerId, view.Item.ProductCode, view.Item.Version, view.Item.Configuration,
        PriceResource.Of(view.Item.Price), view.Lane, view.PlacedAt, view.QuoteExpires,
        view.Promise is { } promise ? PromiseResource.Of(promise) : null,
        view.Outcome is { } outcome ? OutcomeResource.Of(outcome) : null,
        view.Moving, Shown(view.EndReason), Shown(view.Tracking), view.Work,
        [.. view.History.Select(PromiseChangeResource.Of)], view.Item.Documents)
    {
        Owned = view.Pieces > 0
            ? [.. Enumerable.Range(1, view.Pieces).Select(piece => SerialNumber.Of(view.OrderId, piece))]
            : null,
        Lots = view.Lots.IsEmpty ? null : [.. view.Lots.Select(LotResource.Of)],
        CancelledLots = view.CancelledLots is { } cancelled
            ? new(
                cancelled.From, cancelled.Code, cancelled.Detail, cancelled.Price,
                view.Item.Price.Total - cancelled.Price)
            : null,
    };

    private static string? Shown(string text) => text.Length == 0 ? null : text;
}

/// <summary>The answer to placing an order: made only of what never changes, so a repeat gets it byte for byte.
/// </summary>
public sealed record PlacedOrder(
    string Id, string Product, int ProductVersion, string Configuration, PriceResource Price, string Lane,
    DateTimeOffset PlacedAt, OutcomeResource Outcome)
{
    /// <summary>The answer once the order settled.</summary>
    public static PlacedOrder Of(OrderView view) => new(
        view.OrderId, view.Item.ProductCode, view.Item.Version, view.Item.Configuration,
        PriceResource.Of(view.Item.Price), view.Lane, view.PlacedAt,
        OutcomeResource.Of(view.Outcome ?? throw new InvalidOperationException("the order has not settled")));
}

/// <summary>What first became of a quote or order.</summary>
/// <param name="Status">quoted, confirmed, rejected, cancelled or expired.</param>
/// <param name="Code">Why not; absent where there is a promise.</param>
public sealed record OutcomeResource(OrderStatus Status, PromiseResource? Promise, string? Code, string? Detail)
{
    /// <summary>The outcome by names.</summary>
    public static OutcomeResource Of(OrderOutcome outcome) => new(
        outcome.Status, outcome.Promise is { } promise ? PromiseResource.Of(promise) : null,
        outcome.Code.Length == 0 ? null : outcome.Code, outcome.Detail.Length == 0 ? null : outcome.Detail);
}

/// <summary>One line of the history of a promise.</summary>
public sealed record PromiseChangeResource(DateTimeOffset At, PromiseResource? Promise, string Reason)
{
    /// <summary>The line.</summary>
    public static PromiseChangeResource Of(PromiseChange change) =>
        new(change.At, change.Promise is { } promise ? PromiseResource.Of(promise) : null, change.Reason);
}
