using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Gateway.Access;
using Customization.Gateway.Headers;
using Customization.Gateway.Products;

namespace Customization.Gateway.Sessions;

/// <summary>Sends the caller's commands to one session and renders what comes back.</summary>
public static class SessionCalls
{
    /// <summary>Asks for a command that answers with the session.</summary>
    /// <param name="needsVersion">The command does something else when it is repeated, so If-Match is required.</param>
    public static async Task<Results<ShownSession, Problem>> Show(
        HttpContext context, string session, SessionCommand command, bool needsVersion = false)
    {
        var (reply, problem) = await Ask(context, session, command, needsVersion);
        return reply is SessionView view ? new ShownSession(Render(context, view)) : problem ?? Unexpected(reply);
    }

    /// <summary>Asks for a command that answers with the session or, as a preview, with what it would do.</summary>
    public static async Task<Results<ShownSession, Ok<PreviewResource>, Problem>> ShowOrPreview(
        HttpContext context, string session, SessionCommand command)
    {
        var (reply, problem) = await Ask(context, session, command, needsVersion: false);
        return reply switch
        {
            SessionView view => new ShownSession(Render(context, view)),
            SessionPreview preview when await Rendering(context, session) is { } names =>
                TypedResults.Ok(names.Of(preview)),
            _ => problem ?? Unexpected(reply),
        };
    }

    /// <summary>Asks on behalf of the caller; the problem is set where there is no reply to show.</summary>
    public static async Task<(Reply? Reply, Problem? Problem)> Ask(
        HttpContext context, string session, SessionCommand command, bool needsVersion)
    {
        if (!Keys.IsKey(session))
        {
            return (null, Problem.Of(new SessionRejection.SessionUnknown()));
        }

        var (version, problem) = EntityTags.Expected(context, needsVersion);
        if (problem is not null)
        {
            return (null, problem);
        }

        var asked = command with
        {
            Actor = Caller.Of(context.User).Subject,
            ExpectedVersion = version,
            Language = Languages.Of(context),
        };
        var reply = await Engine(context).Ask(AddressOf(session), asked, context.RequestAborted);
        return reply is Rejection rejection ? (null, await Refuse(context, session, rejection)) : (reply, null);
    }

    /// <summary>The session by names, with its version as ETag.</summary>
    public static SessionResource Render(HttpContext context, SessionView view)
    {
        EntityTags.Set(context, view.Version);
        var withPicture = context.Request.Query["picture"] == "true";
        var shown = Caller.Of(context.User).Subject == view.Owner ? view : view with { Preferences = [] };
        return Rendering(context, shown).Of(shown, withPicture);
    }

    /// <summary>Names for the positions in a view.</summary>
    public static SessionRendering Rendering(HttpContext context, SessionView view) =>
        new(Engine(context).Catalog.Version(view.Product, view.ProductVersion)
            ?? throw new UnavailableException(
                UnavailableReason.StorageFault, $"version {view.ProductVersion} of '{view.Product}' is not loaded"),
            Languages.Of(context));

    /// <summary>Where a session lives.</summary>
    public static EntityAddress AddressOf(string session) => new(EntityKind.ConfigurationSession, session);

    /// <summary>A reply of a kind that the command never gives: a bug.</summary>
    public static Problem Unexpected(Reply? reply) => throw UnexpectedReply(reply);

    /// <summary>The bug behind <see cref="Unexpected"/>.</summary>
    public static InvalidOperationException UnexpectedReply(Reply? reply) =>
        new($"unexpected reply {reply?.GetType().Name}");

    private static ICustomization Engine(HttpContext context) =>
        context.RequestServices.GetRequiredService<ICustomization>();

    private static async Task<Problem> Refuse(HttpContext context, string session, Rejection rejection)
    {
        var explanation = rejection switch
        {
            SessionRejection.ValueExcluded excluded => excluded.Explanation,
            SessionRejection.ValueDead dead => dead.Explanation,
            _ => null,
        };
        if (explanation is not null && await Rendering(context, session) is { } names)
        {
            return Problem.Of(rejection, ("explanation", names.Of(explanation)));
        }

        return rejection switch
        {
            SessionRejection.ConfigurationIncomplete incomplete => Problem.Of(
                rejection, ("characteristics", incomplete.Characteristics), ("parameters", incomplete.Parameters)),
            SessionRejection.ParameterInvalid invalid => Problem.Of(rejection, ("reason", invalid.Reason)),
            _ => Problem.Of(rejection),
        };
    }

    /// <summary>Previews and explanations do not say which version their positions are of; the session does.</summary>
    public static async Task<SessionRendering?> Rendering(HttpContext context, string session)
    {
        var read = new SessionCommand.Read { Actor = Caller.Of(context.User).Subject };
        var reply = await Engine(context).Ask(AddressOf(session), read, context.RequestAborted);
        return reply is SessionView view ? Rendering(context, view) : null;
    }
}
