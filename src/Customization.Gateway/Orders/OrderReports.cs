using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Gateway.Access;

namespace Customization.Gateway.Orders;

/// <summary>What operators and carriers report about an order. Reporting again changes nothing.</summary>
public static class OrderReports
{
    /// <summary>Maps the reports of one order.</summary>
    public static void MapReports(this RouteGroupBuilder orders)
    {
        var order = orders.MapGroup("/{order}").RequireAuthorization(Roles.Operator);
        order.MapPost("/operations/{operation}/complete",
                (string order, string operation, Caller caller, ICustomization engine,
                    CancellationToken cancellation) =>
                    Tell(order, new CompleteOperation(operation), caller, engine, cancellation))
            .WithName("CompleteOperation").WithSummary("An operation is done.");
        order.MapPost("/ship",
                (string order, ShipRequest? request, Caller caller, ICustomization engine,
                    CancellationToken cancellation) =>
                    Tell(
                        order, new ShipOrder(request?.Tracking ?? "", request?.Lot ?? 0), caller, engine,
                        cancellation))
            .WithName("ShipOrder").WithSummary("The carrier has the order, or one lot of it.");
        order.MapPost("/deliver",
                (string order, DeliveryRequest? request, Caller caller, ICustomization engine,
                    CancellationToken cancellation) =>
                    Tell(order, new ConfirmDelivery(request?.Lot ?? 0), caller, engine, cancellation))
            .WithName("ConfirmDelivery").WithSummary("The customer has the order, or one lot of it.");
    }

    /// <summary>Sends a report and shows the order after it.</summary>
    internal static async Task<Results<Ok<OrderResource>, Problem>> Tell(
        string order, Command command, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        if (!Keys.IsKey(order))
        {
            return Problem.Of(new OrderRejection.Unknown(order));
        }

        var reply = await engine.Ask(OrderWaits.AddressOf(order), command, cancellation);
        if (reply is Rejection rejection)
        {
            return Problem.Of(rejection);
        }

        return await OrderWaits.Read(engine, order, cancellation) is { } view
            ? TypedResults.Ok(OrderResource.Of(view, caller, engine.Catalog))
            : Problem.Of(new OrderRejection.Unknown(order));
    }
}
