using System.Collections.Immutable;

namespace Customization.Domain.Catalog.Pricing.Arms;

/// <summary>What one quote or order says about the policy that its customer got.</summary>
/// <param name="Arm">Code of the policy.</param>
/// <param name="IsSold">Whether it was bought and not cancelled; its amounts count only then.</param>
/// <param name="Revenue">Minor units.</param>
/// <param name="Cost">Minor units.</param>
public sealed record PolicyOutcome(string Arm, string Customer, bool IsSold, long Revenue, long Cost);

/// <summary>What a customer did so far.</summary>
/// <param name="Quotes">Dated prices asked for, those of orders among them.</param>
public readonly record struct CustomerTally(long Quotes, long Orders, long Revenue, long Cost)
{
    /// <summary>Both together.</summary>
    public static CustomerTally operator +(CustomerTally a, CustomerTally b) => new(
        checked(a.Quotes + b.Quotes), checked(a.Orders + b.Orders), checked(a.Revenue + b.Revenue),
        checked(a.Cost + b.Cost));
}

/// <summary>What customers did under the policies that are compared, by policy and customer.</summary>
/// <remarks>Whole numbers, so that merging is associative and commutative, exactly; wherever outcomes are read and in
/// whatever order, the sum is the same. Immutable.</remarks>
public sealed record PolicyTally(ImmutableSortedDictionary<(string Arm, string Customer), CustomerTally> Customers)
{
    /// <summary>Nobody did anything.</summary>
    public static readonly PolicyTally Empty =
        new(ImmutableSortedDictionary.Create<(string Arm, string Customer), CustomerTally>(
            Comparer<(string Arm, string Customer)>.Create(Compare)));

    /// <summary>Counts outcomes. O(n log n) for n outcomes.</summary>
    public static PolicyTally Of(IEnumerable<PolicyOutcome> outcomes)
    {
        var customers = Empty.Customers.ToBuilder();
        foreach (var each in outcomes)
        {
            Add(customers, (each.Arm, each.Customer), each.IsSold
                ? new CustomerTally(1, 1, each.Revenue, each.Cost)
                : new CustomerTally(1, 0, 0, 0));
        }

        return new PolicyTally(customers.ToImmutable());
    }

    /// <summary>Both together.</summary>
    public PolicyTally Merge(PolicyTally other)
    {
        var customers = Customers.ToBuilder();
        foreach (var (key, tally) in other.Customers)
        {
            Add(customers, key, tally);
        }

        return new PolicyTally(customers.ToImmutable());
    }

    private static void Add(
        ImmutableSortedDictionary<(string Arm, string Customer), CustomerTally>.Builder customers,
        (string Arm, string Customer) key, CustomerTally tally) =>
        customers[key] = customers.TryGetValue(key, out var known) ? known + tally : tally;

    private static int Compare((string Arm, string Customer) a, (string Arm, string Customer) b)
    {
        var order = string.CompareOrdinal(a.Arm, b.Arm);
        return order != 0 ? order : string.CompareOrdinal(a.Customer, b.Customer);
    }
}
