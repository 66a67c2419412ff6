using System.Diagnostics;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Runtime;

namespace Customization.Benchmarks.Scale;

/// <summary>How many customers fit into one process: opens sessions on the sample shoe in the embedded runtime, says
/// what they take, then clicks on random ones.</summary>
/// <remarks>Sessions are opened, clicked, stored lazily and kept as the server does it; only the limits on how many
/// stay in memory and for how long are raised. Callers ask again as soon as they are answered.</remarks>
internal static class LiveSessions
{
    private const int Callers = 32;
    private const int ClicksEach = 3;
    private const int RandomClicks = 200_000;

    private static readonly string[] Parts = ["toe", "quarter", "tongue", "heel", "eyestay", "swoop", "collar"];
    private static readonly string[] Colours = ["white", "black", "red", "navy"];

    public static async Task Run(int count)
    {
        var folder = Directory.CreateTempSubdirectory("sessions-").FullName;
        var limits = RuntimeLimits.Default with { ActiveMax = int.MaxValue, IdleAfter = TimeSpan.FromHours(12) };
        try
        {
            await using var engine = EmbeddedCustomization.Open(new EmbeddedOptions(folder) { Limits = limits });
            await Publish(engine);
            await Measure(engine, count);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task Measure(EmbeddedCustomization engine, int count)
    {
        var (managed, resident) = Memory();
        var start = Stopwatch.GetTimestamp();
        await Each(count, async (i, random) =>
        {
            await Ask(engine, i, new SessionCommand.Open($"customer-{i}", "shoe"));
            for (var click = 0; click < ClicksEach; click++)
            {
                await Ask(engine, i, Click(random));
            }
        });
        Console.WriteLine($"opened           {count} sessions of {ClicksEach} clicks in "
            + $"{Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s");
        Report("in memory", managed, resident, count);
        await Task.Delay(RuntimeLimits.Default.LazyInterval + (2 * RuntimeLimits.Default.SweepInterval));
        Report("and stored", managed, resident, count);

        var latencies = new long[RandomClicks];
        start = Stopwatch.GetTimestamp();
        await Each(RandomClicks, async (i, random) =>
        {
            var before = Stopwatch.GetTimestamp();
            await Ask(engine, random.Next(count), Click(random));
            latencies[i] = Stopwatch.GetTimestamp() - before;
        });
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Array.Sort(latencies);
        double Us(double share) => latencies[(int)(share * (RandomClicks - 1))] * 1e6 / Stopwatch.Frequency;
        Console.WriteLine($"random clicks    {RandomClicks / seconds:F0}/s by {Callers} callers, us: p50 {Us(0.5):F0}, "
            + $"p99 {Us(0.99):F0}, p99.9 {Us(0.999):F0}");
    }

    private static Task Each(int count, Func<int, Random, Task> work)
    {
        var next = -1;
        return Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                await work(i, random);
            }
        })));
    }

    private static SessionCommand Click(Random random) => new SessionCommand.Select(
        Parts[random.Next(Parts.Length)], Colours[random.Next(Colours.Length)]);

    private static async Task Ask(EmbeddedCustomization engine, int session, SessionCommand command)
    {
        var reply = await engine.Ask(
            new EntityAddress(EntityKind.ConfigurationSession, $"session-{session}"), command, CancellationToken.None);
        if (reply is not (SessionView or SessionRejection.ValueExcluded))
        {
            throw new InvalidDataException(reply.ToString());
        }
    }

    /// <summary>Publishes the sample shoe.</summary>
    public static async Task Publish(ICustomization engine)
    {
        var text = await File.ReadAllTextAsync(Sample());
        var files = DefinitionFiles.Of("shoe.yaml", text);
        await foreach (var step in engine.Publish(files, "scale", CancellationToken.None))
        {
            if (step is PublicationStep.Refused or PublicationStep.Rejected)
            {
                throw new InvalidDataException(step.ToString());
            }
        }
    }

    private static string Sample()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Customization.Orleans.sln")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("not inside the repository");
        }

        return Path.Combine(folder.FullName, "src", "Customization.Cli", "Samples", "shoe.yaml");
    }

    private static (long Managed, long Resident) Memory()
    {
        var managed = GC.GetTotalMemory(forceFullCollection: true);
        using var process = Process.GetCurrentProcess();
        return (managed, process.WorkingSet64);
    }

    private static void Report(string when, long managedBefore, long residentBefore, int count)
    {
        var (managed, resident) = Memory();
        var each = (managed - managedBefore) / (double)count;
        Console.WriteLine($"{when,-16} {each:F0} bytes managed and {(resident - residentBefore) / (double)count:F0} "
            + $"resident a session; {(1L << 30) / each:F0} sessions per GiB managed");
    }
}
