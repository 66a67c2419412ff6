using System.Collections.Immutable;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Profiles;

namespace Customization.LoadTests.Arrivals;

/// <summary>Customers who come independently of each other and of how fast they are answered.</summary>
/// <remarks>A Poisson process whose rate follows the profile's shape (thinning: Lewis, Shedler 1979). It begins long
/// before the run does, so that the run meets customers in the middle of their journeys, as an ordinary moment of the
/// day does; what they would have done before <c>fromS</c> is left out. The same seed gives the same customers.
/// </remarks>
public static class PoissonArrivals
{
    /// <summary>The journeys in the order of arrival.</summary>
    /// <param name="rate">Steps per second at share 1 of the shape, on average over journeys; reconnections of a storm
    /// come on top.</param>
    /// <param name="fromS">Where the run begins, seconds; at most 0.</param>
    /// <param name="untilS">Where it ends: no step is meant to start from then on.</param>
    public static IEnumerable<JourneyPlan> Of(
        LoadProfile profile, double rate, double fromS, double untilS, int seed)
    {
        var early = new PriorityQueue<(string Product, ImmutableArray<PlannedStep> Steps), double>();
        var number = 0;
        foreach (var (product, steps, arrival) in All(profile, rate, fromS, untilS, new Random(seed)))
        {
            if (arrival < fromS)
            {
                early.Enqueue((product, steps), steps[0].AtS);
                continue;
            }

            while (early.TryPeek(out var waiting, out var first) && first <= arrival)
            {
                yield return new JourneyPlan(number++, waiting.Product, waiting.Steps);
                early.Dequeue();
            }

            yield return new JourneyPlan(number++, product, steps);
        }

        while (early.TryDequeue(out var last, out _))
        {
            yield return new JourneyPlan(number++, last.Product, last.Steps);
        }
    }

    /// <summary>One of several, by weight.</summary>
    private static T Draw<T>(ImmutableArray<T> from, Func<T, double> weightOf, Random random)
    {
        var left = random.NextDouble() * from.Sum(weightOf);
        foreach (var each in from)
        {
            left -= weightOf(each);
            if (left < 0)
            {
                return each;
            }
        }

        return from[^1];
    }

    /// <summary>Everybody who has a step in the run, by arrival, which may be before the run.</summary>
    private static IEnumerable<(string Product, ImmutableArray<PlannedStep> Steps, double ArrivalS)> All(
        LoadProfile profile, double rate, double fromS, double untilS, Random random)
    {
        var perSecond = rate / profile.StepsMean;
        var longest = profile.StepsMax * profile.Think.MeanS;
        for (var at = fromS - longest; ;)
        {
            at -= Math.Log(1 - random.NextDouble()) / perSecond;
            if (at >= untilS)
            {
                yield break;
            }

            if (random.NextDouble() >= profile.Shape.At(at))
            {
                continue;
            }

            var product = Draw(profile.Products, each => each.Weight, random).Product;
            var steps = StepsOf(profile, at, fromS, untilS, random);
            if (!steps.IsEmpty)
            {
                yield return (product, steps, at);
            }
        }
    }

    private static ImmutableArray<PlannedStep> StepsOf(
        LoadProfile profile, double at, double fromS, double untilS, Random random)
    {
        var steps = ImmutableArray.CreateBuilder<PlannedStep>();
        var arrival = at;
        foreach (var kind in Draw(profile.Journeys, each => each.Weight, random).Steps)
        {
            for (var times = random.Next(kind.TimesMin, kind.TimesMax + 1); times > 0; times--)
            {
                if (at >= fromS && at < untilS)
                {
                    steps.Add(new PlannedStep(at, kind.Operation));
                }

                at += profile.Think.Draw(random);
            }
        }

        if (profile.Storm is { } storm && arrival <= storm.AtS && at >= storm.AtS && steps.Count > 0)
        {
            steps.Add(new PlannedStep(
                storm.AtS + (storm.WithinS * random.NextDouble()), Operation.Reconnect));
            steps.Sort((one, other) => one.AtS.CompareTo(other.AtS));
        }

        return steps.ToImmutable();
    }
}
