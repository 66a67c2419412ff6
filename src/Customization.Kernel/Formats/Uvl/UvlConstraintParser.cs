using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads constraints: from loose to tight <c>&lt;=&gt;</c>, <c>=&gt;</c>, <c>|</c>, <c>&amp;</c>, <c>!</c>,
/// comparisons, then arithmetic. Operators of one kind associate to the left, as in the grammar of the language.
/// </summary>
internal sealed class UvlConstraintParser
{
    private readonly UvlCursor _cursor;
    private readonly UvlReferences _references;
    private readonly UvlExpressionParser _expressions;

    public UvlConstraintParser(UvlCursor cursor, UvlReferences references)
    {
        (_cursor, _references) = (cursor, references);
        _expressions = new UvlExpressionParser(cursor, references, ReadEquivalence);
    }

    private Findings Findings => _cursor.Findings;

    /// <summary>The constraint that starts at the cursor; null with the error reported.</summary>
    public Formula? Read()
    {
        if (ReadEquivalence(0) is not { } operand || ToFormula(operand) is not { } formula)
        {
            return null;
        }

        var ends = _cursor.Kind is UvlTokenKind.LineEnd or UvlTokenKind.End
            || _cursor.IsSymbol(",") || _cursor.IsSymbol("]") || _cursor.IsSymbol("}");
        if (!ends)
        {
            _cursor.Expected("an operator or the end of the constraint");
        }

        return ends ? formula : null;
    }

    private UvlOperand? ReadEquivalence(int depth) => ReadPairs(
        "<=>", depth, ReadImplication, (left, right) => new Formula.Iff(left, right));

    private UvlOperand? ReadImplication(int depth) => ReadPairs(
        "=>", depth, ReadDisjunction, (left, right) => new Formula.Implies(left, right));

    private UvlOperand? ReadDisjunction(int depth) => ReadList(
        "|", depth, ReadConjunction, operands => new Formula.Or(operands));

    private UvlOperand? ReadConjunction(int depth) => ReadList(
        "&", depth, ReadNegation, operands => new Formula.And(operands));

    /// <summary>Operators of two sides, grouped to the left; each makes the formula one level deeper.</summary>
    private UvlOperand? ReadPairs(
        string symbol, int depth, Func<int, UvlOperand?> readOperand, Func<Formula, Formula, Formula> combine)
    {
        var left = readOperand(depth);
        for (var count = 1; left is not null && _cursor.TakeSymbol(symbol); count++)
        {
            if (ToFormula(left) is not { } leftFormula || readOperand(depth) is not { } right
                || ToFormula(right) is not { } rightFormula)
            {
                return null;
            }

            if (symbol == "=>" && count == 2)
            {
                Findings.Warning("CU0017", left.Span, "a chain of arrows is grouped from the left; brackets "
                    + "make it clear");
            }

            var combined = combine(leftFormula, rightFormula);
            left = Limit(new UvlOperand.Condition(combined, left.Span, 1 + Math.Max(left.Depth, right.Depth)), depth);
        }

        return left;
    }

    /// <summary>An operator of any number of sides: one level deeper, however many.</summary>
    private UvlOperand? ReadList(
        string symbol, int depth, Func<int, UvlOperand?> readOperand, Func<ImmutableArray<Formula>, Formula> combine)
    {
        var first = readOperand(depth);
        if (first is null || !_cursor.IsSymbol(symbol))
        {
            return first;
        }

        var operands = ImmutableArray.CreateBuilder<Formula>();
        var deepest = first.Depth;
        if (ToFormula(first) is not { } firstFormula)
        {
            return null;
        }

        operands.Add(firstFormula);
        while (_cursor.TakeSymbol(symbol))
        {
            if (readOperand(depth) is not { } next || ToFormula(next) is not { } formula)
            {
                return null;
            }

            operands.Add(formula);
            deepest = Math.Max(deepest, next.Depth);
        }

        return new UvlOperand.Condition(combine(operands.DrainToImmutable()), first.Span, 1 + deepest);
    }

    private UvlOperand? ReadNegation(int depth)
    {
        var span = _cursor.Span;
        if (!_cursor.TakeSymbol("!"))
        {
            return ReadComparison(depth);
        }

        if (depth >= Findings.Limits.NestingMax)
        {
            return _expressions.TooDeep(span);
        }

        return ReadNegation(depth + 1) is { } operand && ToFormula(operand) is { } formula
            ? new UvlOperand.Condition(new Formula.Not(formula), span, 1 + operand.Depth)
            : null;
    }

    private UvlOperand? ReadComparison(int depth)
    {
        var left = _expressions.Read(depth);
        if (left is null || UvlComparison.Read(_cursor) is not { } comparator)
        {
            return left;
        }

        return _expressions.Read(depth) is { } right ? Compare(left, comparator, right) : null;
    }

    private UvlOperand? Compare(UvlOperand left, Comparator comparator, UvlOperand right)
    {
        if (left is UvlOperand.Text || right is UvlOperand.Text)
        {
            return CompareTexts(left, comparator, right);
        }

        if (right is UvlOperand.Average && left is not UvlOperand.Average)
        {
            (left, comparator, right) = (right, UvlComparison.Mirror(comparator), left);
        }

        if (_expressions.ToNumber(right) is not { } rightNumber)
        {
            return null;
        }

        Formula? formula;
        if (left is UvlOperand.Average average)
        {
            formula = UvlComparison.Of(average, comparator, rightNumber, _references.Bounds);
        }
        else if (_expressions.ToNumber(left) is { } leftNumber)
        {
            formula = UvlComparison.Of(leftNumber, comparator, rightNumber, _references.Bounds);
        }
        else
        {
            return null;
        }

        if (formula is null)
        {
            Findings.Error("CU0018", left.Span, "arithmetic that could leave 64 bits");
            return null;
        }

        return new UvlOperand.Condition(formula, left.Span, 3 + Math.Max(left.Depth, right.Depth));
    }

    private UvlOperand? CompareTexts(UvlOperand left, Comparator comparator, UvlOperand right)
    {
        if ((left as UvlOperand.Unbounded ?? right as UvlOperand.Unbounded) is { } unbounded)
        {
            _references.Unbounded(unbounded.Feature, unbounded.Span);
            return null;
        }

        if (left is not UvlOperand.Text one || right is not UvlOperand.Text other
            || comparator is not (Comparator.Equal or Comparator.NotEqual))
        {
            Findings.Error("CU0023", left.Span, "a text can only be compared with a text, by == or !=");
            return null;
        }

        if (UvlText.Equal(one.Value, other.Value) is not { } formula)
        {
            Findings.Error("CU0034", left.Span, "a text that may be any other cannot be compared here; give its "
                + "feature the attribute values ['a', 'b']");
            return null;
        }

        return new UvlOperand.Condition(
            comparator == Comparator.Equal ? formula : new Formula.Not(formula), left.Span, 4);
    }

    private UvlOperand? Limit(UvlOperand operand, int depth) =>
        operand.Depth + depth > Findings.Limits.NestingMax ? _expressions.TooDeep(operand.Span) : operand;

    private Formula? ToFormula(UvlOperand operand)
    {
        var formula = operand switch
        {
            UvlOperand.Condition condition => condition.Formula,
            UvlOperand.Typed typed => typed.Formula,
            UvlOperand.Unbounded unbounded => unbounded.Formula,
            UvlOperand.Text text => text.Formula,
            _ => null,
        };
        if (formula is null)
        {
            Findings.Error("CU0019", operand.Span, "expected a feature or a comparison, found a "
                + (operand is UvlOperand.Text ? "text" : "number"));
        }

        return formula;
    }
}
