#if WITH_ORLEANS
using System.Diagnostics;
using Customization.Client;
using Customization.Domain;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Grains.Hosting;
using Customization.Kernel.Queries;
using Microsoft.Extensions.DependencyInjection;

namespace Customization.Benchmarks.Cluster;

/// <summary>Clicks per second of sessions against calls per second of a grain that only echoes, in turn in one run: in
/// the process of the silo, through its gateway port, and over HTTP (then this process has the client's half too).
/// </summary>
/// <remarks>Both sides are batches of customers that callers take from one queue; a rate is the calls of a batch by the
/// time until the last caller is through.</remarks>
internal static class ClickRates
{
    private const int Callers = 64;
    private const int CustomersDrawn = 20_000;
    private const int Batch = 500;

    /// <param name="only">Which rows: those whose first columns contain it.</param>
    public static async Task Run(int rounds, TimeSpan each, string only)
    {
        Console.WriteLine($"{Callers} callers, {rounds} rounds of {each.TotalSeconds} s, medians");
        Console.WriteLine(
            $"echo: a number there and back; bytes: two texts there, {EchoGrain.AnswerBytes} bytes back");
        Console.WriteLine("floor: the kernel's answers to the same clicks alone, without any grain, and an echo");
        Console.WriteLine(
            "where           answers    clicks         echo/s    bytes/s   clicks/s   by echo  by bytes"
            + "   us of processor: echo, bytes, answer, click   floor by click");
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
                ("own order", new Lazy<SessionCommand[][]>(() => Customers.Strangers(product, CustomersDrawn))),
                ("sale day", new Lazy<SessionCommand[][]>(() => Customers.SaleDay(product, CustomersDrawn))),
            };
            await using var http = await HttpRoute.Start(client.Services);
            var routes = new ClickRoute[]
            {
                new GrainRoute("in process", rig.Services), new GrainRoute("through gateway", client.Services), http,
            };
            foreach (var (name, customers) in sets)
            {
                foreach (var route in routes)
                {
                    var row = $"{route.Name,-15} {(remembers ? "remembered" : "worked out"),-10} {name,-10}";
                    if (row.Contains(only, StringComparison.Ordinal))
                    {
                        await Compare(row, rig.Engine, route, product, customers.Value, rounds, each);
                    }
                }
            }

