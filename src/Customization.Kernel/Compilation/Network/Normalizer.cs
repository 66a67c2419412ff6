using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Compilation.Network;

/// <summary>Rewrites formulas into negation normal form: negations pushed to the leaves, arithmetic over one variable
/// decided value by value, the rest as weighted sums in ranges.</summary>
/// <remarks>Linear time in the formula except for nested equivalences, which double at each level.</remarks>
internal sealed class Normalizer(ConstraintNetwork network, Reifier reifier)
{
    public Condition Normalize(Formula formula, bool positive = true)
    {
        switch (formula)
        {
            case Formula.Constant constant:
                return constant.Value == positive ? Condition.True : Condition.False;
            case Formula.Is atom:
                return In(atom.Characteristic.Value, value => atom.Values.Contains(value) == positive);
            case Formula.Not not:
                return Normalize(not.Operand, !positive);
            case Formula.And and:
                return positive ? All(Each(and.Operands, true)) : Any(Each(and.Operands, false));
            case Formula.Or or:
                return positive ? Any(Each(or.Operands, true)) : All(Each(or.Operands, false));
            case Formula.Implies implies:
                var broken = Normalize(implies.Condition, !positive);
                var kept = Normalize(implies.Consequence, positive);
                return positive ? Any([broken, kept]) : All([broken, kept]);
            case Formula.Iff iff:
                return Iff(iff, positive);
            case Formula.Cardinality cardinality:
                return Cardinality(cardinality, positive);
            case Formula.Comparison comparison:
                return Comparison(comparison, positive);
            case Formula.Table table:
                return Rows(table, table.Allowed == positive);
            default:
                throw new InvalidOperationException($"unknown formula {formula.GetType().Name}");
        }
    }

    /// <summary>A conjunction, flattened and with constants removed.</summary>
    public static Condition All(IEnumerable<Condition> operands)
    {
        var flat = new List<Condition>();
        foreach (var operand in operands)
        {
            switch (operand)
            {
                case Condition.All all:
                    flat.AddRange(all.Operands);
                    break;
                case Condition.Any { Operands.Length: 0 }:
                    return Condition.False;
                default:
                    flat.Add(operand);
                    break;
            }
        }

        return flat.Count == 1 ? flat[0] : new Condition.All([.. flat]);
    }

    /// <summary>A disjunction, flattened and with constants removed.</summary>
    public static Condition Any(IEnumerable<Condition> operands)
    {
        var flat = new List<Condition>();
        foreach (var operand in operands)
        {
            switch (operand)
            {
                case Condition.Any any:
                    flat.AddRange(any.Operands);
                    break;
                case Condition.All { Operands.Length: 0 }:
                    return Condition.True;
                default:
                    flat.Add(operand);
                    break;
            }
        }

        return flat.Count == 1 ? flat[0] : new Condition.Any([.. flat]);
    }

    /// <summary>The condition on one variable that holds of the values for which the test holds.</summary>
    public Condition In(int variable, Func<int, bool> test)
    {
        var size = network.DomainSize(variable);
        var values = Enumerable.Range(0, size).Where(test).ToArray();
        return values.Length == 0 ? Condition.False
            : values.Length == size ? Condition.True
            : new Condition.In(variable, values);
    }

    /// <summary>The condition that a sum lies between two bounds, decided at once where it can be.</summary>
    public Condition InRange(WeightedSum sum, long min, long max)
    {
        sum.Simplify();
        min = min == long.MinValue ? min : checked(min - sum.Constant);
        max = max == long.MaxValue ? max : checked(max - sum.Constant);
        var (least, most) = sum.Bounds();
        if (min > max || least > max || most < min)
        {
            return Condition.False;
        }

        if (min <= least && most <= max)
        {
            return Condition.True;
        }

        if (sum.Weights.Count == 1)
        {
            var (variable, weights) = sum.Weights.First();
            return In(variable, value => min <= weights[value] && weights[value] <= max);
        }

        return new Condition.InRange(sum, min, max);
    }

    private IEnumerable<Condition> Each(ImmutableArray<Formula> operands, bool positive) =>
        operands.Select(operand => Normalize(operand, positive));

    private Condition Iff(Formula.Iff iff, bool positive)
    {
        // Both polarities of a large side would double it at every level of nesting: it becomes a variable instead.
        var left = reifier.IsSmall(iff.Left) ? iff.Left : reifier.Name(Normalize(iff.Left));
        var right = reifier.IsSmall(iff.Right) ? iff.Right : reifier.Name(Normalize(iff.Right));
        return All([
            Any([Normalize(left, false), Normalize(right, positive)]),
            Any([Normalize(left, true), Normalize(right, !positive)])]);
    }

