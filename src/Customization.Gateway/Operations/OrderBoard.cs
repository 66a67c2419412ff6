using Customization.Domain;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Gateway.Access;
using Customization.Gateway.Authoring;
using Customization.Gateway.Orders;

namespace Customization.Gateway.Operations;

/// <summary>Orders by state and lateness.</summary>
public static class OrderBoard
{
    /// <summary>Most orders of one page.</summary>
    public const int RowsMax = 200;

    /// <summary>Most orders that one stream follows.</summary>
    public const int FollowedMax = 100;

    private const int AtOnce = 16;

    /// <summary>A page of orders in the order of their ids.</summary>
    public static async Task<Results<Ok<OrderBoardResource>, Problem>> Read(
        string? after, int? limit, ICustomization engine, EngineClock clock, CancellationToken cancellation)
    {
        if (limit is < 1 or > RowsMax)
        {
            return Problem.Of("request-invalid", $"limit is 1 to {RowsMax}.");
        }

        var page = await engine.List(
            new EntityQuery(EntityKind.Order, After: after, Limit: limit ?? RowsMax), cancellation);
        var rows = new List<OrderRow>();
        foreach (var some in page.Keys.Chunk(AtOnce))
        {
            var views = await Task.WhenAll(some.Select(order => OrderWaits.Read(engine, order, cancellation)));
            rows.AddRange(views.OfType<OrderView>().Select(view => Row(view, engine, clock)));
        }

        return TypedResults.Ok(new OrderBoardResource(rows, page.Next));
    }

    /// <summary>Follows orders by name; each change is one message.</summary>
    public static Results<OrderBoardStream, Problem> Watch(
        string[] order, ICustomization engine, EngineClock clock) =>
        order.Length is 0 or > FollowedMax || !order.All(Keys.IsKey)
            ? Problem.Of("request-invalid", $"Name 1 to {FollowedMax} orders.")
            : new OrderBoardStream(order, engine, view => Row(view, engine, clock));

    private static OrderRow Row(OrderView view, ICustomization engine, EngineClock clock) => new(
        view.OrderId, view.Status, view.Item.ProductCode, view.PlacedAt, view.Lane,
        OrderProspect.Of(view, engine.Outlook, clock.Now()), view.Moving,
        view.History.IsEmpty ? null : view.History[^1].Reason,
        [.. view.Work.Select(operation => operation.Cell).Distinct(StringComparer.Ordinal)])
    {
        Lots = view.Lots.IsEmpty ? null : LotsRow.Of(view, engine.Outlook.Lanes.GetValueOrDefault(view.Lane)),
    };
}

/// <summary>A page of orders.</summary>
/// <param name="Next">Pass it as <c>after</c> for the next page; absent on the last one.</param>
public sealed record OrderBoardResource(IReadOnlyList<OrderRow> Orders, string? Next);

/// <summary>One order.</summary>
/// <param name="Moving">Why the promise is being made anew; absent while it stands.</param>
/// <param name="Reason">Why the promise changed last.</param>
/// <param name="Cells">Where its slots are.</param>
public sealed record OrderRow(
    string Id, OrderStatus Status, string Product, DateTimeOffset PlacedAt, string Lane, OrderProspect Prospect,
    string? Moving, string? Reason, IReadOnlyList<string> Cells)
{
    /// <summary>Its lots; absent where everything ships at once.</summary>
    public LotsRow? Lots { get; init; }
}

/// <summary>How far the lots of an order are.</summary>
/// <param name="Left">How many have left.</param>
/// <param name="Total">How many there are.</param>
/// <param name="Next">Number of the lot that is finished and waits for somebody to report that it left; absent where
/// there is none or the lane reports by itself.</param>
public sealed record LotsRow(int Left, int Total, int? Next)
{
    /// <summary>How many of them will not come; absent where all are to come.</summary>
    public int? Cancelled { get; init; }

    /// <summary>Counts them.</summary>
    public static LotsRow Of(OrderView view, ShippingLane? lane)
    {
        var left = view.Lots.Count(lot => lot.Progress.ShippedAt is not null);
        var isWaiting = lane?.Automatic == false && !view.Status.IsEnded() && left < view.Lots.Length
            && view.Lots[left] is { IsCancelled: false, Progress.Finished: not null };
        var cancelled = view.Lots.Count(lot => lot.IsCancelled);
        return new LotsRow(left, view.Lots.Length, isWaiting ? left + 1 : null)
        {
            Cancelled = cancelled > 0 ? cancelled : null,
        };
    }
}
