using System.Collections.Immutable;
using System.Runtime.InteropServices;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Xcsp;

/// <summary>Turns functional expressions into formulas. Mutable: counts limits; owned by one reading.</summary>
/// <remarks>Logic stays logic and linear comparisons stay comparisons. A comparison over one variable becomes the set
/// of its values, and one with <c>abs div mod pow min max if</c> a table over its variables.</remarks>
internal sealed class XcspFormulas(Findings findings, TermBounds bounds)
{
    private long _nodes;
    private long _steps;
    private SourceSpan _constraint;

    /// <summary>The formula of a condition; null with the error reported.</summary>
    /// <param name="size">Operators and operands that were read for it.</param>
    public Formula? Of(XcspExpression condition, int size, SourceSpan constraint)
    {
        _constraint = constraint;
        _nodes += size;
        if (_nodes > findings.Limits.FormulaNodesMax)
        {
            findings.Error("CX0008", _constraint, $"more than {findings.Limits.FormulaNodesMax} operators and "
                + "operands");
            return null;
        }

        return ToFormula(condition);
    }

    private Formula? ToFormula(XcspExpression expression)
    {
        var apply = (XcspExpression.Apply)expression;
        if (XcspOperator.ComparatorOf(apply.Operator.Name) is { } comparator)
        {
            return ToComparison(apply, comparator);
        }

        var operands = ImmutableArray.CreateBuilder<Formula>(apply.Arguments.Count);
        foreach (var argument in apply.Arguments)
        {
            if (ToFormula(argument) is not { } operand)
            {
                return null;
            }

            operands.Add(operand);
        }

        return apply.Operator.Name switch
        {
            "not" => new Formula.Not(operands[0]),
            "and" => new Formula.And(operands.MoveToImmutable()),
            "or" => new Formula.Or(operands.MoveToImmutable()),
            "xor" => new Formula.Not(new Formula.Iff(operands[0], operands[1])),
            "iff" => new Formula.Iff(operands[0], operands[1]),
            _ => new Formula.Constant(apply.Operator.Name == "true"),
        };
    }

    private Formula? ToComparison(XcspExpression.Apply apply, Comparator comparator)
    {
        var variables = new Dictionary<CharacteristicIndex, XcspVariable>();
        var size = Collect(apply, variables);
        if (variables.Count > 1 && ToTerm(apply.Arguments[0]) is { } left && ToTerm(apply.Arguments[1]) is { } right)
        {
            if (bounds.Fit(left) && bounds.Fit(right))
            {
                return new Formula.Comparison(left, comparator, right);
            }

            findings.Error("CX0025", _constraint, "arithmetic that could leave 64 bits");
            return null;
        }

        return Expand(apply, [.. variables.Values], size);
    }

    private static int Collect(XcspExpression expression, Dictionary<CharacteristicIndex, XcspVariable> variables)
    {
        if (expression is XcspExpression.Variable variable)
        {
            variables.TryAdd(variable.Of.Index, variable.Of);
        }

        return expression is XcspExpression.Apply apply
            ? 1 + apply.Arguments.Sum(argument => Collect(argument, variables))
            : 1;
    }

    /// <summary>The term that means the same, or null where the operators have none.</summary>
    public static Term? ToTerm(XcspExpression expression)
    {
        switch (expression)
        {
            case XcspExpression.Number number:
                return new Term.Constant(number.Value);
            case XcspExpression.Variable variable:
                return variable.Of.Term;
        }

        var apply = (XcspExpression.Apply)expression;
        if (apply.Operator.Name is not ("neg" or "add" or "sub" or "mul"))
        {
            return null;
        }

        var operands = apply.Arguments.ConvertAll(ToTerm);
        return operands.Contains(null) ? null : apply.Operator.Name switch
        {
            "neg" => Negate(operands[0]!),
            "add" => new Term.Sum([.. operands!]),
            "sub" => new Term.Sum([operands[0]!, Negate(operands[1]!)]),
            _ => operands.Aggregate((product, operand) => new Term.Product(product!, operand!)),
        };
    }

    private static Term Negate(Term term) => new Term.Product(new Term.Constant(-1), term);

    /// <summary>Tries all combinations of the variables: a set of values of one, a table of several.</summary>
    private Formula? Expand(XcspExpression.Apply condition, List<XcspVariable> variables, int size)
    {
        long steps = size;
        foreach (var variable in variables)
        {
            steps = Math.Min(steps * variable.Domain.Values.Length, int.MaxValue);
        }

        _steps += steps;
        if (_steps > findings.Limits.ExpansionStepsMax)
        {
            findings.Error("CX0026", _constraint, $"'{condition.Operator.Name}' has no linear form and too many "
                + $"combinations for a table; at most {findings.Limits.ExpansionStepsMax} evaluation steps are spent "
                + "on one file");
            return null;
        }

        var rows = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var row = new int[variables.Count];
        var assignment = new Dictionary<CharacteristicIndex, int>();
        do
        {
            for (var i = 0; i < row.Length; i++)
            {
                assignment[variables[i].Index] = row[i];
            }

            if (XcspEvaluation.Holds(condition, assignment))
            {
                rows.Add(ImmutableCollectionsMarshal.AsImmutableArray((int[])row.Clone()));
            }
        }
        while (Advance(row, variables));

        return variables.Count switch
        {
            0 => new Formula.Constant(rows.Count > 0),
            1 => new Formula.Is(variables[0].Index, [.. rows.Select(values => values[0])]),
            _ => new Formula.Table([.. variables.Select(variable => variable.Index)], rows.DrainToImmutable(), true),
        };
    }

    /// <summary>The next combination, the last variable fastest; false after the last.</summary>
    private static bool Advance(int[] row, List<XcspVariable> variables)
    {
        for (var i = row.Length - 1; i >= 0; i--)
        {
            if (++row[i] < variables[i].Domain.Values.Length)
            {
                return true;
            }

            row[i] = 0;
        }

        return false;
    }
}
