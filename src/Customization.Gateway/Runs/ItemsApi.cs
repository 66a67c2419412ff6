using Customization.Domain;
using Customization.Domain.Catalog.Documents;
using Customization.Domain.Entities;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Gateway.Access;
using Customization.Gateway.Documents;

namespace Customization.Gateway.Runs;

/// <summary>The single items of a run: samples, failures with their reasons, corrections, documents.</summary>
public static class ItemsApi
{
    private const int LimitDefault = 100;
    private const int LimitMax = 500;

    /// <summary>Batches that one page looks at.</summary>
    private const int BatchesMax = 20;

    /// <summary>Maps the items of one run.</summary>
    public static void MapItems(this RouteGroupBuilder runs)
    {
        runs.MapGet("/{run}/samples", Samples).WithName("ReadRunSamples")
            .WithSummary("Items spread over all recipients, with price and documents, for review.");
        runs.MapGet("/{run}/items", List).WithName("ListRunItems")
            .WithSummary("Items by page, all or those of a status, with the reasons of those that failed.");
        runs.MapGet("/{run}/items/{item}", Read).WithName("ReadRunItem")
            .WithSummary("An item with what it is, or would be.");
        runs.MapPut("/{run}/items/{item}", Correct).WithName("CorrectRunItem")
            .WithSummary("Other values for an item that waits or failed; retry begins it anew.");
        runs.MapGet("/{run}/items/{item}/documents/{document}", Document).WithName("ReadRunDocument")
            .Produces<byte[]>(StatusCodes.Status200OK, "text/plain", "text/html")
            .WithSummary("A document of an item, as it is or would be.");
    }

    private static async Task<Results<Ok<IReadOnlyList<ItemResource>>, Problem>> Samples(
        string run, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        var (view, problem) = await RunsApi.Ask(run, new RunCommand.ReadRun(), engine, cancellation);
        if (view is null)
        {
            return problem!;
        }

        var secrets = ItemSecrets.Of(view.State, caller, engine.Catalog);
        var samples = new List<ItemResource>();
        foreach (var (batch, item) in view.State.Taken.Contains(0) ? [] : view.Samples())
        {
            var reply = await engine.Ask(
                RunState.AddressOf(run, batch), new RunBatchCommand.ReadItem(item), cancellation);
            if (reply is RunItemView sample)
            {
                samples.Add(secrets.Show(sample));
            }
        }

        return TypedResults.Ok<IReadOnlyList<ItemResource>>(samples);
    }

    private static async Task<Results<Ok<ItemsPage>, Problem>> List(
        string run, string? status, string? after, int? limit, Caller caller, ICustomization engine,
        CancellationToken cancellation)
    {
        RunItemStatus? wanted = Enum.GetValues<RunItemStatus>().Cast<RunItemStatus?>().FirstOrDefault(each =>
            string.Equals(each.ToString(), status, StringComparison.OrdinalIgnoreCase));
        if (status is not null && wanted is null)
        {
            return Problem.Of("request-invalid", "status is waiting, underWay, made or failed.");
        }

        var start = after is null ? (Batch: 1, Item: -1) : ItemName.Read(after);
        if (limit is < 1 or > LimitMax || start is not var (batch, item))
        {
            return Problem.Of("request-invalid", $"limit is 1 to {LimitMax}, after the next of a page before.");
        }

        var (view, problem) = await RunsApi.Ask(run, new RunCommand.ReadRun(), engine, cancellation);
        if (view is null)
        {
            return problem!;
        }

        var secrets = ItemSecrets.Of(view.State, caller, engine.Catalog);
        var rows = new List<ItemRow>();
        for (var looked = 0; batch <= view.State.Taken.Length && rows.Count < (limit ?? LimitDefault); batch++)
        {
            if (!MayHave(view.State, batch, wanted))
            {
                item = -1;
                continue;
            }

            if (looked++ == BatchesMax)
            {
                return TypedResults.Ok(new ItemsPage(rows, ItemName.Of(batch - 1, RunLimits.BatchItemsMax)));
            }

            var found = await RowsOf(run, batch, wanted, engine, cancellation);
            foreach (var row in found.Where(row => row.Item > item))
            {
                if (rows.Count == (limit ?? LimitDefault))
                {
                    return TypedResults.Ok(new ItemsPage(rows, rows[^1].Id));
                }

                rows.Add(secrets.Show(row.Row));
            }

            item = -1;
        }

        return TypedResults.Ok(new ItemsPage(
            rows, batch <= view.State.Taken.Length ? rows[^1].Id : null));
    }

