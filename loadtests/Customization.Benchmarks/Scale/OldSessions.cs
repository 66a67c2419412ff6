using System.Diagnostics;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;

namespace Customization.Benchmarks.Scale;

/// <summary>What deleting sessions costs that nobody touched: shared by the embedded engine and a silo.</summary>
internal static class OldSessions
{
    private const int Callers = 32;
    private const int Young = 500;
    private static readonly TimeSpan ClickInterval = TimeSpan.FromMilliseconds(5);

    private static readonly string[] Parts = ["toe", "quarter", "tongue", "heel", "eyestay", "swoop", "collar"];
    private static readonly string[] Colours = ["white", "black", "red", "navy"];

    /// <summary>Opens sessions of three clicks each, four of each customer.</summary>
    public static async Task Open(ICustomization engine, int count, string name)
    {
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
        {
            var random = new Random(caller);
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                var owner = $"customer-{i / 4}";
                await Ask(engine, $"{name}-{i}", new SessionCommand.Open(owner, "shoe"));
                for (var click = 0; click < 3; click++)
                {
                    await Ask(engine, $"{name}-{i}", Click(random));
                }
            }
        })));
    }

    /// <summary>Does something and waits for its end; prints its time and the processor time of the process.</summary>
    public static async Task Time(string name, int count, Func<Task<bool>> hasEnded)
    {
        var (start, processor) = (Stopwatch.GetTimestamp(), Environment.CpuUsage.TotalTime);
        while (!await hasEnded())
        {
            await Task.Delay(100);
        }

        var (passed, used) = (Stopwatch.GetElapsedTime(start), Environment.CpuUsage.TotalTime - processor);
        Console.WriteLine(
            $"{name,-28} {passed.TotalSeconds,7:F1} s {used.TotalSeconds,7:F1} s of processor "
            + $"{used.TotalMicroseconds / count,7:F0} us each");
    }

    /// <summary>Whether the process did hardly anything for half a second.</summary>
    public static async Task<bool> IsQuiet()
    {
        var processor = Environment.CpuUsage.TotalTime;
        await Task.Delay(500);
        return Environment.CpuUsage.TotalTime - processor < TimeSpan.FromMilliseconds(25);
    }

    /// <summary>Clicks on young sessions, 200 a second, and prints how long the answers take.</summary>
    public static async Task Clicks(ICustomization engine, string name, TimeSpan duration)
    {
        await Open(engine, Young, "young");
        var random = new Random(1);
        var latencies = new List<Task<double>>();
        using var timer = new PeriodicTimer(ClickInterval);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < duration;)
        {
            await timer.WaitForNextTickAsync();
            var (session, click) = ($"young-{random.Next(Young)}", Click(random));
            latencies.Add(Task.Run(() => Timed(engine, session, click)));
        }

        var sorted = (await Task.WhenAll(latencies)).Order().ToArray();
        double At(double share) => sorted[(int)(share * (sorted.Length - 1))];
        Console.WriteLine(
            $"{name,-28} {sorted.Length} clicks, ms: p50 {At(0.5):F2}, p99 {At(0.99):F2}, p99.9 {At(0.999):F2}");
    }

    private static async Task<double> Timed(ICustomization engine, string session, SessionCommand click)
    {
        var start = Stopwatch.GetTimestamp();
        await Ask(engine, session, click);
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static SessionCommand Click(Random random) => new SessionCommand.Select(
        Parts[random.Next(Parts.Length)], Colours[random.Next(Colours.Length)]);

    private static async Task Ask(ICustomization engine, string session, SessionCommand command)
    {
        var reply = await engine.Ask(
            new EntityAddress(EntityKind.ConfigurationSession, session), command, CancellationToken.None);
        if (reply is not (SessionView or SessionRejection.ValueExcluded))
        {
            throw new InvalidDataException(reply.ToString());
        }
    }

    /// <summary>The system's clock and timers, ahead by so much.</summary>
    internal sealed class LaterTime : TimeProvider
    {
        public TimeSpan Ahead { get; set; }

        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Ahead;
    }
}
