namespace Customization.Domain.Catalog.Pricing.Arms;

/// <summary>Estimates of differences between two groups with 95 % confidence intervals.</summary>
public static class Intervals
{
    /// <summary>Fewest members of each group for which means are taken as normal (a usual rule of thumb).</summary>
    public const int SampleMin = 30;

    /// <summary>The 0.975 quantile of the normal distribution.</summary>
    private const double Z = 1.959964;

    /// <summary>Share of the second group minus that of the first; null where a group is empty.</summary>
    /// <remarks>Newcombe 1998, Statistics in Medicine 17, 873-890, method 10: with Wilson's bounds l and u of each
    /// share p, from d - sqrt((p2 - l2)^2 + (u1 - p1)^2) to d + sqrt((u2 - p2)^2 + (p1 - l1)^2) for d = p2 - p1. Good
    /// from few members on.</remarks>
    public static Estimate? OfProportions(long part1, long whole1, long part2, long whole2)
    {
        if (whole1 == 0 || whole2 == 0)
        {
            return null;
        }

        var (p1, p2) = ((double)part1 / whole1, (double)part2 / whole2);
        var (l1, u1) = Wilson(p1, whole1);
        var (l2, u2) = Wilson(p2, whole2);
        return new Estimate(
            p2 - p1, p2 - p1 - double.Hypot(p2 - l2, u1 - p1), p2 - p1 + double.Hypot(u2 - p2, p1 - l1));
    }

    /// <summary>Mean of the second group minus that of the first; null where a group is smaller than
    /// <see cref="SampleMin"/>.</summary>
    /// <remarks>Welch 1947, Biometrika 34, 28-35: d +- z sqrt(s1^2 / n1 + s2^2 / n2), with the normal quantile, which
    /// is within 5 % of that of Student's distribution from 30 members on.</remarks>
    public static Estimate? OfMeans(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        if (first.Length < SampleMin || second.Length < SampleMin)
        {
            return null;
        }

        var (mean1, error1) = MeanOf(first);
        var (mean2, error2) = MeanOf(second);
        var half = Z * Math.Sqrt(error1 + error2);
        return new Estimate(mean2 - mean1, mean2 - mean1 - half, mean2 - mean1 + half);
    }

    /// <summary>Events per exposure of the second group, as a multiple of the first's; null where a group has no
    /// events.</summary>
    /// <remarks>Rothman, Greenland, Lash 2008, Modern Epidemiology, 3rd edition, chapter 14: the logarithm of a ratio
    /// of rates has about the variance 1 / a + 1 / b for a and b events.</remarks>
    public static Estimate? OfRates(long events1, long exposure1, long events2, long exposure2)
    {
        if (events1 == 0 || events2 == 0)
        {
            return null;
        }

        var ratio = (double)events2 / exposure2 / ((double)events1 / exposure1);
        var factor = Math.Exp(Z * Math.Sqrt((1.0 / events1) + (1.0 / events2)));
        return new Estimate(ratio, ratio / factor, ratio * factor);
    }

    /// <summary>Wilson 1927, Journal of the American Statistical Association 22, 209-212.</summary>
    private static (double Low, double High) Wilson(double p, long n)
    {
        var middle = (p + (Z * Z / (2 * n))) / (1 + (Z * Z / n));
        var half = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4.0 * n * n))) / (1 + (Z * Z / n));
        return (middle - half, middle + half);
    }

    /// <summary>The mean and its squared standard error.</summary>
    private static (double Mean, double SquaredError) MeanOf(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values)
        {
            sum += value;
        }

        var (mean, squares) = (sum / values.Length, 0.0);
        foreach (var value in values)
        {
            squares += (value - mean) * (value - mean);
        }

        return (mean, squares / (values.Length - 1) / values.Length);
    }
}
