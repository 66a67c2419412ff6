using System.Diagnostics;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Runtime;
using Customization.Runtime.Journal;
using Customization.Runtime.Scheduling;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;
using Xunit.Abstractions;

namespace Customization.Domain.Tests.Runtime;

/// <summary>Runs only where CUSTOMIZATION_MEASURE is set: it measures, it proves nothing.</summary>
public sealed class MeasureAttribute : FactAttribute
{
    public MeasureAttribute()
    {
        if (Environment.GetEnvironmentVariable("CUSTOMIZATION_MEASURE") is null)
        {
            Skip = "measures; set CUSTOMIZATION_MEASURE to run it";
        }
    }
}

/// <summary>Durable commands per second on the disk under the temporary directory, closed loop.</summary>
public sealed class JournalRates(ITestOutputHelper output) : IDisposable
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(5);

    private readonly string _directory = Directory.CreateTempSubdirectory("customization-rates").FullName;

    public void Dispose() => Directory.Delete(_directory, recursive: true);

    [Measure]
    public void Single_writes()
    {
        using var journal = SqliteJournal.Open(_directory);
        var clock = Stopwatch.StartNew();
        var commits = 0;
        for (; clock.Elapsed < Duration; commits++)
        {
            journal.Commit([new EntityWrite(
                World.Eager("a"), commits, commits + 1, [new StoredChange(commits + 1, new byte[150])], null, null,
                null)]);
        }

        output.WriteLine($"one write per commit: {commits / clock.Elapsed.TotalSeconds:N0}/s");
    }

    [Measure]
    public Task One_hot_entity() => Measure("one hot entity, 2000 callers", 1, 2000);

    [Measure]
    public Task A_thousand_entities() => Measure("1000 entities, 2 callers each", 1000, 2);

    [Measure]
    public Task One_caller() => Measure("one entity, one caller", 1, 1);

    private async Task Measure(string name, int entities, int callersEach)
    {
        using var journal = new FaultyJournal(SqliteJournal.Open(_directory)) { KeepsBatches = false };
        using var scheduler = new ThreadScheduler();
        using var engine = new EntityEngine(World.Types(), new EngineParts(
            journal, scheduler, TimeProvider.System, RuntimeLimits.Default,
            now => new DecisionContext(now, NoCatalog.Instance, Outlook.Empty), (_, _, _) => { },
            NullLogger.Instance));
        engine.Start();
        await Run(engine, entities, callersEach, TimeSpan.FromSeconds(1));
        var (commits, writes, clock) = (journal.Commits, journal.Writes, Stopwatch.StartNew());
        var done = await Run(engine, entities, callersEach, Duration);
        var seconds = clock.Elapsed.TotalSeconds;
        output.WriteLine(
            $"{name}: {done / seconds:N0} commands/s, {(journal.Commits - commits) / seconds:N0} commits/s, "
            + $"{(double)(journal.Writes - writes) / (journal.Commits - commits):N1} writes a commit");
        await engine.Drain();
    }

    private static async Task<long> Run(EntityEngine engine, int entities, int callersEach, TimeSpan duration)
    {
        var clock = Stopwatch.StartNew();
        var callers = Enumerable.Range(0, entities * callersEach).Select(caller => Task.Run(async () =>
        {
            var to = World.Eager($"e{caller % entities}");
            var done = 0L;
            for (; clock.Elapsed < duration; done++)
            {
                var completion = new AskCompletion();
                engine.Post(to, new CounterCommand.Tick(), completion);
                await completion.Task;
            }

            return done;
        }));
        return (await Task.WhenAll(callers)).Sum();
    }
}
