using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using Customization.EndToEnd.Tests.Hosting;
using Customization.Gateway.Access;
using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Measuring;
using Customization.LoadTests.Profiles;
using Customization.LoadTests.Running;
using Customization.LoadTests.Targets;

namespace Customization.EndToEnd.Tests.Load;

/// <summary>Twice as much as the server can do, measured on the spot.</summary>
[Collection(AloneCollection.Name)]
public sealed class OverloadTests
{
    private const int Customers = 40;
    private const int Clickers = 64;
    private const double CapacityS = 3;
    private const double OverloadS = 8;
    private const int FactorMax = 16;

    /// <summary>Without refusals half of the clicks would wait for half of the overload; other tests take much of the
    /// machine.</summary>
    private const double AnsweredWithinMs = 3_000;

    private const string Text = """
        profile: overload
        products: {shoe: 1}
        think: {median: 0.5, spread: 2}
        journeys:
          - {weight: 3, steps: [open, choose 20]}
          - {weight: 1, steps: [order]}
        """;

    private static readonly LoadProfile Profile = ProfileReader.Read(Text, "overload").Profile!;

    [Fact]
    public async Task Clicks_are_refused_before_orders_and_nothing_acknowledged_is_lost()
    {
        using var data = new TemporaryFolder();
        List<string> acknowledged;
        await using (var server = await Start(data))
        {
            using var target = new Acknowledged(new HttpTarget(server.Url, 4_000, TimeSpan.FromSeconds(30), []));
            await target.Prepare(Customers, CancellationToken.None);
            var ready = await ReadyConfigurations.Make(
                target, ["shoe"], Preferences.None, 10, Customers, 1, CancellationToken.None);
            var capacity = await Capacity(target);
            var result = await Overload(target, ready, capacity);
            server.Kill();

            var clicks = result.Operations["choose"];
            var orders = result.Operations["order"];
            Assert.True(orders.Achieved > 0, "no order was answered");
            Assert.True(
                Share(orders) <= Share(clicks) / 4, $"orders {Share(orders):P1}, clicks {Share(clicks):P1} refused");
            Assert.All(result.Total.ErrorKinds.Keys, kind => Assert.DoesNotContain("without Retry-After", kind));
            Assert.True(
                clicks.Achieved > capacity * OverloadS / 10, $"only {clicks.Achieved} clicks of {capacity:F0}/s");
            Assert.InRange(clicks.P50Ms - result.GeneratorLagP99Ms, double.MinValue, AnsweredWithinMs);
            acknowledged = [.. target.Orders];
        }

        await using var again = await Start(data);
        using var plant = await again.As("plant", "operator");
        foreach (var order in acknowledged)
        {
            using var answer = await plant.Send(HttpMethod.Get, $"/v1/orders/{order}");
            Assert.Equal((order, HttpStatusCode.OK), (order, answer.StatusCode));
        }
    }

    private static Task<ServerProcess> Start(TemporaryFolder data) =>
        ServerProcess.Start(data.Path, "--requests-per-second", "1000000");

    private static double Share(OperationResult each) =>
        each.ErrorKinds.GetValueOrDefault("503 overloaded") / (double)each.Offered;

    /// <summary>Clicks per second of customers who each click again as soon as they are answered.</summary>
    private static async Task<double> Capacity(ILoadTarget target)
    {
        var start = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Clickers).Select(i => Task.Run(async () =>
        {
            var offer = new Offer(new Random(i), Preferences.None, "shoe");
            var count = 0;
            for (LoadAnswer last = default; Stopwatch.GetElapsedTime(start).TotalSeconds < CapacityS; count++)
            {
                var request = last.Session is null || offer.Open is null
                    ? new LoadRequest(Operation.Open, i % Customers, "shoe")
                    : new LoadRequest(
                        Operation.Choose, i % Customers, "shoe", last.Session, last.Version,
                        offer.Open.Value.Characteristic, offer.Open.Value.Value);
                var answer = await target.Send(request, offer, CancellationToken.None);
                last = answer.Session is null ? default : answer;
            }

            return count;
        })));
        return counts.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    /// <summary>Twice the capacity; more where the generator gets so little of the machine that this is not felt.
    /// </summary>
    private static async Task<LoadResult> Overload(ILoadTarget target, ReadyConfigurations ready, double capacity)
    {
        for (var factor = 2; ; factor *= 2)
        {
            var rate = factor * capacity;
            var plan = new LoadPlan("server", "overload", rate, OverloadS, 1, 50_000);
            var run = new LoadRun(plan, target, Customers, Preferences.None, ready, null, CancellationToken.None);
            var result = await run.Run(PoissonArrivals.Of(Profile, rate, -1, OverloadS, 1), warmUpS: 1);
            if (Share(result.Operations["choose"]) > 0.05)
            {
                return result;
            }

            Assert.True(factor < FactorMax, $"no clicks were refused at {factor} times {capacity:F0} a second");
        }
    }

    /// <summary>Remembers the orders that were answered.</summary>
    private sealed class Acknowledged(ILoadTarget target) : ILoadTarget
    {
        /// <summary>Their ids.</summary>
        public ConcurrentBag<string> Orders { get; } = [];

        public Task Prepare(int customers, CancellationToken cancellation) => target.Prepare(customers, cancellation);

        public async Task<LoadAnswer> Send(LoadRequest request, Offer offer, CancellationToken cancellation)
        {
            var answer = await target.Send(request, offer, cancellation);
            if (request is { Operation: Operation.Order, Key: { } key } && answer.Outcome == Outcome.Answered)
            {
                Orders.Add(Keys.OrderOf($"load-{request.Customer}", key));
            }

            return answer;
        }

        public void Dispose() => target.Dispose();
    }
}
