using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Gateway.Access;
using Customization.Gateway.Limits;

namespace Customization.Gateway.Components;

/// <summary>Stock of components, for operators.</summary>
public static class ComponentsApi
{
    /// <summary>Maps <c>/v1/components</c>.</summary>
    public static void MapComponents(this RouteGroupBuilder v1)
    {
        var components = v1.MapGroup("/components").RequireAuthorization(Roles.Operator).WithTags("Components")
            .WithPriority(Priority.Order);
        components.MapGet("/", (ICustomization engine, string? after, int? limit, CancellationToken cancellation) =>
                Page.Of(engine, EntityKind.ComponentStock, null, after, limit, cancellation))
            .WithName("ListComponents").WithSummary("Codes of all components.");
        components.MapGet("/{component}", (string component, ICustomization engine, CancellationToken cancellation) =>
                Tell(component, new ReadStock(), engine, cancellation))
            .WithName("ReadComponent").WithSummary("On hand, inbound, claims, and what can still be promised.");
        components.MapPut("/{component}", (
                    string component, ComponentRequest request, ICustomization engine,
                    CancellationToken cancellation) =>
                Tell(component, new DefineComponent(request.Terms, request.OnHand), engine, cancellation))
            .WithName("DefineComponent").WithSummary("Names a component; the first time it sets the stock too.");
        components.MapPut("/{component}/receipts/{receipt}", (
                    string component, string receipt, ReceiptRequest request, ICustomization engine,
                    CancellationToken cancellation) =>
                Tell(component, CommandOf(receipt, request), engine, cancellation))
            .WithName("ReceiveStock").WithSummary("Goods came in, or will come on a date. Once per receipt id.");
        components.MapPut("/{component}/adjustments/{adjustment}", (
                    string component, string adjustment, AdjustmentRequest request, ICustomization engine,
                    CancellationToken cancellation) =>
                Tell(component, new AdjustStock(adjustment, request.Delta, request.Reason), engine, cancellation))
            .WithName("AdjustStock").WithSummary("Stock was found or lost. Once per adjustment id.");
    }

    private static Command CommandOf(string receipt, ReceiptRequest request) => request.Date is { } date
        ? new AnnounceReceipt(receipt, request.Quantity, date)
        : new ReceiveStock(receipt, request.Quantity);

    private static async Task<Results<Ok<ComponentResource>, Problem>> Tell(
        string component, Command command, ICustomization engine, CancellationToken cancellation)
    {
        if (!Keys.IsKey(component))
        {
            return Problem.Of(new StockRejection.Unknown(component));
        }

        var address = new EntityAddress(EntityKind.ComponentStock, component);
        var reply = await engine.Ask(address, command, cancellation);
        if (reply is Done)
        {
            reply = await engine.Ask(address, new ReadStock(), cancellation);
        }

        return reply switch
        {
            StockView view => TypedResults.Ok(ComponentResource.Of(view)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw new InvalidOperationException($"unexpected reply {reply.GetType().Name}"),
        };
    }
}

/// <summary>A component.</summary>
/// <param name="OnHand">Stock when it is defined for the first time.</param>
public sealed record ComponentRequest(ComponentTerms Terms, int OnHand = 0);

/// <summary>Goods.</summary>
/// <param name="Date">When they will come; absent where they are here.</param>
public sealed record ReceiptRequest(int Quantity, DateOnly? Date = null);

/// <summary>A correction of the stock.</summary>
public sealed record AdjustmentRequest(int Delta, string Reason);
