using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Profiles;

namespace Customization.EndToEnd.Tests.Load;

public sealed class ArrivalTests
{
    private const string Text = """
        profile: test
        products: {shoe: 3, pc: 1}
        think: {median: 2, spread: 2}
        shape: [{at: 0, share: 0.5}, {at: 100, share: 0.5}, {at: 100, share: 1}]
        storm: {at: 50, within: 4}
        journeys:
          - {weight: 1, steps: [open, choose 4]}
          - {weight: 1, steps: [open, choose 2-4, order]}
        """;

    private static readonly LoadProfile Profile = ProfileReader.Read(Text, "test.yaml").Profile!;

    [Fact]
    public void Steps_come_at_the_rate_of_the_shape_from_the_first_second_on()
    {
        var steps = Steps(seed: 1, rate: 200);

        Assert.InRange(Rate(steps, 0, 10), 85, 115);
        Assert.InRange(Rate(steps, 60, 100), 93, 107);
        Assert.InRange(Rate(steps, 160, 200), 190, 210);
    }

    [Fact]
    public void Arrivals_are_as_irregular_as_Poisson_arrivals_are()
    {
        var arrivals = PoissonArrivals.Of(Profile, 200, -20, 90, 2).Where(each => each.ArrivalS >= 0)
            .Where(each => each.Steps[0].Operation == Operation.Open).ToList();
        var counts = Enumerable.Range(0, 90)
            .Select(s => (double)arrivals.Count(each => (int)each.ArrivalS == s)).ToList();
        var mean = counts.Average();

        // Variance and mean of a Poisson count are the same.
        Assert.InRange(counts.Average(count => (count - mean) * (count - mean)) / mean, 0.6, 1.5);
    }

    [Fact]
    public void The_same_seed_gives_the_same_customers_and_another_does_not()
    {
        Assert.Equal(Steps(seed: 3, rate: 20), Steps(seed: 3, rate: 20));
        Assert.NotEqual(Steps(seed: 3, rate: 20), Steps(seed: 4, rate: 20));
    }

    [Fact]
    public void Journeys_are_numbered_in_the_order_in_which_they_arrive()
    {
        var journeys = PoissonArrivals.Of(Profile, 100, -10, 60, 5).ToList();

        Assert.Equal(Enumerable.Range(0, journeys.Count), journeys.Select(each => each.Number));
        Assert.Equal(journeys.Select(each => each.ArrivalS).Order(), journeys.Select(each => each.ArrivalS));
        Assert.All(journeys, each => Assert.Equal(
            each.Steps.Select(step => step.AtS).Order(), each.Steps.Select(step => step.AtS)));
        Assert.All(journeys.SelectMany(each => each.Steps), step => Assert.InRange(step.AtS, -10, 60));
    }

    [Fact]
    public void A_storm_brings_everybody_back_who_is_there()
    {
        var journeys = PoissonArrivals.Of(Profile, 100, 0, 90, 6).ToList();
        var present = journeys.Where(each => each.ArrivalS < 50 && each.Steps[^1].AtS > 54).ToList();
        var back = journeys.Where(each => each.Steps.Any(step => step.Operation == Operation.Reconnect)).ToList();

        Assert.True(present.Count > 50);
        Assert.Empty(present.Except(back));
        Assert.All(
            back.SelectMany(each => each.Steps).Where(step => step.Operation == Operation.Reconnect),
            step => Assert.InRange(step.AtS, 50, 54));
    }

    [Fact]
    public void Think_times_have_the_median_and_the_spread_that_were_asked_for()
    {
        var random = new Random(7);
        var think = new ThinkTime(4, 2);
        var draws = Enumerable.Range(0, 20_000).Select(_ => think.Draw(random)).Order().ToList();

        Assert.InRange(draws[10_000], 3.8, 4.2);
        Assert.InRange(draws.Count(each => each is > 2 and < 8) / 20_000.0, 0.65, 0.72);
        Assert.InRange(draws.Average(), think.MeanS * 0.95, think.MeanS * 1.05);
        Assert.True(draws[^1] <= 4 * ThinkTime.MediansMax);
    }

    private static List<PlannedStep> Steps(int seed, double rate) =>
        [.. PoissonArrivals.Of(Profile with { Storm = null }, rate, -20, 200, seed).SelectMany(each => each.Steps)];

    private static double Rate(List<PlannedStep> steps, double fromS, double untilS) =>
        steps.Count(step => step.AtS >= fromS && step.AtS < untilS) / (untilS - fromS);
}
