using System.Collections.Immutable;

namespace Customization.Domain.Catalog.Pricing.Arms;

/// <summary>How the compared policies of a product fare: for its author. Amounts are minor units of one currency.
/// </summary>
/// <remarks>Customers count from their first quote on; who left before is not known, and a policy may be why they did.
/// That does not bias <see cref="PolicyDifference.Buyers"/>, which sets buyers against the shares of the policies: who
/// gets which policy has nothing to do with who they are. Several differences at once are not corrected for.</remarks>
/// <param name="Policies">In the author's order.</param>
/// <param name="Differences">Of each further policy from the first.</param>
public sealed record PolicyReport(
    ImmutableArray<PolicyResult> Policies, ImmutableArray<PolicyDifference> Differences)
{
    /// <summary>Sets the policies against each other. O(customers).</summary>
    public static PolicyReport Of(ImmutableArray<PolicyArm> arms, PolicyTally tally)
    {
        var customers = tally.Customers.ToLookup(each => each.Key.Arm, each => each.Value, StringComparer.Ordinal);
        ImmutableArray<CustomerTally[]> samples = [.. arms.Select(arm => customers[arm.Code].ToArray())];
        ImmutableArray<PolicyResult> results = [.. arms.Zip(samples, ResultOf)];
        return new PolicyReport(
            results,
            [
                .. Enumerable.Range(1, Math.Max(0, arms.Length - 1)).Select(i => new PolicyDifference(
                    arms[i].Code,
                    Intervals.OfProportions(
                        results[0].Buyers, results[0].Customers, results[i].Buyers, results[i].Customers),
                    Intervals.OfMeans(Margins(samples[0]), Margins(samples[i])),
                    Intervals.OfRates(results[0].Buyers, arms[0].Share, results[i].Buyers, arms[i].Share))),
            ]);
    }

    private static PolicyResult ResultOf(PolicyArm arm, CustomerTally[] customers)
    {
        var sum = customers.Aggregate(default(CustomerTally), (all, each) => all + each);
        var buyers = customers.Count(each => each.Orders > 0);
        return new PolicyResult(
            arm.Code, arm.Share, customers.Length, sum.Quotes, buyers, sum.Orders, sum.Revenue, sum.Cost,
            sum.Revenue - sum.Cost, customers.Length == 0 ? null : (double)buyers / customers.Length);
    }

    private static double[] Margins(CustomerTally[] customers) =>
        [.. customers.Select(each => (double)(each.Revenue - each.Cost))];
}

/// <summary>What came of a policy.</summary>
/// <param name="Share">Percent of the customers that get it.</param>
/// <param name="Customers">Who asked for a quote or ordered.</param>
/// <param name="Quotes">Quotes and orders asked for.</param>
/// <param name="Buyers">Customers with an order that was not cancelled.</param>
/// <param name="Revenue">Of the orders, parameters and delivery included.</param>
/// <param name="Conversion">Buyers among the customers; null without customers.</param>
public sealed record PolicyResult(
    string Code, int Share, int Customers, long Quotes, int Buyers, long Orders, long Revenue, long Cost, long Margin,
    double? Conversion);

/// <summary>How a policy differs from the first.</summary>
/// <param name="Conversion">Difference of the shares of buyers among the customers; null where a policy has none.
/// </param>
/// <param name="Margin">Difference of the margin per customer; null below <see cref="Intervals.SampleMin"/> customers
/// of each.</param>
/// <param name="Buyers">Buyers per share of customers, as a multiple of the first policy's; null where nobody bought.
/// </param>
public sealed record PolicyDifference(string Code, Estimate? Conversion, Estimate? Margin, Estimate? Buyers);

/// <summary>An estimate and the bounds of its 95 % confidence interval.</summary>
public readonly record struct Estimate(double Value, double Low, double High);
