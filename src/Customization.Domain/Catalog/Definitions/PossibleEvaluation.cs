using System.Collections.Immutable;
using Customization.Kernel.Model;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Definitions;

/// <summary>What a condition is worth while several values of a characteristic are possible: it holds, it cannot hold,
/// or that is still open.</summary>
/// <remarks>A condition holds where every combination of possible values of its characteristics makes it true, and
/// cannot hold where none does. Beyond <see cref="CombinationsMax"/> combinations, parts are judged one by one (Kleene)
/// and sums by their bounds: an answer is still right, but may be open where it could be known.</remarks>
public static class PossibleEvaluation
{
    /// <summary>Combinations that are tried before parts are judged one by one.</summary>
    public const int CombinationsMax = 4_096;

    /// <summary>Whether the condition holds, cannot hold, or null where that is open. No condition holds.</summary>
    public static bool? Holds(Condition? condition, LiteralSet possible) =>
        condition is null ? true : Holds(condition.Formula, possible);

    /// <summary>The same of a formula.</summary>
    public static bool? Holds(Formula formula, LiteralSet possible)
    {
        var scope = FormulaScope.Of(formula);
        var length = scope.Count == 0 ? 0 : scope.Max.Value + 1;
        var ranges = new int[scope.Count][];
        var combinations = 1L;
        var at = 0;
        foreach (var characteristic in scope)
        {
            ranges[at] = possible.ValuesOf(characteristic);
            combinations = Math.Min(combinations * ranges[at].Length, CombinationsMax + 1);
            at++;
        }

        return combinations == 0 ? null
            : combinations <= CombinationsMax ? Tried(formula, [.. scope], ranges, length)
            : InParts(formula, possible);
    }

    private static bool? Tried(Formula formula, CharacteristicIndex[] scope, int[][] ranges, int length)
    {
        var values = new int[length];
        var positions = new int[scope.Length];
        bool? all = null;
        while (true)
        {
            for (var i = 0; i < scope.Length; i++)
            {
                values[scope[i].Value] = ranges[i][positions[i]];
            }

            var holds = Evaluation.Holds(formula, values);
            if (all is not null && all != holds)
            {
                return null;
            }

            all = holds;
            var next = 0;
            while (next < scope.Length && ++positions[next] == ranges[next].Length)
            {
                positions[next++] = 0;
            }

            if (next == scope.Length)
            {
                return all;
            }
        }
    }

    private static bool? InParts(Formula formula, LiteralSet possible) => formula switch
    {
        Formula.Not not => !Holds(not.Operand, possible),
        Formula.And and => Between(and.Operands, and.Operands.Length, and.Operands.Length, possible),
        Formula.Or or => Between(or.Operands, 1, or.Operands.Length, possible),
        Formula.Implies implies => !Holds(implies.Condition, possible) | Holds(implies.Consequence, possible),
        Formula.Iff iff => Holds(iff.Left, possible) is { } left && Holds(iff.Right, possible) is { } right
            ? left == right
            : null,
        Formula.Cardinality cardinality =>
            Between(cardinality.Operands, cardinality.Min, cardinality.Max, possible),
        Formula.Comparison comparison => Compare(
            TermRange.Of(comparison.Left, possible), comparison.Comparator, TermRange.Of(comparison.Right, possible)),
        _ => null,
    };

    private static bool? Between(ImmutableArray<Formula> operands, int min, int max, LiteralSet possible)
    {
        var sure = 0;
        var open = 0;
        foreach (var operand in operands)
        {
            var holds = Holds(operand, possible);
            sure += holds == true ? 1 : 0;
            open += holds is null ? 1 : 0;
        }

        return sure + open < min || sure > max ? false : sure >= min && sure + open <= max ? true : null;
    }

    private static bool? Compare(
        (Int128 Least, Int128 Most) left, Comparator comparator, (Int128 Least, Int128 Most) right) =>
        comparator switch
        {
            Comparator.Less => left.Most < right.Least ? true : left.Least >= right.Most ? false : null,
            Comparator.LessOrEqual => left.Most <= right.Least ? true : left.Least > right.Most ? false : null,
            Comparator.Greater => Compare(right, Comparator.Less, left),
            Comparator.GreaterOrEqual => Compare(right, Comparator.LessOrEqual, left),
            Comparator.NotEqual => !Compare(left, Comparator.Equal, right),
            _ => left.Most < right.Least || right.Most < left.Least ? false
                : left.Least == left.Most && right == left ? true
                : null,
        };
}
