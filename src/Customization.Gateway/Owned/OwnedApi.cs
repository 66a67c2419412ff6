using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Owned;
using Customization.Gateway.Access;
using Customization.Gateway.Products;

namespace Customization.Gateway.Owned;

/// <summary>Things that customers own: adjusted by the owner, and looked at by operators too.</summary>
public static class OwnedApi
{
    /// <summary>Maps <c>/v1/owned</c>.</summary>
    public static void MapOwned(this RouteGroupBuilder v1)
    {
        var owned = v1.MapGroup("/owned").WithTags("Owned");
        owned.MapGet("/", List).RequireAuthorization(Roles.CustomerOrOperator).WithName("ListOwned")
            .WithSummary("Serial numbers of what the caller owns; for operators of all or of one customer.");
        owned.MapGet("/{serial}", (string serial, HttpContext context) => OwnedCalls.Read(context, serial))
            .RequireAuthorization(Roles.CustomerOrOperator).WithName("ReadOwned")
            .WithSummary("Everything that is known: settings, presets, schedules, what was learned and observed.");
        owned.MapGet("/{serial}/program", Program).RequireAuthorization(Roles.CustomerOrOperator)
            .WithName("ReadOwnedProgram").WithSummary("What the schedules want at a local time, and what comes next.");
        owned.MapGet("/{serial}/explanation", Explain).RequireAuthorization(Roles.CustomerOrOperator)
            .WithName("ExplainOwned").WithSummary("Why a setting, or a setting of a preset, has its value.");
        var own = owned.MapGroup("/{serial}").RequireAuthorization(Roles.Customer);
        own.MapPut("/settings/{setting}", (
                    string serial, string setting, SettingRequest request, HttpContext context) =>
                OwnedCalls.Change(context, serial, new OwnedCommand.ChangeSetting(setting, request.Value)))
            .WithName("ChangeOwnedSetting").WithSummary("Sets a setting, within what was built.");
        own.MapPut("/presets/{preset}", (string serial, string preset, PresetRequest request, HttpContext context) =>
                OwnedCalls.Change(context, serial, new OwnedCommand.SavePreset(
                    preset, request.Title ?? "", request.ValuesOrNull)))
            .WithName("SaveOwnedPreset").WithSummary("Keeps values, or all settings as they are, under a name.");
        own.MapDelete("/presets/{preset}", (string serial, string preset, HttpContext context) =>
                OwnedCalls.Change(context, serial, new OwnedCommand.RemovePreset(preset)))
            .WithName("RemoveOwnedPreset").WithSummary("Forgets a saved preset; the factory's stands again.");
        own.MapPost("/presets/{preset}/apply", (string serial, string preset, HttpContext context) =>
                OwnedCalls.Change(context, serial, new OwnedCommand.ApplyPreset(preset)))
            .WithName("ApplyOwnedPreset").WithSummary("Sets all settings of a preset.");
        own.MapPut("/schedules/{schedule}", SetSchedule).WithName("SetOwnedSchedule")
            .WithSummary("A preset at a local time of some weekdays.");
        own.MapDelete("/schedules/{schedule}", (string serial, string schedule, HttpContext context) =>
                OwnedCalls.Change(context, serial, new OwnedCommand.RemoveSchedule(schedule)))
            .WithName("RemoveOwnedSchedule").WithSummary("Forgets a schedule.");
        own.MapPut("/observations/{batch}", Report).WithName("ReportOwnedUse")
            .WithSummary("How it was used; presets may learn from it. Once per batch.");
        own.MapPut("/learning", (string serial, LearningRequest request, HttpContext context) =>
                OwnedCalls.Change(context, serial, new OwnedCommand.SwitchLearning(request.On)))
            .WithName("SwitchOwnedLearning").WithSummary("Off forgets what was observed and keeps nothing more.");
        own.MapPost("/reset", (string serial, ResetRequest request, HttpContext context) =>
                OwnedCalls.Change(
                    context, serial, new OwnedCommand.Reset(request.To, request.Preset, request.Setting)))
            .WithName("ResetOwned").WithSummary("Back to what the owner set, or to the factory, in all or in a part.");
    }

    private static async Task<Results<Ok<Page>, Problem>> List(
        Caller caller, ICustomization engine, string? customer, string? after, int? limit,
        CancellationToken cancellation)
    {
        if (customer is not null && !caller.MaySee(customer))
        {
            return Problem.Of("forbidden", "Only operators see what others own.");
        }

        var owner = caller.IsOperator ? customer : caller.Subject;
        return await Page.Of(engine, EntityKind.OwnedProduct, owner, after, limit, cancellation);
    }

    private static async Task<Results<Ok<ProgramResource>, Problem>> Program(
        string serial, string at, HttpContext context)
    {
        if (LocalTimes.Read(at) is not { } time)
        {
            return LocalTimes.Refused(at);
        }

        var reply = await OwnedCalls.Look(context, serial, new OwnedCommand.ReadProgram(time));
        return reply switch
        {
            OwnedProgram program => TypedResults.Ok(ProgramResource.Of(program)),
            Rejection rejection => Problem.Of(rejection),
            _ => throw OwnedCalls.Unexpected(reply),
        };
    }

    private static async Task<Results<Ok<ExplanationResource>, Problem>> Explain(
        string serial, string setting, string? preset, HttpContext context)
    {
        var reply = await OwnedCalls.Look(context, serial, new OwnedCommand.Explain(setting, preset));
        return reply switch
        {
            OwnedExplanation explanation =>
                TypedResults.Ok(ExplanationResource.Of(explanation, Languages.Of(context))),
            Rejection rejection => Problem.Of(rejection),
            _ => throw OwnedCalls.Unexpected(reply),
        };
    }

    private static async Task<Results<Ok<OwnedResource>, Problem>> SetSchedule(
        string serial, string schedule, ScheduleRequest request, HttpContext context) =>
        LocalTimes.ReadTimeOfDay(request.Time) is { } time
            ? await OwnedCalls.Change(context, serial, new OwnedCommand.SetSchedule(
                schedule, new OwnedSchedule(request.Preset, time, [.. request.Days])))
            : LocalTimes.Refused(request.Time);

    private static async Task<Results<Ok<OwnedResource>, Problem>> Report(
        string serial, string batch, ObservationRequest request, HttpContext context)
    {
        var uses = new List<ObservedUse>();
        foreach (var use in request.Uses)
        {
            if (LocalTimes.Read(use.At) is not { } time)
            {
                return LocalTimes.Refused(use.At);
            }

            uses.Add(new ObservedUse(use.Setting, use.Value, time));
        }

        return await OwnedCalls.Change(context, serial, new OwnedCommand.ReportUse(batch, [.. uses]));
    }
}
