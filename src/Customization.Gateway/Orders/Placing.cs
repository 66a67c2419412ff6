using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Gateway.Access;
using Customization.Gateway.Headers;

namespace Customization.Gateway.Orders;

/// <summary>Turns a quote or a configuration into an order, once per idempotency key.</summary>
public static class Placing
{
    /// <summary>Places the order and waits until it is confirmed or refused.</summary>
    /// <remarks>The order's id follows from customer and key, and its answer is made of what never changes; so a repeat
    /// finds the same order and gets the same bytes, also after a crash between the two.</remarks>
    public static async Task<Results<Created<PlacedOrder>, Problem>> Place(
        OrderBody body, Caller caller, ICustomization engine, HttpContext context)
    {
        var (key, problem) = IdempotencyKey.Of(context);
        if (problem is not null)
        {
            return problem;
        }

        if (body.Quote is null == body.Configuration is null)
        {
            return Problem.Of("request-invalid", "Set exactly one of quote and configuration.");
        }

        var order = body.Quote ?? Keys.OrderOf(caller.Subject, key);
        var reply = body.Quote is null
            ? await PlaceDirectly(order, body, caller, key, engine, context.RequestAborted)
            : await AcceptQuote(order, body, caller, key, engine, context.RequestAborted);
        if (reply is Rejection rejection)
        {
            return Problem.Of(rejection);
        }

        var view = await OrderWaits.Until(engine, order, IsPlaced, context.RequestAborted);
        return RefusalOf(view) is { } refusal
            ? refusal
            : TypedResults.Created($"/v1/orders/{order}", PlacedOrder.Of(view));
    }

    /// <summary>The problem of a quote or order that cannot be promised, or null where it can.</summary>
    internal static Problem? RefusalOf(OrderView view) => view.Outcome is { Promise: null } outcome
        ? Problem.Of("order-rejected", outcome.Detail, ("order", view.OrderId), ("reason", outcome.Code))
        : null;

    private static bool IsPlaced(OrderView view) =>
        view.Outcome is { Status: not OrderStatus.Quoted };

    private static async Task<Reply> PlaceDirectly(
        string order, OrderBody body, Caller caller, string key, ICustomization engine,
        CancellationToken cancellation)
    {
        var request = new OrderRequest(
            caller.Subject, body.Configuration ?? "", body.Lane ?? "", key, body.Hash(), body.PriceList,
            body.Language);
        return await engine.Ask(OrderWaits.AddressOf(order), new PlaceOrder(request), cancellation);
    }

    private static async Task<Reply> AcceptQuote(
        string order, OrderBody body, Caller caller, string key, ICustomization engine,
        CancellationToken cancellation)
    {
        // Somebody else's quote looks like no quote at all.
        var (view, _) = await OrdersApi.Visible(order, caller with { IsOperator = false }, engine, cancellation);
        if (view is null)
        {
            return new OrderRejection.Unknown(order);
        }

        var named = OrderWaits.AddressOf(Keys.OrderOf(caller.Subject, key));
        var claimed = await engine.Ask(named, new ClaimKey(key, body.Hash()), cancellation);
        return claimed is Rejection
            ? claimed
            : await engine.Ask(
                OrderWaits.AddressOf(order), new AcceptQuote(caller.Subject, key, body.Hash()), cancellation);
    }
}
