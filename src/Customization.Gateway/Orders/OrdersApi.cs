using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Gateway.Access;
using Customization.Gateway.Events;
using Customization.Gateway.Headers;
using Customization.Gateway.Limits;

namespace Customization.Gateway.Orders;

/// <summary>Ordering, and following an order to its delivery.</summary>
public static class OrdersApi
{
    /// <summary>Maps <c>/v1/orders</c>.</summary>
    public static void MapOrders(this RouteGroupBuilder v1)
    {
        var orders = v1.MapGroup("/orders").WithPriority(Priority.Order).WithTags("Orders");
        orders.MapPost("/", Placing.Place).RequireAuthorization(Roles.Customer).WithName("PlaceOrder")
            .WithSummary("Orders a quote or a configuration; answers when it is confirmed. Needs Idempotency-Key.");
        orders.MapGet("/", List).RequireAuthorization(Roles.CustomerOrOperator).WithName("ListOrders")
            .WithSummary("The caller's quotes and orders; for operators those of all or of one customer.");
        orders.MapGet("/{order}", Read).RequireAuthorization(Roles.CustomerOrOperator).WithName("ReadOrder")
            .WithSummary("The quote or order as it is.");
        orders.MapPost("/{order}/cancel", Cancel).RequireAuthorization(Roles.CustomerOrOperator)
            .WithName("CancelOrder").WithSummary("Ends a quote or an order that is not shipped.");
        orders.MapGet("/{order}/events", Stream).RequireAuthorization(Roles.CustomerOrOperator)
            .DisableRequestTimeout().WithName("WatchOrder")
            .WithSummary("Server-sent events: the order after each change.");
        orders.MapOrderDocuments();
        orders.MapOrderFormula();
        orders.MapReports();
    }

    /// <summary>The order if the caller may see it; everything else looks like an unknown order.</summary>
    internal static async Task<(OrderView? View, Problem? Problem)> Visible(
        string order, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        var view = Keys.IsKey(order) ? await OrderWaits.Read(engine, order, cancellation) : null;
        return view is not null && caller.MaySee(view.CustomerId)
            ? (view, null)
            : (null, Problem.Of(new OrderRejection.Unknown(order)));
    }

    private static async Task<Results<Ok<OrderResource>, Problem>> Read(
        string order, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        var (view, problem) = await Visible(order, caller, engine, cancellation);
        return view is not null ? TypedResults.Ok(OrderResource.Of(view, caller, engine.Catalog)) : problem!;
    }

    private static async Task<Results<Ok<Page>, Problem>> List(
        Caller caller, ICustomization engine, string? customer, string? after, int? limit,
        CancellationToken cancellation)
    {
        if (customer is not null && !caller.MaySee(customer))
        {
            return Problem.Of("forbidden", "Only operators see the orders of others.");
        }

        var owner = caller.IsOperator ? customer : caller.Subject;
        return await Page.Of(engine, EntityKind.Order, owner, after, limit, cancellation);
    }

    private static async Task<Results<Ok<OrderResource>, Problem>> Cancel(
        string order, CancelRequest? request, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        var (view, problem) = await Visible(order, caller, engine, cancellation);
        if (view is null)
        {
            return problem!;
        }

        var reason = request is { Reason.Length: > 0 } ? request.Reason : "asked for";
        return await OrderReports.Tell(order, new CancelOrder(reason), caller, engine, cancellation);
    }

    private static async Task<Results<EventStream, Problem>> Stream(
        string order, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        var (view, problem) = await Visible(order, caller, engine, cancellation);
        return view is null
            ? problem!
            : new EventStream(
                engine.Watch(OrderWaits.AddressOf(order), cancellation),
                async (change, stop) => await OrderWaits.Read(engine, order, stop) is { } now
                    ? new StreamEvent(
                        "order", change?.Version ?? 0, OrderResource.Of(now, caller, engine.Catalog))
                    : null);
    }
}