    private Condition Cardinality(Formula.Cardinality cardinality, bool positive)
    {
        var sum = new WeightedSum();
        foreach (var operand in cardinality.Operands)
        {
            switch (Normalize(operand))
            {
                case Condition.All { Operands.Length: 0 }:
                    sum.Add(1);
                    break;
                case Condition.Any { Operands.Length: 0 }:
                    break;
                case var condition:
                    var atom = reifier.Literal(condition);
                    sum.Add(atom.Variable, Indicator(atom), 1);
                    break;
            }
        }

        return Range(sum, cardinality.Min, cardinality.Max, positive);
    }

    private Condition Comparison(Formula.Comparison comparison, bool positive)
    {
        var difference = new WeightedSum();
        Add(difference, comparison.Left, 1);
        Add(difference, comparison.Right, -1);
        var (min, max, inside) = comparison.Comparator switch
        {
            Comparator.Equal => (0L, 0L, true),
            Comparator.NotEqual => (0L, 0L, false),
            Comparator.Less => (long.MinValue, -1L, true),
            Comparator.LessOrEqual => (long.MinValue, 0L, true),
            Comparator.Greater => (1L, long.MaxValue, true),
            Comparator.GreaterOrEqual => (0L, long.MaxValue, true),
            _ => throw new InvalidOperationException("unknown comparator"),
        };
        return Range(difference, min, max, inside == positive);
    }

    private Condition Range(WeightedSum sum, long min, long max, bool inside)
    {
        if (inside)
        {
            return InRange(sum, min, max);
        }

        var below = min == long.MinValue ? Condition.False : InRange(sum, long.MinValue, min - 1);
        var above = max == long.MaxValue ? Condition.False : InRange(sum, max + 1, long.MaxValue);
        return Any([below, above]);
    }

    private void Add(WeightedSum sum, Term term, long factor)
    {
        switch (term)
        {
            case Term.Constant constant:
                sum.Add(checked(constant.Value * factor));
                break;
            case Term.Of of:
                sum.Add(of.Characteristic.Value, of.PerValue.AsSpan(), factor);
                break;
            case Term.Sum operands:
                foreach (var operand in operands.Operands)
                {
                    Add(sum, operand, factor);
                }

                break;
            case Term.Product product:
                sum.Add(Times(Linearize(product.Left), Linearize(product.Right)), factor);
                break;
            case Term.Where where:
                sum.Add(Guarded(Normalize(where.Condition), Linearize(where.Operand)), factor);
                break;
            default:
                throw new InvalidOperationException($"unknown term {term.GetType().Name}");
        }
    }

    private WeightedSum Linearize(Term term)
    {
        var sum = new WeightedSum();
        Add(sum, term, 1);
        sum.Simplify();
        return sum;
    }

    private WeightedSum Guarded(Condition condition, WeightedSum operand)
    {
        if (condition is Condition.Any { Operands.Length: 0 })
        {
            return new WeightedSum();
        }

        if (condition is Condition.All { Operands.Length: 0 })
        {
            return operand;
        }

        var atom = reifier.Literal(condition);
        var guard = new WeightedSum();
        guard.Add(atom.Variable, Indicator(atom), 1);
        return Times(guard, operand);
    }

    private WeightedSum Times(WeightedSum left, WeightedSum right)
    {
        var product = new WeightedSum();
        product.Add(checked(left.Constant * right.Constant));
        foreach (var (variable, weights) in left.Weights)
        {
            product.Add(variable, weights, right.Constant);
        }

        foreach (var (variable, weights) in right.Weights)
        {
            product.Add(variable, weights, left.Constant);
        }

        foreach (var (a, weightsA) in left.Weights)
        {
            foreach (var (b, weightsB) in right.Weights)
            {
                if (a == b)
                {
                    product.Add(a, weightsA.Zip(weightsB, (x, y) => checked(x * y)).ToArray(), 1);
                }
                else
                {
                    reifier.AddProduct(product, a, weightsA, b, weightsB);
                }
            }
        }

        return product;
    }

    private long[] Indicator(Condition.In atom)
    {
        var indicator = new long[network.DomainSize(atom.Variable)];
        foreach (var value in atom.Values)
        {
            indicator[value] = 1;
        }

        return indicator;
    }

    private Condition Rows(Formula.Table table, bool allowed)
    {
        var rows = table.Rows.Select(row => row.ToArray()).ToArray();
        var scope = table.Scope.Select(characteristic => characteristic.Value).ToArray();
        if (rows.Length == 0 || scope.Length == 0)
        {
            return (rows.Length > 0) == allowed ? Condition.True : Condition.False;
        }

        if (scope.Length == 1)
        {
            var values = rows.Select(row => row[0]).ToHashSet();
            return In(scope[0], value => values.Contains(value) == allowed);
        }

        return allowed ? new Condition.OneOf(scope, rows) : new Condition.NoneOf(scope, rows);
    }
}
