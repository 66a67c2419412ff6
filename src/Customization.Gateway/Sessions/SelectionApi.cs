using Customization.Domain;
using Customization.Domain.Sessions;
using Customization.Gateway.Images;

namespace Customization.Gateway.Sessions;

/// <summary>Answers of the customer: values, parameters, terms.</summary>
public static class SelectionApi
{
    /// <summary>Maps what changes the selection of one session.</summary>
    public static void MapSelection(this RouteGroupBuilder sessions)
    {
        var session = sessions.MapGroup("/{session}");
        session.MapPut("/selection/{characteristic}", Select).WithName("Select")
            .WithSummary("Chooses an open value. An excluded one is refused with explanation and repair.");
        session.MapDelete("/selection/{characteristic}", Unselect).WithName("Unselect")
            .WithSummary("Takes a choice back.");
        session.MapGet("/explanation", Explain).WithName("Explain")
            .WithSummary("Why a value cannot be had, and the repair that makes room for it.");
        session.MapGet("/guidance", Guide).WithName("Guide")
            .WithSummary("How many configurations are left, and the open questions, that which rules out most first.");
        session.MapPost("/repair", Repair).WithName("Repair")
            .WithSummary("Chooses a value and changes as few other choices as that takes.");
        session.MapPost("/complete", Complete).WithName("Complete")
            .WithSummary("Fills in what is open: as the author prefers, cheapest, fastest or likeliest.");
        session.MapPut("/parameters/{parameter}", SetParameter).WithName("SetParameter")
            .WithSummary("Answers a parameter: a measurement, a text, an image or a choice.");
        session.MapDelete("/parameters/{parameter}", ClearParameter).WithName("ClearParameter")
            .WithSummary("Takes a parameter's answer back.");
        session.MapImage();
        session.MapPut("/terms", ChangeTerms).WithName("ChangeTerms")
            .WithSummary("Sets price list and shipping lane.");
    }

    private static Task<Results<ShownSession, Problem>> Select(
        string session, string characteristic, ValueChoice choice, HttpContext context) =>
        SessionCalls.Show(context, session, new SessionCommand.Select(characteristic, choice.Value));

    private static Task<Results<ShownSession, Problem>> Unselect(
        string session, string characteristic, HttpContext context) =>
        SessionCalls.Show(context, session, new SessionCommand.Unselect(characteristic));

    private static async Task<Results<Ok<ExplanationResource>, Problem>> Explain(
        string session, string characteristic, string value, HttpContext context)
    {
        var (reply, problem) = await SessionCalls.Ask(
            context, session, new SessionCommand.Explain(characteristic, value), needsVersion: false);
        return reply is SessionExplanation explanation
            && await SessionCalls.Rendering(context, session) is { } names
            ? TypedResults.Ok(names.Of(explanation))
            : problem ?? SessionCalls.Unexpected(reply);
    }

    private static async Task<Results<Ok<GuidanceResource>, Problem>> Guide(string session, HttpContext context)
    {
        var (reply, problem) = await SessionCalls.Ask(
            context, session, new SessionCommand.Guide(), needsVersion: false);
        return reply is SessionGuidance guidance
            && await SessionCalls.Rendering(context, session) is { } names
            ? TypedResults.Ok(names.Of(guidance))
            : problem ?? SessionCalls.Unexpected(reply);
    }

    private static Task<Results<ShownSession, Ok<PreviewResource>, Problem>> Repair(
        string session, RepairRequest request, HttpContext context) =>
        SessionCalls.ShowOrPreview(
            context, session, new SessionCommand.Repair(request.Characteristic, request.Value, request.Preview));

    private static Task<Results<ShownSession, Ok<PreviewResource>, Problem>> Complete(
        string session, CompleteRequest? request, HttpContext context) =>
        SessionCalls.ShowOrPreview(
            context, session,
            new SessionCommand.Complete(request?.Goal ?? CompletionGoal.Preferred, request?.Preview ?? false));

    private static async Task<Results<ShownSession, Problem>> SetParameter(
        string session, string parameter, ParameterBody body, ICustomization engine, HttpContext context)
    {
        var value = body.ToValue();
        if (value is not null && body.Image is { Reference: var reference })
        {
            value = await KeptImages.Answer(engine, reference, context.RequestAborted);
            if (value is null)
            {
                return Problem.Of("image-unknown", "No picture is kept under this reference; send the picture itself.");
            }
        }

        return value is null
            ? Problem.Of("request-invalid", "Set exactly one of measurement, text, choice and image.")
            : await SessionCalls.Show(context, session, new SessionCommand.SetParameter(parameter, value));
    }

    private static Task<Results<ShownSession, Problem>> ClearParameter(
        string session, string parameter, HttpContext context) =>
        SessionCalls.Show(context, session, new SessionCommand.ClearParameter(parameter));

    private static Task<Results<ShownSession, Problem>> ChangeTerms(
        string session, SessionTerms terms, HttpContext context) =>
        SessionCalls.Show(context, session, new SessionCommand.ChangeTerms(terms));
}
