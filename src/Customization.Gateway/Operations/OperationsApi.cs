using Customization.Gateway.Access;
using Customization.Gateway.Limits;

namespace Customization.Gateway.Operations;

/// <summary>The plant and the engine at a glance, for operators.</summary>
public static class OperationsApi
{
    /// <summary>Maps <c>/v1/operations</c>.</summary>
    public static void MapOperations(this RouteGroupBuilder v1)
    {
        var operations = v1.MapGroup("/operations").RequireAuthorization(Roles.Operator)
            .WithTags("Operations").WithPriority(Priority.Order);
        operations.MapGet("/cells", CellBoard.Read).WithName("ReadCellBoard")
            .WithSummary("Cells by days: opening, holds, reservations, work done.");
        operations.MapGet("/orders", OrderBoard.Read).WithName("ReadOrderBoard")
            .WithSummary("Orders with state, lateness, and what is promised against what is possible.");
        operations.MapGet("/orders/events", OrderBoard.Watch).DisableRequestTimeout().WithName("WatchOrderBoard")
            .WithSummary("Server-sent events: one message for each change of the orders named.");
        operations.MapGet("/engine", EngineBoard.Read).WithName("ReadEngine")
            .WithSummary("Activations, commands, latencies, write batches, hot entities.");
    }
}
