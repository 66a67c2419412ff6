#if WITH_ORLEANS
using System.Diagnostics;
using Customization.Client;
using Customization.Domain;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Grains.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Customization.Benchmarks.Cluster;

/// <summary>Clicks per second of sessions against calls per second of a grain that only echoes, in turn in one run: in
/// the process of the silo, and through its gateway port (then this process carries the client's half too).</summary>
internal static class ClickRates
{
    private const int Callers = 64;
    private const int CustomersDrawn = 2_000;
    private const int OpenedEach = 8;

    public static async Task Run(int rounds, TimeSpan each)
    {
        Console.WriteLine($"{Callers} callers, {rounds} rounds of {each.TotalSeconds} s, medians");
        Console.WriteLine("where           answers    clicks                  echo/s   clicks/s   ratio");
        foreach (var remembers in new[] { false, true })
        {
            var limits = ClusterLimits.Default with
            {
                AnswerBytesMax = remembers ? ClusterLimits.Default.AnswerBytesMax : 0,
            };
            await using var rig = await ClusterRig.Start(new ClusterStorage.Memory(), limits);
            var product = await rig.PublishCar();
            using var client = await rig.Client();
            var sets = new[]
            {
                ("own order", Customers.Strangers(product, CustomersDrawn)),
                ("sale day", Customers.SaleDay(product, CustomersDrawn)),
            };
            foreach (var (name, customers) in sets)
            {
                await Compare("in process", remembers, name, rig.Grains, rig.Engine, customers, rounds, each);
                await Compare(
                    "through gateway", remembers, name, client.Services.GetRequiredService<IGrainFactory>(),
                    client.Services.GetRequiredService<ICustomization>(), customers, rounds, each);
            }

            await client.StopAsync();
        }
    }

    private static async Task Compare(
        string where, bool remembers, string name, IGrainFactory grains, ICustomization engine,
        SessionCommand[][] customers, int rounds, TimeSpan each)
    {
        var echoes = new List<double>();
        var clicks = new List<double>();
        for (var round = -1; round < rounds; round++)
        {
            var echo = await Rate(each, caller => Echo(grains.GetGrain<IEchoGrain>($"echo-{caller}"), each));
            var click = await Rate(each, caller => Shop(engine, customers, caller, each));
            if (round >= 0)
            {
                echoes.Add(echo);
                clicks.Add(click);
            }
        }

        var (e, c) = (Median(echoes), Median(clicks));
        Console.WriteLine(
            $"{where,-15} {(remembers ? "remembered" : "worked out"),-10} {name,-20} {e,9:F0}  {c,9:F0}   {c / e:F2}");
    }

    /// <summary>Calls per second of all callers together; each reports calls and the time they took.</summary>
    private static async Task<double> Rate(TimeSpan each, Func<int, Task<(long Calls, TimeSpan Time)>> caller)
    {
        GC.Collect();
        var all = await Task.WhenAll(Enumerable.Range(0, Callers).Select(i => Task.Run(() => caller(i))));
        return all.Sum(one => one.Calls / one.Time.TotalSeconds);
    }

    private static async Task<(long Calls, TimeSpan Time)> Echo(IEchoGrain grain, TimeSpan duration)
    {
        var watch = Stopwatch.StartNew();
        var calls = 0L;
        for (; watch.Elapsed < duration; calls++)
        {
            await grain.Echo(calls);
        }

        return (calls, watch.Elapsed);
    }

    /// <summary>One customer after the other. Opening their sessions is not counted, but takes its time beforehand.
    /// </summary>
    private static async Task<(long Calls, TimeSpan Time)> Shop(
        ICustomization engine, SessionCommand[][] customers, int caller, TimeSpan duration)
    {
        var random = new Random(caller);
        var calls = 0L;
        var watch = new Stopwatch();
        while (watch.Elapsed < duration)
        {
            var sessions = await Open(engine, OpenedEach);
            watch.Start();
            foreach (var session in sessions)
            {
                foreach (var command in customers[random.Next(customers.Length)])
                {
                    if (await engine.Ask(session, command, CancellationToken.None) is Rejection refused)
                    {
                        throw new InvalidDataException($"{command} was refused: {refused.Detail}");
                    }

                    calls++;
                }

                if (watch.Elapsed >= duration)
                {
                    break;
                }
            }

            watch.Stop();
        }

        return (calls, watch.Elapsed);
    }

    private static async Task<EntityAddress[]> Open(ICustomization engine, int count)
    {
        var sessions = new EntityAddress[count];
        for (var i = 0; i < count; i++)
        {
            sessions[i] = new EntityAddress(EntityKind.ConfigurationSession, Guid.NewGuid().ToString("N"));
            await engine.Ask(sessions[i], new SessionCommand.Open("ann", ClusterRig.Car), CancellationToken.None);
        }

        return sessions;
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
#endif
