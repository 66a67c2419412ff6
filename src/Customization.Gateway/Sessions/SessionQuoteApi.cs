using Customization.Domain;
using Customization.Domain.Sessions;
using Customization.Gateway.Access;
using Customization.Gateway.Events;
using Customization.Gateway.Headers;
using Customization.Gateway.Limits;
using Customization.Gateway.Orders;

namespace Customization.Gateway.Sessions;

/// <summary>A dated price that is held for the customer.</summary>
public static class SessionQuoteApi
{
    /// <summary>Looks again after this time, even if nothing was heard.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(2);

    /// <summary>Maps the quote of one session.</summary>
    public static void MapSessionQuote(this RouteGroupBuilder sessions) =>
        sessions.MapPost("/{session}/quote", Quote).WithPriority(Priority.Order).WithName("RequestQuote")
            .WithSummary("Holds stock and slots and quotes price and date. Order it by its id. Needs If-Match.");

    private static async Task<Results<Created<OrderResource>, Problem>> Quote(
        string session, Caller caller, ICustomization engine, HttpContext context)
    {
        var (reply, problem) = await SessionCalls.Ask(
            context, session, new SessionCommand.RequestQuote(), needsVersion: true);
        if (reply is not SessionView { Quote: { } asked })
        {
            return problem ?? SessionCalls.Unexpected(reply);
        }

        var view = await Answered(session, asked.OrderId, caller, engine, context.RequestAborted);
        EntityTags.Set(context, view.Version);
        if (view.Quote is { Status: QuoteStatus.Refused } refused)
        {
            return Problem.Of(
                "order-rejected", $"No quote can be given: {refused.Reason}.", ("reason", refused.Reason));
        }

        var order = await OrderWaits.Until(
            engine, asked.OrderId, order => order.Outcome is not null, context.RequestAborted);
        return Placing.RefusalOf(order) is { } refusal
            ? refusal
            : TypedResults.Created(
                $"/v1/orders/{asked.OrderId}", OrderResource.Of(order, caller, engine.Catalog));
    }

    /// <summary>The session once the order has taken or refused the request; whatever came of it is with the order.
    /// </summary>
    private static async Task<SessionView> Answered(
        string session, string quote, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        var read = new SessionCommand.Read { Actor = caller.Subject };
        while (true)
        {
            var changes = engine.Watch(SessionCalls.AddressOf(session), cancellation);
            await foreach (var _ in changes.NowAndOn(Silence, cancellation))
            {
                var reply = await engine.Ask(SessionCalls.AddressOf(session), read, cancellation);
                var view = reply as SessionView ?? throw SessionCalls.UnexpectedReply(reply);
                if (view.Quote is not { Status: QuoteStatus.Pending } pending || pending.OrderId != quote)
                {
                    return view;
                }
            }
        }
    }
}
