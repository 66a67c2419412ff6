using System.Text.Json;
using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Measuring;
using Customization.LoadTests.Profiles;
using Customization.LoadTests.Reports;
using Customization.LoadTests.Running;
using Customization.LoadTests.Targets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Customization.EndToEnd.Tests.Load;

/// <summary>The generator tested on a server that answers nobody for two seconds: all who came meanwhile waited, and
/// the result says so. A generator that waits for answers before it asks again would have seen a few slow ones.
/// </summary>
[Collection(AloneCollection.Name)]
public sealed class StallTests
{
    private const int Rate = 100;
    private const double DurationS = 8;
    private const double StallFromS = 3;
    private const double StallS = 2;

    [Fact]
    public async Task A_stall_is_seen_by_everybody_who_was_due_in_it()
    {
        LoadRun? run = null;
        await using var server = await Serve(async () =>
        {
            var at = run!.NowS;
            if (at is >= StallFromS and < StallFromS + StallS)
            {
                await Task.Delay(TimeSpan.FromSeconds(StallFromS + StallS - at));
            }
        });
        using var target = new HttpTarget(new Uri(server.Urls.First()), 16, TimeSpan.FromSeconds(30), ["token"]);
        await target.Prepare(1, CancellationToken.None);
        var plan = new LoadPlan(server.Urls.First(), "stall", Rate, DurationS, 1, 10_000);
        run = new LoadRun(
            plan, target, 1, Preferences.None, ReadyConfigurations.None, record: null, CancellationToken.None);

        var result = await run.Run(Openings(), warmUpS: 1);

        Assert.Equal(0, result.Total.Errors);
        Assert.Equal(Rate * DurationS, result.Total.Offered);

        // One due t seconds into the stall waits for 2 - t: half of the 200 wait for more than a second.
        var slow = result.Total.Counts().Where(each => each.Us > 950_000).Sum(each => each.Count);
        Assert.InRange(slow, 100, 800);
        Assert.InRange(result.Total.MaxMs, 1900, 60_000);
        Assert.InRange(result.Total.P99Ms, 1500, 60_000);
        Assert.InRange(result.Seconds[(int)StallFromS].P50Ms, 1300, 60_000);
        var page = HtmlReport.Write(result);
        Assert.Contains($"<b>{Axis.Number(result.Total.P99Ms)} ms</b><span>p99</span>", page);
    }

    /// <summary>One visitor after the other, evenly, so that what is expected can be counted.</summary>
    private static IEnumerable<JourneyPlan> Openings() => Enumerable.Range(-Rate, (int)((DurationS + 1) * Rate))
        .Select(i => new JourneyPlan(i + Rate, "shoe", [new PlannedStep((double)i / Rate, Operation.Open)]));

    private static async Task<WebApplication> Serve(Func<Task> stall)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        app.Run(async context =>
        {
            await stall();
            await context.Response.WriteAsync(JsonSerializer.Serialize(new { id = "s", code = "c", version = 1 }));
        });
        await app.StartAsync();
        return app;
    }
}