            await client.StopAsync();
        }
    }

    private static async Task Compare(
        string row, ICustomization engine, ClickRoute route, PublishedProduct product, SessionCommand[][] customers,
        int rounds, TimeSpan each)
    {
        var (shopped, answered) = (0, 0);
        var sides = new Func<Task<Figures>>[]
        {
            () => Rate(each, () => Ready(i => Echo(route, i, customers[i]))),
            () => Rate(each, () => Ready(i => Fetch(route, i, customers[i]))),
            () => Rate(each, () =>
            {
                var first = answered;
                answered += Batch;
                return Ready(i => Answer(product, customers[(first + i) % customers.Length]));
            }),
            () => Rate(each, async () =>
            {
                // Other customers in every batch: who clicks again what somebody clicked is up to them.
                var (sessions, first) = (await Open(engine, Batch), shopped);
                shopped += Batch;
                return i => Shop(route, sessions[i], customers[(first + i) % customers.Length]);
            }),
        };
        var figures = sides.Select(_ => new List<Figures>()).ToArray();
        for (var round = -1; round < rounds; round++)
        {
            for (var side = 0; side < sides.Length; side++)
            {
                var figure = await sides[side]();
                if (round >= 0)
                {
                    figures[side].Add(figure);
                }
            }
        }

        var (echo, fetch) = (Median(figures[0]), Median(figures[1]));
        var (answers, clicks) = (Median(figures[2]), Median(figures[3]));
        Console.WriteLine(
            $"{row} {echo.Rate,10:F0} {fetch.Rate,10:F0} {clicks.Rate,10:F0} "
            + $"{clicks.Rate / echo.Rate,9:F2} {clicks.Rate / fetch.Rate,9:F2}   "
            + $"{echo.Microseconds:F1} {fetch.Microseconds:F1} {answers.Microseconds:F1} {clicks.Microseconds:F1} "
            + $"{(echo.Microseconds + answers.Microseconds) / clicks.Microseconds,8:F2}");
    }

    /// <summary>Calls over as many batches as fill a time.</summary>
    /// <param name="prepare">Prepares a batch, which is not counted.</param>
    private static async Task<Figures> Rate(TimeSpan each, Func<Task<Func<int, Task<int>>>> prepare)
    {
        var watch = new Stopwatch();
        var calls = 0L;
        var processor = TimeSpan.Zero;
        while (watch.Elapsed < each)
        {
            var one = await prepare();
            GC.Collect();
            var next = -1;
            var before = Environment.CpuUsage.TotalTime;
            watch.Start();
            var counts = await Task.WhenAll(Enumerable.Range(0, Callers).Select(_ => Task.Run(async () =>
            {
                var count = 0L;
                for (var i = Interlocked.Increment(ref next); i < Batch; i = Interlocked.Increment(ref next))
                {
                    count += await one(i);
                }

                return count;
            })));
            watch.Stop();
            processor += Environment.CpuUsage.TotalTime - before;
            calls += counts.Sum();
        }

        return new Figures(calls / watch.Elapsed.TotalSeconds, processor.TotalMicroseconds / calls);
    }

    private static Task<Func<int, Task<int>>> Ready(Func<int, Task<int>> one) => Task.FromResult(one);

    private static async Task<int> Echo(ClickRoute route, int grain, SessionCommand[] customer)
    {
        for (var i = 0; i < customer.Length; i++)
        {
            await route.Echo(grain, i);
        }

        return customer.Length;
    }

    private static async Task<int> Fetch(ClickRoute route, int grain, SessionCommand[] customer)
    {
        foreach (var command in customer)
        {
            await route.Fetch(grain, (SessionCommand.Select)command);
        }

        return customer.Length;
    }

    private static async Task<int> Answer(PublishedProduct product, SessionCommand[] customer)
    {
        var selection = Selection.Empty(product.Model);
        var table = product.PriceTables[0];
        var days = new long[product.Model.LiteralCount];
        foreach (var command in customer)
        {
            var select = (SessionCommand.Select)command;
            var characteristic = product.Model.Find(select.Characteristic)!.Value;
            selection = selection.With(
                characteristic, product.Model.Characteristics[characteristic.Value].IndexOf(select.Value));
            if (product.Answers is { } remembered)
            {
                remembered.Find(product, table, 0, days, selection);
            }
            else
            {
                SessionAnswer.Compute(product, table, 0, days, selection);
            }

            // As between the clicks of a session others have theirs.
            await Task.Yield();
        }

        return customer.Length;
    }

    private static async Task<int> Shop(ClickRoute route, EntityAddress session, SessionCommand[] customer)
    {
        foreach (var command in customer)
        {
            await route.Click(session, (SessionCommand.Select)command);
        }

        return customer.Length;
    }

    private static async Task<EntityAddress[]> Open(ICustomization engine, int count)
    {
        var sessions = new EntityAddress[count];
        for (var i = 0; i < count; i++)
        {
            sessions[i] = new EntityAddress(EntityKind.ConfigurationSession, Guid.NewGuid().ToString("N"));
            var open = new SessionCommand.Open(ClickRoute.Customer, ClusterRig.Car);
            await engine.Ask(sessions[i], open, CancellationToken.None);
        }

        return sessions;
    }

    private static Figures Median(List<Figures> rounds) => new(
        rounds.Select(round => round.Rate).Order().ElementAt(rounds.Count / 2),
        rounds.Select(round => round.Microseconds).Order().ElementAt(rounds.Count / 2));

    /// <param name="Rate">Calls per second.</param>
    /// <param name="Microseconds">Processor time of the whole process for each call; other work on the machine disturbs
    /// it less.</param>
    private readonly record struct Figures(double Rate, double Microseconds);
}
#endif
