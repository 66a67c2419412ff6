using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Runs;
using Customization.Gateway.Access;
using Customization.Gateway.Events;
using Customization.Gateway.Limits;

namespace Customization.Gateway.Runs;

/// <summary>Mass runs: one product personalized for each of tens of thousands of recipients.</summary>
public static class RunsApi
{
    /// <summary>Maps <c>/v1/runs</c>.</summary>
    public static void MapRuns(this RouteGroupBuilder v1)
    {
        var runs = v1.MapGroup("/runs").RequireAuthorization(Roles.AuthorOrOperator).WithTags("Runs")
            .WithPriority(Priority.Order);
        runs.MapGet("/", List).WithName("ListRuns").WithSummary("All runs.");
        runs.MapPut("/{run}", Create).WithName("CreateRun")
            .WithSummary("Creates a run for a product and says what the fields of a recipient answer.");
        runs.MapGet("/{run}", Read).WithName("ReadRun").WithSummary("Progress, rate and estimated end.");
        runs.MapGet("/{run}/events", Stream).DisableRequestTimeout().WithName("WatchRun")
            .WithSummary("Server-sent events: the run after each change.");
        runs.MapPut("/{run}/batches/{number}", RecipientUpload.Take).WithName("AddRecipients")
            .Accepts<string>("text/csv", "application/x-ndjson")
            .WithSummary("Adds recipients, up to 50 a batch; repeating a batch changes nothing.");
        runs.MapSteps();
        runs.MapItems();
    }

    /// <summary>Where a run lives.</summary>
    internal static EntityAddress AddressOf(string run) => new(EntityKind.Run, run);

    /// <summary>Asks a run; the problem is set where there is no run to show.</summary>
    internal static async Task<(RunView? View, Problem? Problem)> Ask(
        string run, RunCommand command, ICustomization engine, CancellationToken cancellation)
    {
        if (!Keys.IsKey(run))
        {
            return (null, Problem.Of(new RunRejection.Unknown(run)));
        }

        return await engine.Ask(AddressOf(run), command, cancellation) switch
        {
            RunView view => (view, null),
            Rejection rejection => (null, Problem.Of(rejection)),
            var other => throw new InvalidOperationException($"unexpected reply {other.GetType().Name}"),
        };
    }

    /// <summary>Asks a run and shows it.</summary>
    internal static async Task<Results<Ok<RunResource>, Problem>> Show(
        string run, RunCommand command, ICustomization engine, CancellationToken cancellation)
    {
        var (view, problem) = await Ask(run, command, engine, cancellation);
        return view is not null ? TypedResults.Ok(RunResource.Of(view)) : problem!;
    }

    private static Task<Results<Ok<RunResource>, Problem>> Create(
        string run, RunBody body, Caller caller, ICustomization engine, CancellationToken cancellation) =>
        Show(run, new RunCommand.CreateRun(caller.Subject, body.ToSettings()), engine, cancellation);

    private static Task<Results<Ok<RunResource>, Problem>> Read(
        string run, ICustomization engine, CancellationToken cancellation) =>
        Show(run, new RunCommand.ReadRun(), engine, cancellation);

    private static Task<Results<Ok<Page>, Problem>> List(
        ICustomization engine, string? after, int? limit, CancellationToken cancellation) =>
        Page.Of(engine, EntityKind.Run, null, after, limit, cancellation);

    private static async Task<Results<EventStream, Problem>> Stream(
        string run, ICustomization engine, CancellationToken cancellation)
    {
        var (view, problem) = await Ask(run, new RunCommand.ReadRun(), engine, cancellation);
        return view is null
            ? problem!
            : new EventStream(
                engine.Watch(AddressOf(run), cancellation),
                async (change, stop) =>
                    (await Ask(run, new RunCommand.ReadRun(), engine, stop)).View is { } now
                        ? new StreamEvent("run", change?.Version ?? 0, RunResource.Of(now))
                        : null);
    }

    private static void MapSteps(this RouteGroupBuilder runs)
    {
        Step("submit", "SubmitRun", "All recipients are there: shows samples, or begins.",
            _ => new RunCommand.SubmitRun());
        Step("approve", "ApproveRun", "The samples are good: begins.", _ => new RunCommand.ApproveRun());
        Step("reject", "RejectRun", "The samples are not good: ends.", body => new RunCommand.RejectRun(body.Reason));
        Step("pause", "PauseRun", "Makes no further items for now.", _ => new RunCommand.PauseRun());
        Step("resume", "ResumeRun", "Goes on.", _ => new RunCommand.ResumeRun());
        Step("cancel", "CancelRun", "Ends; orders that were placed stay.",
            body => new RunCommand.CancelRun(body.Reason));
        Step("forget", "ForgetRecipients",
            "Forgets who the recipients were; by itself 30 days after the end. Counts and orders stay.",
            _ => new RunCommand.ForgetRecipients());
        Step("retry", "RetryRun", "Begins anew what failed.", _ => new RunCommand.RetryFailed());

        void Step(string step, string name, string summary, Func<StepBody, RunCommand> command) =>
            runs.MapPost($"/{{run}}/{step}", (
                string run, StepBody? body, ICustomization engine, CancellationToken cancellation) =>
                Show(run, command(body ?? new StepBody()), engine, cancellation))
                .WithName(name).WithSummary(summary);
    }
}
