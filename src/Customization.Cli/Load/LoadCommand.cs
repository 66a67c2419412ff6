using System.CommandLine;
using System.Text.Json;
using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Measuring;
using Customization.LoadTests.Profiles;
using Customization.LoadTests.Reports;
using Customization.LoadTests.Running;
using Customization.LoadTests.Targets;

namespace Customization.Cli.Load;

/// <summary><c>customization load</c>: puts a day's load on a server and says how it held.</summary>
internal static class LoadCommand
{
    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("load", "Put load on a server: an open model, latency from the intended start.");
        foreach (var option in LoadOptions.All)
        {
            command.Options.Add(option);
        }

        command.Subcommands.Add(CapacityCommand.Create());
        command.SetAction((parsed, cancellation) => Run(LoadOptions.Of(parsed), cancellation));
        return command;
    }

    private static async Task<int> Run(LoadOptions options, CancellationToken cancellation)
    {
        var before = options.Compare is { } path ? ResultAt(path) : null;
        var journeys = options.Replay is { } trace ? TraceAt(trace) : [];
        var profile = ProfileAt(options.Profile);
        var duration = options.DurationS
            ?? Math.Ceiling(journeys.Max(journey => journey.Steps[^1].AtS) + 0.001);
        var plan = new LoadPlan(
            options.Target.ToString(), profile.Name, journeys.Count > 0 ? 0 : options.Rate, duration, options.Seed,
            options.InFlightMax);
        var arrivals = journeys.Count > 0
            ? journeys
            : PoissonArrivals.Of(profile, options.Rate, -options.WarmUpS, duration, options.Seed);
        var result = await Measure(options, plan, profile, arrivals, cancellation);
        if (options.Report is { } report)
        {
            CommandLine.WriteFile(report, HtmlReport.Write(result, before));
        }

        LoadPrinting.Print(result, options.AsJson);
        return result.Total.Achieved > 0 ? CommandLine.Ok : CommandLine.No;
    }

    private static async Task<LoadResult> Measure(
        LoadOptions options, LoadPlan plan, LoadProfile profile, IEnumerable<JourneyPlan> arrivals,
        CancellationToken cancellation)
    {
        await using var connected = await LoadTargets.Connect(options);
        using var record = options.Record is { } path ? new TraceFile(path) : null;
        LoadRun run;
        try
        {
            await connected.Target.Prepare(options.Customers, cancellation);
            var ready = await ReadyConfigurations.Make(
                connected.Target, profile.Products.Where(each => each.Weight > 0).Select(each => each.Product),
                profile.Prefer, options.ReadyEach, options.Customers, options.Seed, cancellation);
            run = new LoadRun(
                plan, connected.Target, options.Customers, profile.Prefer, ready, record is null ? null : record.Add,
                cancellation);
        }
        catch (Exception fault) when (fault is HttpRequestException or InvalidOperationException or IOException)
        {
            throw new InputException($"{options.Target}: {fault.Message}");
        }

        using var progress = new LoadProgress(run, plan);
        return await run.Run(arrivals, options.Replay is null ? options.WarmUpS : 0);
    }

    private static LoadProfile ProfileAt(string name)
    {
        var shipped = Path.Combine(AppContext.BaseDirectory, "Profiles", name + ".yaml");
        var path = !File.Exists(name) && File.Exists(shipped) ? shipped : name;
        var read = ProfileReader.Read(CommandLine.ReadFile(path), path == shipped ? name + ".yaml" : name);
        return read.Profile ?? throw new InputException(read.Diagnostics[0].ToString());
    }

    private static IReadOnlyList<JourneyPlan> TraceAt(string path)
    {
        var read = ClickTrace.Read(CommandLine.ReadFile(path), path);
        return read.Problem is { } problem ? throw new InputException(problem.ToString()) : read.Journeys;
    }

    private static LoadResult ResultAt(string path)
    {
        try
        {
            return LoadResult.Parse(CommandLine.ReadFile(path));
        }
        catch (JsonException wrong)
        {
            throw new InputException($"--compare: {path}: {wrong.Message}");
        }
    }
}
