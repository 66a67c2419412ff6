using System.Collections.Immutable;
using System.Numerics;

namespace Customization.Domain.Catalog.Complexity.Stocking;

/// <summary>How much of one thing is wanted while a replenishment is on its way, and the stock that this asks for.
/// </summary>
/// <remarks>Orders come by chance (Poisson), each for some pieces (compound Poisson); its distribution is exact, by
/// Panjer's recursion (Panjer 1981, ASTIN Bulletin 12, 22-26). Each piece taken is ordered anew at once: the base-stock
/// policy (Zipkin 2000, Foundations of Inventory Management, section 6.2), so that what is on hand is the base stock
/// less the demand of the lead time, where positive. Numbers beyond <see cref="StepsMax"/> are counted in a coarser
/// unit. O(range x quantities). Immutable.</remarks>
internal sealed class LeadTimeDemand
{
    private const int StepsMax = 65_536;
    private const int Deviations = 10;
    private const double Large = 1e200;

    private readonly double[] _probabilities;
    private readonly long _unit;

    /// <summary>Works out the distribution.</summary>
    /// <param name="orders">Expected in the lead time; above 0.</param>
    /// <param name="quantities">Pieces of an order, above 0, and the share of the orders with so many; the shares add
    /// up to 1.</param>
    public LeadTimeDemand(double orders, ImmutableArray<(long Quantity, double Share)> quantities)
    {
        var mean = orders * quantities.Sum(each => each.Share * each.Quantity);
        var variance = orders * quantities.Sum(each => each.Share * each.Quantity * each.Quantity);
        var most = mean + (Deviations * Math.Sqrt(variance)) + quantities.Max(each => each.Quantity);
        var common = quantities.Aggregate(
            0L, (all, each) => (long)BigInteger.GreatestCommonDivisor(all, each.Quantity));
        _unit = common * (1 + (long)(most / common / StepsMax));
        _probabilities = Panjer(
            orders, [.. quantities.Select(each => (Steps(each.Quantity), each.Share))], (int)(most / _unit) + 2);
    }

    /// <summary>The least stock that covers the demand of a lead time with a probability.</summary>
    public long Level(double service)
    {
        var (step, sum) = (0, _probabilities[0]);
        while (sum < service && step < _probabilities.Length - 1)
        {
            sum += _probabilities[++step];
        }

        return step * _unit;
    }

    /// <summary>Pieces that are on hand on average with a base stock.</summary>
    public double OnHand(long level)
    {
        var sum = 0.0;
        for (var step = 0; step < _probabilities.Length && step * _unit < level; step++)
        {
            sum += (level - (step * _unit)) * _probabilities[step];
        }

        return sum;
    }

    /// <summary>Probability that an order of so many pieces finds them on hand (Poisson arrivals see time averages).
    /// </summary>
    public double Covers(long level, long quantity)
    {
        var sum = 0.0;
        for (var step = 0; step < _probabilities.Length && (step + Steps(quantity)) * _unit <= level; step++)
        {
            sum += _probabilities[step];
        }

        return Math.Min(1, sum);
    }

    private int Steps(long quantity) => (int)Math.Max(1, (quantity + (_unit / 2)) / _unit);

    /// <summary>p(0) = e^-n, p(s) = n / s x sum of q f(q) p(s - q); scaled as it goes, so that nothing is too small.
    /// </summary>
    private static double[] Panjer(double orders, ImmutableArray<(int Steps, double Share)> quantities, int length)
    {
        var p = new double[length];
        p[0] = 1;
        for (var s = 1; s < length; s++)
        {
            foreach (var (steps, share) in quantities)
            {
                p[s] += steps <= s ? orders / s * steps * share * p[s - steps] : 0;
            }

            if (p[s] > Large)
            {
                Scale(p, 1 / Large);
            }
        }

        Scale(p, 1 / p.Sum());
        return p;
    }

    private static void Scale(double[] values, double factor)
    {
        for (var i = 0; i < values.Length; i++)
        {
            values[i] *= factor;
        }
    }
}
