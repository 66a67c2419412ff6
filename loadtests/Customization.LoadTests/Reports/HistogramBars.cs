using System.Collections.Immutable;
using Customization.LoadTests.Measuring;

namespace Customization.LoadTests.Reports;

/// <summary>Latencies as bars of equal factors: ten a decade.</summary>
public static class HistogramBars
{
    private const int PerDecade = 10;

    /// <summary>The lower bound of each bar in milliseconds and how many answers fall in it, without a gap; a last one
    /// without answers closes the row.</summary>
    /// <param name="latencies">At least one, in ascending order.</param>
    public static ImmutableArray<(double X, double Y)> Of(IReadOnlyList<LatencyCount> latencies)
    {
        var counts = new SortedDictionary<int, long>();
        foreach (var (us, count) in latencies)
        {
            var bar = (int)Math.Floor((Math.Log10(us) * PerDecade) + 1e-9);
            counts[bar] = counts.GetValueOrDefault(bar) + count;
        }

        var (first, last) = (counts.Keys.First(), counts.Keys.Last());
        return
        [
            .. Enumerable.Range(first, last - first + 2)
                .Select(bar => (Math.Pow(10, (double)bar / PerDecade) / 1000, (double)counts.GetValueOrDefault(bar))),
        ];
    }
}
