using Customization.Domain;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Sessions;
using Customization.Gateway.Documents;
using Customization.Gateway.Products;

namespace Customization.Gateway.Sessions;

/// <summary>What would be made for an order of a session as it is.</summary>
public static class SessionDocuments
{
    /// <summary>Maps the documents of one session.</summary>
    public static void MapSessionDocuments(this RouteGroupBuilder sessions) =>
        sessions.MapGet("/{session}/documents/{document}", Read).WithName("ReadSessionDocument")
            .Produces<byte[]>(StatusCodes.Status200OK, "text/plain", "text/html")
            .WithSummary("A document of the finished configuration, in the caller's language.");

    private static async Task<Results<FileContentHttpResult, Problem>> Read(
        string session, string document, ICustomization engine, HttpContext context)
    {
        var (reply, problem) = await SessionCalls.Ask(
            context, session, new SessionCommand.Read(), needsVersion: false);
        if (reply is not SessionView view)
        {
            return problem ?? SessionCalls.Unexpected(reply);
        }

        return CodedDocuments.TryRender(
            view.Code, document, engine.Catalog, Languages.Of(context), out var rendered, out var rejection)
            ? FilledDocument.Send(context, rendered)
            : Problem.Of(rejection);
    }
}
