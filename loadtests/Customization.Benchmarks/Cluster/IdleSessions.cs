#if WITH_ORLEANS
using System.Diagnostics;
using Customization.Client;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Grains;
using Customization.Grains.Hosting;

namespace Customization.Benchmarks.Cluster;

/// <summary>Managed bytes of a live session that nobody asks any more, clicked ten times by a customer of its own,
/// against those of a bare activation with a string key and a small state, in memory or stored, in turn in one silo;
/// and how many of each are activated per second.</summary>
internal static class IdleSessions
{
    private const int Callers = 64;
    private const int ClicksEach = 10;

    /// <summary>Tables of the silo grow in steps, which fall on whoever is active then: 900 bytes an activation more or
    /// less in a single round.</summary>
    private const int Rounds = 4;

    /// <summary>Clicks are stored soon, and the silo soon forgets where activations are that nobody asks, so that all
    /// is over before it lets go of those that were asked first.</summary>
    private static readonly GrainLimits Limits = GrainLimits.Default with
    {
        LazyInterval = TimeSpan.FromSeconds(2),
        LocationsKept = TimeSpan.FromSeconds(2),
    };

    /// <param name="folder">Where the silo stores; sessions are written there once each.</param>
    public static async Task Run(int count, string folder)
    {
        await using var rig = await ClusterRig.Start(
            new ClusterStorage.Sqlite(folder), ClusterLimits.Default with { AnswerBytesMax = 0 }, Limits);
        var product = await rig.PublishCar();
        var customers = Customers.SaleDay(product, 1_000);
        await Activate(1_000, i => Touch(rig, customers, i, $"warming-up-{i:D6}"));
        await Activate(1_000, i => rig.Grains.GetGrain<IEchoGrain>($"warm-{i}").Echo(i).AsTask());
        await Activate(1_000, i => rig.Grains.GetGrain<IStoredGrain>($"warm-{i}").Store(i).AsTask());
        await Settled();

        var (bare, stored, session) = (0.0, 0.0, 0.0);
        for (var round = 1; round <= Rounds; round++)
        {
            bare += await Measure(
                count, "bare activation", i => rig.Grains.GetGrain<IEchoGrain>($"{Guid.NewGuid():N}").Echo(i).AsTask());
            stored += await Measure(
                count, "with stored state",
                i => rig.Grains.GetGrain<IStoredGrain>($"{Guid.NewGuid():N}").Store(i).AsTask());
            session += await Measure(count, "idle session", i => Touch(rig, customers, i, $"{Guid.NewGuid():N}"));
        }

        Console.WriteLine($"a session by a bare activation {session / bare:F2}, by one with a stored state "
            + $"{session / stored:F2}, over all rounds");
    }

    /// <summary>Bytes of each of so many activations, when nobody asks them any more.</summary>
    private static async Task<double> Measure(int count, string name, Func<int, Task> one)
    {
        var start = GC.GetTotalMemory(forceFullCollection: true);
        var rate = await Activate(count, one);
        await Settled();
        var each = (GC.GetTotalMemory(forceFullCollection: true) - start) / (double)count;
        Console.WriteLine($"{name,-18}{each,8:F0} bytes {rate,10:F0} activated/s");
        return each;
    }

    private static async Task Touch(ClusterRig rig, SessionCommand[][] customers, int number, string id)
    {
        var session = new EntityAddress(EntityKind.ConfigurationSession, id);
        var open = new SessionCommand.Open($"of-{id[..12]}", ClusterRig.Car);
        await rig.Engine.Ask(session, open, CancellationToken.None);
        foreach (var click in customers[number % customers.Length].Take(ClicksEach))
        {
            await rig.Engine.Ask(session, click, CancellationToken.None);
        }
    }

    /// <summary>Calls per second.</summary>
    private static async Task<double> Activate(int count, Func<int, Task> one)
    {
        var watch = Stopwatch.StartNew();
        var next = -1;
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
            {
                await one(i);
            }
        })));
        return count / watch.Elapsed.TotalSeconds;
    }

    /// <summary>Waits until the last lazy changes are written and the memory no longer falls.</summary>
    private static async Task Settled()
    {
        await Task.Delay(Limits.AnnounceDelay + (2 * Limits.LazyInterval));
        var (before, now) = (long.MaxValue, GC.GetTotalMemory(forceFullCollection: true));
        while (before - now > now / 1_000)
        {
            await Task.Delay(Limits.LazyInterval * 1.5);
            (before, now) = (now, GC.GetTotalMemory(forceFullCollection: true));
        }
    }
}
#endif
