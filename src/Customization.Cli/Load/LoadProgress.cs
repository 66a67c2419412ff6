using System.Globalization;
using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Measuring;
using Customization.LoadTests.Running;
using Spectre.Console;

namespace Customization.Cli.Load;

/// <summary>Shows on standard error how a run goes: a table that changes in place in a terminal, a line now and then
/// elsewhere.</summary>
internal sealed class LoadProgress : IDisposable
{
    private static readonly TimeSpan TableInterval = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan LineInterval = TimeSpan.FromSeconds(10);

    private readonly CancellationTokenSource _end = new();
    private readonly LoadRun _run;
    private readonly LoadPlan _plan;
    private readonly Task _shown;

    /// <summary>Begins to show.</summary>
    public LoadProgress(LoadRun run, LoadPlan plan)
    {
        (_run, _plan) = (run, plan);
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        _shown = Console.IsErrorRedirected ? ShowLines() : ShowTable(console);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _end.Cancel();
        _shown.GetAwaiter().GetResult();
        _end.Dispose();
    }

    private Task ShowTable(IAnsiConsole console) => console.Live(Table()).StartAsync(async live =>
    {
        while (!await IsOver(TableInterval))
        {
            live.UpdateTarget(Table());
        }

        live.UpdateTarget(Table());
    });

    private async Task ShowLines()
    {
        while (!await IsOver(LineInterval))
        {
            await Console.Error.WriteLineAsync(Line());
        }
    }

    private async Task<bool> IsOver(TimeSpan after)
    {
        await Task.Delay(after, _end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return _end.IsCancellationRequested;
    }

    private string Where() => _run.NowS < 0
        ? string.Create(CultureInfo.InvariantCulture, $"warming up, {-_run.NowS:F0} s to go")
        : string.Create(
            CultureInfo.InvariantCulture, $"{Math.Min(_run.NowS, _plan.DurationS):F0} of {_plan.DurationS:F0} s");

    private string Line()
    {
        var all = Enum.GetValues<Operation>().Select(_run.Measured.Of).ToList();
        return $"{Where()}: {all.Sum(each => each.Achieved)} answered, {all.Sum(each => each.Failed)} errors, "
            + $"{_run.InFlight} under way";
    }

    private Table Table()
    {
        var title = $"{_plan.Profile}: {Where()}, {_run.InFlight} under way";
        var table = new Table { Title = new TableTitle(Markup.Escape(title)) };
        table.AddColumns("operation", "answered", "errors", "p50 ms", "p99 ms", "max ms");
        foreach (var operation in Enum.GetValues<Operation>())
        {
            var measured = _run.Measured.Of(operation);
            if (measured.Achieved + measured.Failed > 0)
            {
                var counts = measured.Latencies();
                string Ms(double share) => (LatencyDistribution.At(counts, share) / 1000.0)
                    .ToString("F1", CultureInfo.InvariantCulture);
                table.AddRow(
                    ClickTrace.Name(operation), measured.Achieved.ToString(CultureInfo.InvariantCulture),
                    measured.Failed.ToString(CultureInfo.InvariantCulture), Ms(0.5), Ms(0.99), Ms(1));
            }
        }

        return table;
    }
}
