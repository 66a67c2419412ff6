namespace Customization.Domain.Catalog.Complexity;

/// <summary>How evenly demand is spread.</summary>
/// <remarks>Source: Shannon 1948, a mathematical theory of communication.</remarks>
public static class Entropy
{
    /// <summary>Bits of a distribution that is given by counts; 0 where one count has everything, log2 n where n share
    /// alike. Null where nothing was counted.</summary>
    public static double? Bits(IEnumerable<long> counts)
    {
        var all = counts.Where(count => count > 0).ToArray();
        var total = (double)all.Sum();
        return all.Length == 0 ? null : -all.Sum(count => count / total * Math.Log2(count / total)) + 0.0;
    }

    /// <summary>How many equally wanted things would be as hard to foresee.</summary>
    public static double? Effective(double? bits) => bits is { } known ? Math.Pow(2, known) : null;
}
