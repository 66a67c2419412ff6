using System.Collections.Immutable;
using Customization.LoadTests.Capacity;
using Customization.LoadTests.Measuring;

namespace Customization.EndToEnd.Tests.Load;

/// <summary>The capacity model on servers whose demands are known.</summary>
public sealed class CapacityTests
{
    private const double Seconds = 100;
    private const string Header = "file,cores,processorSeconds,writes,use";

    [Fact]
    public void Demands_latencies_and_an_unknown_run_come_out_as_they_were_put_in()
    {
        CapacityRun[] runs =
        [
            Run(0.1, 0), Run(100, 5), Run(400, 5), Run(800, 20), Run(100, 40), Run(600, 30, isCheck: true),
        ];

        var forecast = CapacityForecast.Of(runs, GrowthAssumptions.SaleDay)!;

        Assert.Equal(0.02, forecast.Model.IdleCores, 6);
        Assert.Equal(0.0005, forecast.Model.CoresPerClick, 6);
        Assert.Equal(0.004, forecast.Model.CoresPerOrder, 6);
        Assert.Equal(0.0002, forecast.Model.CoresPerWake, 6);
        Assert.Equal(0.25, forecast.Model.WritesPerClick, 6);
        Assert.Equal(3, forecast.Model.WritesPerOrder, 6);
        var check = Assert.Single(forecast.Checks);
        Assert.Equal(check.UtilizationMeasured, check.Utilization, 6);
        Assert.Equal(check.ClickP99MsMeasured!.Value, check.ClickP99Ms!.Value, 1);
        Assert.Equal(check.OrderP99MsMeasured!.Value, check.OrderP99Ms!.Value, 1);
    }

    [Fact]
    public void No_weight_is_negative_and_the_others_are_the_best_without_it()
    {
        double[][] rows = [[1, 1, 0], [1, 2, 1], [1, 3, 0], [1, 4, 2]];

        // Without bounds the third weight would be -0.5.
        var weights = LeastSquares.NonNegative(rows, [3, 4.5, 7, 8]);

        Assert.Equal(0, weights[2]);
        Assert.Equal(1.25, weights[0], 6);
        Assert.Equal(1.75, weights[1], 6);
    }

    [Fact]
    public void What_cannot_be_shared_out_is_the_bottleneck_once_it_is_full()
    {
        var model = CapacityModel.Fit([Run(100, 5), Run(400, 5), Run(800, 20), Run(100, 40)])!;
        var decades = Growth.Decades(model, GrowthAssumptions.SaleDay);

        Assert.Equal([1e5, 1e6, 1e7, 1e8], decades.Select(each => each.SessionsPerDay));
        Assert.All(decades.Zip(decades.Skip(1)), pair => Assert.True(pair.First.Silos <= pair.Second.Silos));
        Assert.True(decades[0].BottleneckShare < 1);
        Assert.Equal("writes of one database", decades[^1].Bottleneck);
        Assert.Equal(1e8 / 86_400 * 20 * 0.1, decades[^1].OrdersPerS, 3);
    }

    [Theory]
    [InlineData("", "runs:1: expected the header")]
    [InlineData(Header + "\na.json,1,x,0,fit", "runs:2: expected a file, three numbers")]
    [InlineData(Header + "\na.json,1,2,0,guess", "runs:2: expected a file, three numbers")]
    [InlineData(Header + "\n\na.json,1,2,0,fit", "runs:3: a.json: this is no result")]
    public void What_is_wrong_with_a_list_has_its_line(string text, string problem)
    {
        var (runs, found) = CapacityRunsReader.Read(text, "runs", _ => "{}");

        Assert.Empty(runs);
        Assert.StartsWith(problem, found, StringComparison.Ordinal);
    }

    /// <summary>A run on one core, 2 % busy when idle, where a click takes 0.5 ms of it and an order 4 ms, and either
    /// 0.2 ms more as far as it sleeps.</summary>
    private static CapacityRun Run(double clicksPerS, double ordersPerS, bool isCheck = false)
    {
        var wakes = (clicksPerS + ordersPerS) * 0.0002;
        var busy = (0.02 + (clicksPerS * 0.0005) + (ordersPerS * 0.004) + wakes) / (1 + wakes);
        var wait = busy / (1 - busy);
        var operations = ImmutableSortedDictionary<string, OperationResult>.Empty
            .Add("choose", Result(clicksPerS, 2_000 + (5_000 * wait)))
            .Add("order", Result(ordersPerS, 20_000 + (30_000 * wait)));
        var result = new LoadResult(
            "", "", 0, Seconds, 0, DateTimeOffset.UnixEpoch, 0, 0, operations, []);
        var writes = ((3 * ordersPerS) + (0.25 * clicksPerS)) * Seconds;
        return new CapacityRun("run", result, 1, busy * Seconds, writes, isCheck);
    }

    private static OperationResult Result(double perS, double us) => new(
        (long)(perS * Seconds), (long)(perS * Seconds), 0, 0, 0, 0, 0,
        ImmutableSortedDictionary<string, long>.Empty, ImmutableSortedDictionary<string, long>.Empty,
        [[(long)us, (long)(perS * Seconds)]]);
}
