using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Gateway.Access;
using Customization.Gateway.Headers;
using Customization.Gateway.Images;
using Customization.Gateway.Limits;

namespace Customization.Gateway.Sessions;

/// <summary>Configuring: open, choose, undo, explain, share.</summary>
/// <remarks>Requests that are not idempotent by themselves (undo, redo, quote, migrate, taking a proposal) need
/// If-Match, so that a repeated one is refused instead of done twice; all others accept it.</remarks>
public static class SessionsApi
{
    /// <summary>Maps <c>/v1/sessions</c>.</summary>
    public static void MapSessions(this RouteGroupBuilder v1)
    {
        var sessions = v1.MapGroup("/sessions").RequireAuthorization(Roles.Customer).WithTags("Sessions");
        sessions.MapPost("/", OpenNew).WithPriority(Priority.Visit).WithName("OpenSession")
            .WithSummary("Opens a session on a product or on a configuration code.");
        sessions.MapGet("/", List).WithName("ListSessions").WithSummary("The caller's sessions.");
        sessions.MapPut("/{session}", Open).WithName("ReopenSession")
            .WithSummary("Opens a session under an id; with a code, brings back what a crash lost.");
        sessions.MapGet("/{session}", Read).WithName("ReadSession").WithSummary("The session as it is.");
        sessions.MapSelection();
        sessions.MapHistory();
        sessions.MapSharing();
        sessions.MapSessionQuote();
        sessions.MapSessionDocuments();
        sessions.MapGet("/{session}/events", SessionEvents.Stream).DisableRequestTimeout()
            .WithName("WatchSession").WithSummary("Server-sent events: the session's version as it changes.");
    }

    private static async Task<Results<Created<SessionResource>, Problem>> OpenNew(
        OpenSession request, Caller caller, ICustomization engine, HttpContext context)
    {
        var id = Keys.NewSession();
        var (reply, problem) = await SessionCalls.Ask(context, id, CommandOf(request, caller), needsVersion: false);
        return reply is SessionView view
            ? TypedResults.Created($"/v1/sessions/{id}", await Opened(engine, view, context))
            : problem ?? SessionCalls.Unexpected(reply);
    }

    private static async Task<Results<ShownSession, Problem>> Open(
        string session, OpenSession request, Caller caller, ICustomization engine, HttpContext context)
    {
        var (reply, problem) = await SessionCalls.Ask(
            context, session, CommandOf(request, caller), needsVersion: false);
        return reply is SessionView view
            ? new ShownSession(await Opened(engine, view, context))
            : problem ?? SessionCalls.Unexpected(reply);
    }

    private static async Task<SessionResource> Opened(ICustomization engine, SessionView view, HttpContext context) =>
        SessionCalls.Render(context, await KeptImages.Checked(engine, view, context.RequestAborted));

    private static SessionCommand.Open CommandOf(OpenSession request, Caller caller) =>
        new(caller.Subject, request.Product, request.ProductVersion, request.Code, request.Terms);

    private static async Task<Results<ShownSession, StatusCodeHttpResult, Problem>> Read(
        string session, HttpContext context)
    {
        var (reply, problem) = await SessionCalls.Ask(
            context, session, new SessionCommand.Read(), needsVersion: false);
        if (reply is not SessionView view)
        {
            return problem ?? SessionCalls.Unexpected(reply);
        }

        if (EntityTags.IsKnown(context, view.Version))
        {
            EntityTags.Set(context, view.Version);
            return TypedResults.StatusCode(StatusCodes.Status304NotModified);
        }

        return new ShownSession(SessionCalls.Render(context, view));
    }

    private static async Task<Results<Ok<Page>, Problem>> List(
        Caller caller, ICustomization engine, string? after, int? limit, CancellationToken cancellation) =>
        await Page.Of(engine, EntityKind.ConfigurationSession, caller.Subject, after, limit, cancellation);
}
