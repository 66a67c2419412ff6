using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>What a condition is worth while not everything is chosen: true, false, or not yet known.</summary>
/// <remarks>Kleene's strong three-valued logic over value positions, -1 for not chosen. True and false are certain;
/// unknown may still be certain in truth, since rules are not looked at. Linear in the formula.</remarks>
public static class PartialEvaluation
{
    /// <summary>Whether the condition surely holds, surely does not, or null. No condition holds.</summary>
    public static bool? Holds(Condition? condition, ReadOnlySpan<int> values) =>
        condition is null ? true : Holds(condition.Formula, values);

    /// <summary>Whether the formula surely holds, surely does not, or null.</summary>
    public static bool? Holds(Formula formula, ReadOnlySpan<int> values) => formula switch
    {
        Formula.Is atom when values[atom.Characteristic.Value] < 0 => null,
        Formula.Not not => !Holds(not.Operand, values),
        Formula.And and => Between(and.Operands, and.Operands.Length, and.Operands.Length, values),
        Formula.Or or => Between(or.Operands, 1, or.Operands.Length, values),
        Formula.Implies implies => !Holds(implies.Condition, values) | Holds(implies.Consequence, values),
        Formula.Iff iff => Holds(iff.Left, values) is { } left && Holds(iff.Right, values) is { } right
            ? left == right
            : null,
        Formula.Cardinality cardinality =>
            Between(cardinality.Operands, cardinality.Min, cardinality.Max, values),
        _ => IsKnown(formula, values) ? Evaluation.Holds(formula, values) : null,
    };

    private static bool? Between(ImmutableArray<Formula> operands, int min, int max, ReadOnlySpan<int> values)
    {
        var sure = 0;
        var possible = 0;
        foreach (var operand in operands)
        {
            var holds = Holds(operand, values);
            sure += holds == true ? 1 : 0;
            possible += holds == false ? 0 : 1;
        }

        return possible < min || sure > max ? false : sure >= min && possible <= max ? true : null;
    }

    private static bool IsKnown(Formula formula, ReadOnlySpan<int> values)
    {
        foreach (var characteristic in FormulaScope.Of(formula))
        {
            if (values[characteristic.Value] < 0)
            {
                return false;
            }
        }

        return true;
    }
}
