using System.Text;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Runs.Recipients;

namespace Customization.Gateway.Runs;

/// <summary>Adds recipients to a run: first to their batch, then to the run's count, so that a repeat after a crash
/// between the two goes on where it stopped.</summary>
internal static class RecipientUpload
{
    /// <summary>Takes one batch.</summary>
    public static async Task<Results<Ok<RunResource>, Problem>> Take(
        string run, int number, ICustomization engine, HttpContext context)
    {
        var cancellation = context.RequestAborted;
        var (view, problem) = await RunsApi.Ask(run, new RunCommand.ReadRun(), engine, cancellation);
        if (view is null)
        {
            return problem!;
        }

        if (number is < 1 or > RunLimits.BatchesMax)
        {
            return Problem.Of(new RunRejection.InvalidBatch($"Batches are numbered 1 to {RunLimits.BatchesMax}."));
        }

        var type = context.Request.GetTypedHeaders().ContentType?.MediaType.Value?.ToLowerInvariant();
        if (type is not ("text/csv" or "application/x-ndjson"))
        {
            return Problem.Of("media-type-unsupported", "Send text/csv or application/x-ndjson.");
        }

        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellation);
        var settings = view.State.Settings!;
        var read = type == "text/csv" ? CsvRecipients.Read(text, settings) : JsonRecipients.Read(text, settings);
        if (read.Table is not { } table)
        {
            return Problem.Of(read.Problem!, ("line", read.Problem!.Line), ("column", read.Problem.Column));
        }

        var reply = view.State.Status == RunStatus.Collecting || number <= view.State.Taken.Length
            ? await engine.Ask(
                RunState.AddressOf(run, number),
                new RunBatchCommand.TakeRecipients(view.State.Owner, settings, table.Rows, table.Hash()), cancellation)
            : new RunRejection.NotNow(view.State.Status);
        return reply is Rejection rejection
            ? Problem.Of(rejection)
            : await RunsApi.Show(run, new RunCommand.CountBatch(number, table.Rows.Length), engine, cancellation);
    }
}
