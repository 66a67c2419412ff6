using Customization.Domain.Sessions;
using Customization.Gateway.Access;

namespace Customization.Gateway.Sessions;

/// <summary>Several people in one session: participants look and propose, the owner decides.</summary>
public static class SharingApi
{
    /// <summary>Maps participants and proposals of one session.</summary>
    public static void MapSharing(this RouteGroupBuilder sessions)
    {
        var session = sessions.MapGroup("/{session}");
        session.MapPut("/participants/{participant}", Join).WithName("Join")
            .WithSummary("Somebody takes part, under the subject of their token; they or the owner may ask.");
        session.MapDelete("/participants/{participant}", Leave).WithName("Leave")
            .WithSummary("Somebody takes no part any more.");
        session.MapPost("/proposals", Propose).WithName("Propose")
            .WithSummary("Suggests choices to the owner.");
        session.MapPost("/proposals/{proposal:int}/accept", Accept).WithName("AcceptProposal")
            .WithSummary("Makes the proposed choices as one step. Needs If-Match.");
        session.MapPost("/proposals/{proposal:int}/reject", Reject).WithName("RejectProposal")
            .WithSummary("Puts a proposal aside.");
    }

    private static async Task<Results<ShownSession, Problem>> Join(
        string session, string participant, JoinRequest request, HttpContext context) =>
        Keys.IsCustomer(participant)
            ? await SessionCalls.Show(context, session, new SessionCommand.Join(participant, request.DisplayName))
            : Problem.Of("request-invalid", "This is no subject of a token.");

    private static async Task<Results<NoContent, Problem>> Leave(
        string session, string participant, HttpContext context)
    {
        var (_, problem) = await SessionCalls.Ask(
            context, session, new SessionCommand.Leave(participant), needsVersion: false);
        return problem is null ? TypedResults.NoContent() : problem;
    }

    private static async Task<Results<ShownSession, Problem>> Propose(
        string session, ProposeRequest request, HttpContext context) =>
        request.Choices.IsDefaultOrEmpty
            ? Problem.Of("request-invalid", "A proposal has at least one choice.")
            : await SessionCalls.Show(context, session, new SessionCommand.Propose(request.Choices, request.Note));

    private static Task<Results<ShownSession, Problem>> Accept(
        string session, int proposal, AcceptRequest? request, HttpContext context) =>
        SessionCalls.Show(
            context, session, new SessionCommand.AcceptProposal(proposal, request?.WithRepair ?? false),
            needsVersion: true);

    private static Task<Results<ShownSession, Problem>> Reject(
        string session, int proposal, HttpContext context) =>
        SessionCalls.Show(context, session, new SessionCommand.RejectProposal(proposal));
}
