namespace Customization.Kernel.Model;

/// <summary>What formulas and terms mean: the definition that compilation is tested against.</summary>
/// <remarks>An assignment has one value position per characteristic. Time linear in the size of the formula.</remarks>
public static class Evaluation
{
    /// <summary>Whether all rules of the model hold of a full assignment.</summary>
    public static bool Satisfies(ProductModel model, ReadOnlySpan<int> assignment)
    {
        foreach (var rule in model.Rules)
        {
            if (!Holds(rule.Formula, assignment))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether a formula holds of a full assignment.</summary>
    public static bool Holds(Formula formula, ReadOnlySpan<int> assignment)
    {
        switch (formula)
        {
            case Formula.Constant constant:
                return constant.Value;
            case Formula.Is atom:
                return atom.Values.Contains(assignment[atom.Characteristic.Value]);
            case Formula.Not not:
                return !Holds(not.Operand, assignment);
            case Formula.And and:
                return CountHolding(and.Operands, assignment) == and.Operands.Length;
            case Formula.Or or:
                return CountHolding(or.Operands, assignment) > 0;
            case Formula.Implies implies:
                return !Holds(implies.Condition, assignment) || Holds(implies.Consequence, assignment);
            case Formula.Iff iff:
                return Holds(iff.Left, assignment) == Holds(iff.Right, assignment);
            case Formula.Cardinality cardinality:
                var count = CountHolding(cardinality.Operands, assignment);
                return cardinality.Min <= count && count <= cardinality.Max;
            case Formula.Comparison comparison:
                return Compare(
                    ValueOf(comparison.Left, assignment), comparison.Comparator, ValueOf(comparison.Right, assignment));
            case Formula.Table table:
                return HasRow(table, assignment) == table.Allowed;
            default:
                throw new InvalidOperationException($"unknown formula {formula.GetType().Name}");
        }
    }

    /// <summary>The integer that a term has under a full assignment.</summary>
    /// <exception cref="OverflowException">The value leaves 64 bits.</exception>
    public static long ValueOf(Term term, ReadOnlySpan<int> assignment)
    {
        switch (term)
        {
            case Term.Constant constant:
                return constant.Value;
            case Term.Of of:
                return of.PerValue[assignment[of.Characteristic.Value]];
            case Term.Sum sum:
                var total = 0L;
                foreach (var operand in sum.Operands)
                {
                    total = checked(total + ValueOf(operand, assignment));
                }

                return total;
            case Term.Product product:
                return checked(ValueOf(product.Left, assignment) * ValueOf(product.Right, assignment));
            case Term.Where where:
                return Holds(where.Condition, assignment) ? ValueOf(where.Operand, assignment) : 0;
            default:
                throw new InvalidOperationException($"unknown term {term.GetType().Name}");
        }
    }

    /// <summary>Whether a comparison of two integers holds.</summary>
    public static bool Compare(long left, Comparator comparator, long right) => comparator switch
    {
        Comparator.Equal => left == right,
        Comparator.NotEqual => left != right,
        Comparator.Less => left < right,
        Comparator.LessOrEqual => left <= right,
        Comparator.Greater => left > right,
        Comparator.GreaterOrEqual => left >= right,
        _ => throw new ArgumentOutOfRangeException(nameof(comparator)),
    };

    private static int CountHolding(
        System.Collections.Immutable.ImmutableArray<Formula> operands, ReadOnlySpan<int> assignment)
    {
        var count = 0;
        foreach (var operand in operands)
        {
            count += Holds(operand, assignment) ? 1 : 0;
        }

        return count;
    }

    private static bool HasRow(Formula.Table table, ReadOnlySpan<int> assignment)
    {
        foreach (var row in table.Rows)
        {
            var same = true;
            for (var i = 0; i < row.Length && same; i++)
            {
                same = row[i] == assignment[table.Scope[i].Value];
            }

            if (same)
            {
                return true;
            }
        }

        return false;
    }
}
