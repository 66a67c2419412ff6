using Customization.Domain;
using Customization.Domain.Ordering;
using Customization.Gateway.Access;

namespace Customization.Gateway.Orders;

/// <summary>What a dosing machine reads: operators see a reference only.</summary>
public static class OrderFormulaApi
{
    /// <summary>Maps the formula of one order.</summary>
    public static void MapOrderFormula(this RouteGroupBuilder orders) =>
        orders.MapGet("/{order}/formula", Read).RequireAuthorization(Roles.Machine).WithName("ReadOrderFormula")
            .WithSummary("The secret values of an order while it is made; for machines, not for people.");

    private static async Task<Results<Ok<OrderFormula>, Problem>> Read(
        string order, ICustomization engine, CancellationToken cancellation)
    {
        if (!Keys.IsKey(order) || await OrderWaits.Read(engine, order, cancellation) is not { } view)
        {
            return Problem.Of(new OrderRejection.Unknown(order));
        }

        return OrderFormula.Of(view, engine.Catalog, out var problem) is { } formula
            ? TypedResults.Ok(formula)
            : Problem.Of(problem!);
    }
}
