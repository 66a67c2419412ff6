using System.Collections.Immutable;
using System.Diagnostics;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Runs;
using Customization.Domain.Runs.Batches;
using Customization.Domain.Sessions;
using Customization.Runtime;

namespace Customization.Benchmarks.Scale;

/// <summary>What a mass run takes: runs of different sizes over a sample product in the embedded runtime, each in an
/// engine of its own, with the most live memory seen at any moment.</summary>
/// <remarks>Live is what a full collection leaves, looked at once a second while the run runs, which slows it down.
/// </remarks>
internal static class RunMemory
{
    private const string Run = "run";

    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    public static async Task Measure(string product, IEnumerable<int> sizes)
    {
        foreach (var size in sizes)
        {
            var folder = Directory.CreateTempSubdirectory("runs-").FullName;
            try
            {
                await MeasureOne(product, size, folder);
            }
            finally
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    private static async Task MeasureOne(string product, int size, string folder)
    {
        var further = product == "packs" ? "\n---\n" + await Sample("packs.plant.yaml") : "";
        var plant = PlantDefinitionReader.Read(await Sample("plant.yaml") + further, "plant.yaml").Plant!;
        await using var engine = EmbeddedCustomization.Open(new EmbeddedOptions(folder) { Lanes = plant.Lanes });
        foreach (var (to, command) in plant.Commands())
        {
            await engine.Ask(to, command, default);
        }

        await foreach (var step in engine.Publish(
            DefinitionFiles.Of($"{product}.yaml", await Sample($"{product}.yaml")), "scale", default))
        {
            if (step is PublicationStep.Refused or PublicationStep.Rejected)
            {
                throw new InvalidDataException(step.ToString());
            }
        }

        await Task.Delay(RuntimeLimits.Default.OutlookInterval * 2);
        await Fill(engine, product, size);
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var start = Stopwatch.GetTimestamp();
        await Ask(engine, new RunCommand.SubmitRun());
        var peak = 0L;
        RunView view;
        do
        {
            await Task.Delay(LookInterval);
            peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true));
            view = await Ask(engine, new RunCommand.ReadRun());
        }
        while (view.State.Status != RunStatus.Finished);

        Console.WriteLine($"{product,-6} {size,7} recipients: {view.Done} made, {view.Failed} failed in "
            + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s; live before {before / 1e6:F1} MB, "
            + $"most live {peak / 1e6:F1} MB");
    }

    private static async Task Fill(EmbeddedCustomization engine, string product, int size)
    {
        string[] fields = product == "packs"
            ? ["retailer", "store", "cartons", "shelfPrice"]
            : ["name", "city", "interest", "bought", "standing", "years"];
        var asked = new RunSettings(
            product, 0, fields.ToImmutableSortedDictionary(field => field, field => field, StringComparer.Ordinal),
            CompletionGoal.Preferred, 0);
        var settings = (await Ask(engine, new RunCommand.CreateRun("scale", asked))).State.Settings!;
        for (var batch = 1; (batch - 1) * RunLimits.BatchItemsMax < size; batch++)
        {
            var rows = Enumerable.Range((batch - 1) * RunLimits.BatchItemsMax, RunLimits.BatchItemsMax)
                .Where(i => i < size)
                .Select(i => settings.Fields.Keys.Select(field => Value(field, i)).ToImmutableArray())
                .ToImmutableArray();
            await engine.Ask(
                RunState.AddressOf(Run, batch), new RunBatchCommand.TakeRecipients("scale", settings, rows, $"{batch}"),
                default);
            await Ask(engine, new RunCommand.CountBatch(batch, rows.Length));
        }
    }

    private static string Value(string field, int i) => field switch
    {
        "retailer" => ((string[])["grocerly", "fuelmart", "bulkbarn", "cornershop", "airside"])[i % 5],
        "cartons" => $"{1 + (i % 4)}",
        "shelfPrice" => $"{99 + (i % 900)}",
        "interest" => ((string[])["skiing", "sailing;music", "cooking", "", "gardens;cooking"])[i % 5],
        "bought" => ((string[])["", "skis", "cookware;jacket"])[i % 3],
        "standing" => ((string[])["regular", "gold", "regular"])[i % 3],
        "years" => $"{1 + (i % 40)}",
        _ => $"{field} {i}",
    };

    private static async Task<RunView> Ask(EmbeddedCustomization engine, RunCommand command) =>
        await engine.Ask(new EntityAddress(EntityKind.Run, Run), command, default) as RunView
        ?? throw new InvalidDataException(command.ToString());

    private static Task<string> Sample(string name)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Customization.Orleans.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("not inside the repository");
        }

        return File.ReadAllTextAsync(Path.Combine(folder.FullName, "src", "Customization.Cli", "Samples", name));
    }
}