    /// <summary>A batch that nobody works on has failed items only where the run counted some.</summary>
    private static bool MayHave(RunState state, int batch, RunItemStatus? status) =>
        state.Taken[batch - 1] > 0
        && (status != RunItemStatus.Failed || state.Active.Contains(batch)
            || (batch <= state.Failed.Length && state.Failed[batch - 1] > 0));

    private static async Task<List<(int Item, ItemRow Row)>> RowsOf(
        string run, int batch, RunItemStatus? status, ICustomization engine, CancellationToken cancellation)
    {
        var reply = await engine.Ask(RunState.AddressOf(run, batch), new RunBatchCommand.ReadBatch(), cancellation);
        if (reply is not RunBatchView { State: { Settings: { } settings } state })
        {
            return [];
        }

        var rows = new List<(int Item, ItemRow Row)>();
        for (var i = 0; i < state.Items.Length; i++)
        {
            var item = state.Items[i];
            if (status is null || item.Status == status)
            {
                rows.Add((i, new ItemRow(
                    ItemName.Of(batch, i), item.Status, settings.Given(item.Row),
                    item.HasOrder ? state.OrderOf(i) : null, item.Why.Length > 0 ? item.Why : null,
                    item.Detail.Length > 0 ? item.Detail : null)));
            }
        }

        return rows;
    }

    private static async Task<Results<Ok<ItemResource>, Problem>> Read(
        string run, string item, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        var (found, problem) = await RunsApi.Ask(run, new RunCommand.ReadRun(), engine, cancellation);
        if (found is null)
        {
            return problem!;
        }

        var (view, refused) = await Ask(run, item, at => new RunBatchCommand.ReadItem(at), engine, cancellation);
        return view is not null
            ? TypedResults.Ok(ItemSecrets.Of(found.State, caller, engine.Catalog).Show(view))
            : refused!;
    }

    private static async Task<Results<Ok<ItemResource>, Problem>> Correct(
        string run, string item, ItemBody body, Caller caller, ICustomization engine, CancellationToken cancellation)
    {
        var (found, problem) = await RunsApi.Ask(run, new RunCommand.ReadRun(), engine, cancellation);
        if (found is null)
        {
            return problem!;
        }

        var fields = found.State.Settings!.Fields.Keys;
        if (body.Fields.Keys.FirstOrDefault(field => !fields.Contains(field)) is { } unknown)
        {
            return Problem.Of(new RunRejection.InvalidBatch($"The run has no field '{unknown}'."));
        }

        var row = fields.Select(field => body.Fields.GetValueOrDefault(field) ?? "");
        var (view, refused) = await Ask(
            run, item, at => new RunBatchCommand.CorrectItem(at, [.. row]), engine, cancellation);
        return view is not null
            ? TypedResults.Ok(ItemSecrets.Of(found.State, caller, engine.Catalog).Show(view))
            : refused!;
    }

    private static async Task<Results<FileContentHttpResult, Problem>> Document(
        string run, string item, string document, Caller caller, ICustomization engine, HttpContext context)
    {
        var (found, problem) = await RunsApi.Ask(run, new RunCommand.ReadRun(), engine, context.RequestAborted);
        if (found is null)
        {
            return problem!;
        }

        var (view, refused) = await Ask(
            run, item, at => new RunBatchCommand.ReadItem(at), engine, context.RequestAborted);
        if (view is null)
        {
            return refused!;
        }

        if (ItemSecrets.Of(found.State, caller, engine.Catalog).HidesDocuments)
        {
            return Problem.Of(new DocumentRejection.Unknown(document));
        }

        if (view.Configuration.Length == 0)
        {
            return Problem.Of(new DocumentRejection.NotFinished());
        }

        return CodedDocuments.TryRender(
            view.Configuration, document, engine.Catalog, found.State.Settings!.Language, out var rendered,
            out var rejection)
            ? FilledDocument.Send(context, rendered)
            : Problem.Of(rejection);
    }

    private static async Task<(RunItemView? View, Problem? Problem)> Ask(
        string run, string item, Func<int, RunBatchCommand> command, ICustomization engine,
        CancellationToken cancellation)
    {
        if (ItemName.Read(item) is not var (batch, at) || !Keys.IsKey(run) || batch > RunLimits.BatchesMax)
        {
            return (null, Problem.Of(new RunRejection.UnknownItem(item)));
        }

        return await engine.Ask(RunState.AddressOf(run, batch), command(at), cancellation) switch
        {
            RunItemView view => (view, null),
            Rejection rejection => (null, Problem.Of(rejection)),
            var other => throw new InvalidOperationException($"unexpected reply {other.GetType().Name}"),
        };
    }
}
