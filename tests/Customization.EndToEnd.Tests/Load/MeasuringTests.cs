using System.Text.Json;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Measuring;
using Customization.LoadTests.Reports;
using Customization.LoadTests.Targets;

namespace Customization.EndToEnd.Tests.Load;

public sealed class MeasuringTests
{
    private static readonly LoadAnswer Answered = new(Outcome.Answered, "");

    [Fact]
    public void Percentiles_are_those_of_the_recorded_latencies()
    {
        var measure = new OperationMeasure();
        for (var ms = 1; ms <= 1000; ms++)
        {
            measure.Add(Answered, ms * 1000);
        }

        var result = OperationResult.Of(measure);
        Assert.Equal((1000, 1000, 0), (result.Offered, result.Achieved, result.Errors));
        Assert.InRange(result.P50Ms, 500, 501);
        Assert.InRange(result.P99Ms, 990, 991);
        Assert.InRange(result.P999Ms, 999, 1000);
    }

    [Fact]
    public void A_no_is_an_answer_and_a_failure_is_none()
    {
        var measure = new OperationMeasure();
        measure.Add(new LoadAnswer(Outcome.Refused, "409 order-rejected"), 5000);
        measure.Add(new LoadAnswer(Outcome.Failed, "503 overloaded"), 900_000_000);

        var result = OperationResult.Of(measure);
        Assert.Equal((2, 1, 1), (result.Offered, result.Achieved, result.Errors));
        Assert.Equal(1, result.Refusals["409 order-rejected"]);
        Assert.Equal(1, result.ErrorKinds["503 overloaded"]);
        Assert.InRange(result.MaxMs, 5, 5.01);
    }

    [Fact]
    public void Latency_belongs_to_the_second_of_the_intended_start_and_the_answer_to_its_own()
    {
        var measured = new Measurements(10);
        measured.Offer(2.5, 10);
        measured.End(Operation.Choose, Answered, intendedS: 2.5, nowS: 4.5);
        measured.End(Operation.Choose, Answered, intendedS: -1, nowS: 0.5); // Of the warm-up.

        var seconds = measured.Timeline.Stretches();
        Assert.Equal((1, 0), (seconds[2].Offered, seconds[2].Achieved));
        Assert.InRange(seconds[2].P99Ms, 1990, 2020);
        Assert.Equal((0, 1), (seconds[4].Offered, seconds[4].Achieved));
        Assert.Equal(0, seconds[4].P99Ms);
        Assert.Equal(1, measured.Of(Operation.Choose).Achieved);
    }

    [Fact]
    public void A_result_comes_back_from_its_own_JSON()
    {
        var measured = new Measurements(3);
        measured.End(Operation.Order, Answered, 1, 1.25);
        var result = LoadResult.Of(new LoadPlan("http://x", "p", 5, 3, 1, 10), measured, DateTimeOffset.UnixEpoch);

        var again = LoadResult.Parse(JsonSerializer.Serialize(
            result, new JsonSerializerOptions(JsonSerializerDefaults.Web)));

        Assert.Equal(result.Operations["order"].P99Ms, again.Operations["order"].P99Ms);
        Assert.Equal(result.Seconds.AsEnumerable(), again.Seconds);
        Assert.Throws<JsonException>(() => LoadResult.Parse("{}"));
    }

    [Fact]
    public void Bars_leave_no_gap_and_no_answer_out()
    {
        var bars = HistogramBars.Of([new(1000, 3), new(1100, 2), new(100_000, 1)]);

        Assert.Equal(22, bars.Length);
        Assert.Equal((5.0, 1.0, 0.0), (bars[0].Y, bars[^2].Y, bars[^1].Y));
        Assert.Equal(1, bars[0].X, 6);
        Assert.Equal(6, bars.Sum(bar => bar.Y));
    }

    [Fact]
    public void Axes_have_round_ticks()
    {
        Assert.Equal(["0", "20", "40", "60", "80", "100"], Axis.FromZero("", 97).Ticks.Select(tick => tick.Label));
        Assert.Equal(["1", "10", "100", "1,000"], Axis.Decades("", 2, 300).Ticks.Select(tick => tick.Label));
        Assert.Equal(
            ["0", "50 %", "90 %", "99 %", "99.9 %"], Axis.Percentiles(3).Ticks.Select(tick => tick.Label));
        Assert.Equal(0.5, Axis.Decades("", 1, 100).Position(10), 9);
    }
}
