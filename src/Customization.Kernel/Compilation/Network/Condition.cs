namespace Customization.Kernel.Compilation.Network;

/// <summary>A formula in negation normal form over network variables: the step between rules and constraints.
/// </summary>
internal abstract record Condition
{
    private Condition()
    {
    }

    /// <summary>Holds always.</summary>
    public static readonly Condition True = new All([]);

    /// <summary>Holds never.</summary>
    public static readonly Condition False = new Any([]);

    /// <summary>The variable takes one of these values; sorted, neither empty nor the whole domain.</summary>
    public sealed record In(int Variable, int[] Values) : Condition;

    public sealed record All(Condition[] Operands) : Condition;

    public sealed record Any(Condition[] Operands) : Condition;

    /// <summary>A weighted sum lies in a range; long.MinValue and long.MaxValue leave a side open.</summary>
    public sealed record InRange(WeightedSum Sum, long Min, long Max) : Condition;

    /// <summary>The scope takes one of the rows.</summary>
    public sealed record OneOf(int[] Scope, int[][] Rows) : Condition;

    /// <summary>The scope takes none of the rows.</summary>
    public sealed record NoneOf(int[] Scope, int[][] Rows) : Condition;
}

/// <summary>A sum over variables of a weight per value; the constant is already moved into the range it is compared
/// with.</summary>
internal sealed class WeightedSum
{
    private readonly SortedDictionary<int, long[]> _weights = [];

    public long Constant { get; private set; }

    public IReadOnlyDictionary<int, long[]> Weights => _weights;

    public void Add(long constant) => Constant = checked(Constant + constant);

    public void Add(int variable, ReadOnlySpan<long> perValue, long factor)
    {
        if (!_weights.TryGetValue(variable, out var weights))
        {
            _weights[variable] = weights = new long[perValue.Length];
        }

        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = checked(weights[i] + (perValue[i] * factor));
        }
    }

    public void Add(WeightedSum other, long factor)
    {
        Add(checked(other.Constant * factor));
        foreach (var (variable, weights) in other._weights)
        {
            Add(variable, weights, factor);
        }
    }

    /// <summary>Drops variables whose weight does not depend on their value.</summary>
    public void Simplify()
    {
        foreach (var (variable, weights) in _weights.ToArray())
        {
            if (weights.AsSpan().IndexOfAnyExcept(weights[0]) < 0)
            {
                Add(weights[0]);
                _weights.Remove(variable);
            }
        }
    }

    /// <summary>The total under an assignment, without the constant.</summary>
    /// <param name="values">A value position per network variable.</param>
    public long Total(int[] values)
    {
        var total = 0L;
        foreach (var (variable, weights) in _weights)
        {
            total += weights[values[variable]];
        }

        return total;
    }

    /// <summary>Smallest and largest total, without the constant.</summary>
    public (long Min, long Max) Bounds()
    {
        var (min, max) = (0L, 0L);
        foreach (var weights in _weights.Values)
        {
            min = checked(min + weights.Min());
            max = checked(max + weights.Max());
        }

        return (min, max);
    }
}
