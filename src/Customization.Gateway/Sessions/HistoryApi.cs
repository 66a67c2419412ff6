using Customization.Domain.Sessions;

namespace Customization.Gateway.Sessions;

/// <summary>Steps back and forth, other versions, keeping.</summary>
public static class HistoryApi
{
    /// <summary>Maps undo, redo, migrate and save of one session.</summary>
    public static void MapHistory(this RouteGroupBuilder sessions)
    {
        var session = sessions.MapGroup("/{session}");
        session.MapPost("/undo", (string session, HttpContext context) =>
                SessionCalls.Show(context, session, new SessionCommand.Undo(), needsVersion: true))
            .WithName("Undo").WithSummary("Takes the last step back. Needs If-Match.");
        session.MapPost("/redo", (string session, HttpContext context) =>
                SessionCalls.Show(context, session, new SessionCommand.Redo(), needsVersion: true))
            .WithName("Redo").WithSummary("Does the step again that was taken back last. Needs If-Match.");
        session.MapDelete("/applied", (string session, HttpContext context) =>
                SessionCalls.Show(context, session, new SessionCommand.RevertApplied()))
            .WithName("RevertAllApplied").WithSummary("Takes back everything that was chosen unasked.");
        session.MapDelete("/applied/{characteristic}", (string session, string characteristic, HttpContext context) =>
                SessionCalls.Show(context, session, new SessionCommand.RevertApplied(characteristic)))
            .WithName("RevertApplied").WithSummary("Takes back what was chosen unasked; it counts against it.");
        session.MapPost("/migrate", (string session, HttpContext context) =>
                SessionCalls.Show(context, session, new SessionCommand.Migrate(), needsVersion: true))
            .WithName("Migrate")
            .WithSummary("Moves to what the product offers now by the smallest repair. Needs If-Match.");
        session.MapPost("/save", (string session, SaveRequest request, HttpContext context) =>
                SessionCalls.Show(context, session, new SessionCommand.Save(request.Name)))
            .WithName("SaveSession").WithSummary("Keeps the configuration with the customer under a name.");
    }
}
