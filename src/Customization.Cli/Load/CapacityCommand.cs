using System.CommandLine;
using System.Globalization;
using Customization.LoadTests.Capacity;

namespace Customization.Cli.Load;

/// <summary><c>customization load capacity</c>: fits a capacity model on runs of <c>load</c>, checks it on others and
/// says what larger days need.</summary>
internal static class CapacityCommand
{
    private static readonly Argument<string> RunsArgument = new("runs")
    {
        Description = "List of runs: file,cores,processorSeconds,writes,use (fit or check), a line each.",
    };

    private static readonly Option<double> LifeOption = Number(
        "--session-life", "Seconds that a session stays in memory.", GrowthAssumptions.SaleDay.SessionLifeS);

    private static readonly Option<double> PeakOption = Number(
        "--peak", "Load of the busiest second beside the day's mean.", GrowthAssumptions.SaleDay.PeakToMean);

    private static readonly Option<double> CoresOption = Number(
        "--cores-per-silo", "Processor cores of a silo.", GrowthAssumptions.SaleDay.CoresPerSilo);

    private static readonly Option<double> HotOption = Number(
        "--hot-share", "Share of the orders that need the same component.", GrowthAssumptions.SaleDay.HotShare);

    private static readonly Option<double> WritesOption = Number(
        "--database-writes", "Storage operations that one database takes per second.",
        GrowthAssumptions.SaleDay.DatabaseWritesPerSMax);

    private static readonly Option<bool> JsonOption = CommandLine.Json();

    /// <summary>The verb.</summary>
    public static Command Create()
    {
        var command = new Command("capacity", "Fit a capacity model on runs, check it on others, forecast larger days.")
        {
            RunsArgument, PeakOption, LifeOption, HotOption, CoresOption, WritesOption, JsonOption,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        var path = parsed.GetValue(RunsArgument)!;
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        var (runs, problem) = CapacityRunsReader.Read(
            CommandLine.ReadFile(path), path, file => File.ReadAllText(Path.Combine(folder, file)));
        if (problem is not null)
        {
            throw new InputException(problem);
        }

        var assumptions = GrowthAssumptions.SaleDay with
        {
            PeakToMean = Positive(parsed, PeakOption),
            SessionLifeS = Positive(parsed, LifeOption),
            HotShare = Positive(parsed, HotOption),
            CoresPerSilo = Positive(parsed, CoresOption),
            DatabaseWritesPerSMax = Positive(parsed, WritesOption),
        };
        var forecast = CapacityForecast.Of(runs, assumptions)
            ?? throw new InputException($"{path}: {CapacityModel.RunsMin} runs at least are needed to fit on");
        CapacityPrinting.Print(forecast, parsed.GetValue(JsonOption));
        return CommandLine.Ok;
    }

    private static Option<double> Number(string name, string description, double value) =>
        new(name) { Description = description, DefaultValueFactory = _ => value };

    private static double Positive(ParseResult parsed, Option<double> option) =>
        parsed.GetValue(option) is > 0 and < double.PositiveInfinity and var value
            ? value
            : throw new InputException(string.Create(CultureInfo.InvariantCulture, $"{option.Name} is above 0"));
}
