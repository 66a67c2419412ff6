using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Gateway.Events;

namespace Customization.Gateway.Sessions;

/// <summary>Tells everybody in a session that it changed; what it became is one conditional GET away.</summary>
/// <remarks>The session is not sent along: most who listen are the ones who changed it and have it already.</remarks>
public static class SessionEvents
{
    /// <summary>The stream of one session.</summary>
    public static async Task<Results<EventStream, Problem>> Stream(
        string session, ICustomization engine, HttpContext context)
    {
        var (reply, problem) = await SessionCalls.Ask(
            context, session, new SessionCommand.Read(), needsVersion: false);
        if (reply is not SessionView)
        {
            return problem ?? SessionCalls.Unexpected(reply);
        }

        return new EventStream(
            engine.Watch(SessionCalls.AddressOf(session), context.RequestAborted),
            async (change, _) => await Ask(context, session) is SessionView view
                ? new StreamEvent("session", view.Version, new SessionChange(view.Version, view.Code, NamesOf(change)))
                : null);
    }

    private static async Task<Reply?> Ask(HttpContext context, string session) =>
        (await SessionCalls.Ask(context, session, new SessionCommand.Read(), needsVersion: false)).Reply;

    private static string[] NamesOf(Change? change) => change is null ? [] : [.. change.Events.Select(EventNames.Of)];
}

/// <summary>A session changed.</summary>
/// <param name="Happened">Kebab-case names of the events, e.g. <c>step-taken</c>.</param>
public sealed record SessionChange(long Version, string Code, IReadOnlyList<string> Happened);
