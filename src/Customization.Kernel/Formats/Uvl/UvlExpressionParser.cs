using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>Reads the arithmetic of constraints: <c>+ -</c>, <c>* /</c>, numbers, attributes and aggregates.</summary>
/// <param name="readConstraint">Reads what stands in brackets, which may be a condition as well as a number.</param>
internal sealed class UvlExpressionParser(
    UvlCursor cursor, UvlReferences references, Func<int, UvlOperand?> readConstraint)
{
    private Findings Findings => cursor.Findings;

    public UvlOperand? Read(int depth)
    {
        var first = ReadProduct(depth);
        if (first is null || !(cursor.IsSymbol("+") || cursor.IsSymbol("-")))
        {
            return first;
        }

        if (ToNumber(first) is not { } firstNumber)
        {
            return null;
        }

        var numbers = new List<UvlNumber> { firstNumber };
        var deepest = first.Depth;
        while (cursor.IsSymbol("+") || cursor.IsSymbol("-"))
        {
            var negative = cursor.IsSymbol("-");
            cursor.Next();
            if (ReadProduct(depth) is not { } next || ToNumber(next) is not { } number)
            {
                return null;
            }

            numbers.Add(negative ? number.Negated : number);
            deepest = Math.Max(deepest, next.Depth);
        }

        return UvlNumber.Sum(numbers) is { } sum
            ? new UvlOperand.Number(sum, first.Span, 2 + deepest)
            : TooLarge(first.Span);
    }

    /// <summary>The operand as a number; null with the error reported.</summary>
    public UvlNumber? ToNumber(UvlOperand operand)
    {
        switch (operand)
        {
            case UvlOperand.Number number:
                return number.Value;
            case UvlOperand.Typed typed:
                return typed.Value;
            case UvlOperand.Unbounded unbounded:
                references.Unbounded(unbounded.Feature, operand.Span);
                return null;
            case UvlOperand.Average:
                Findings.Error("CU0020", operand.Span, "avg can only be compared with a number, without further "
                    + "arithmetic");
                return null;
            default:
                Findings.Error("CU0021", operand.Span, "expected a number, such as feature.attribute, found a "
                    + "condition");
                return null;
        }
    }

    public UvlOperand? TooDeep(SourceSpan span)
    {
        Findings.Error("CU0010", span, $"constraints are nested more than {Findings.Limits.NestingMax} deep");
        return null;
    }

    private UvlOperand? ReadProduct(int depth)
    {
        var left = ReadPrimary(depth);
        while (left is not null && (cursor.IsSymbol("*") || cursor.IsSymbol("/")))
        {
            var isProduct = cursor.IsSymbol("*");
            var span = cursor.Span;
            cursor.Next();
            if (ToNumber(left) is not { } a || ReadPrimary(depth) is not { } right || ToNumber(right) is not { } b)
            {
                return null;
            }

            if (!isProduct && b.Term is not Term.Constant { Value: not 0 })
            {
                Findings.Error("CU0022", span, "division is only exact by a constant other than 0");
                return null;
            }

            if ((isProduct ? a.Times(b) : a.DividedBy(b)) is not { } number)
            {
                return TooLarge(left.Span);
            }

            left = new UvlOperand.Number(number, left.Span, 1 + Math.Max(left.Depth, right.Depth));
            if (left.Depth + depth > Findings.Limits.NestingMax)
            {
                return TooDeep(left.Span);
            }
        }

        return left;
    }

    private UvlOperand? ReadPrimary(int depth)
    {
        var span = cursor.Span;
        if (depth >= Findings.Limits.NestingMax)
        {
            return TooDeep(span);
        }

        if (cursor.TakeSymbol("("))
        {
            var inner = readConstraint(depth + 1);
            if (inner is not null && !cursor.TakeSymbol(")"))
            {
                cursor.Expected("')' or an operator");
                return null;
            }

            return inner;
        }

        if (cursor.TakeSymbol("-"))
        {
            return ReadPrimary(depth + 1) is { } operand && ToNumber(operand) is { } number
                ? new UvlOperand.Number(number.Negated, span, 1 + operand.Depth)
                : null;
        }

        switch (cursor.Kind)
        {
            case UvlTokenKind.Number:
                return UvlAttributeParser.ReadNumber(cursor) is { } value
                    ? UvlNumber.Of(value) is { } constant ? new UvlOperand.Number(constant, span, 1) : TooLarge(span)
                    : null;
            case UvlTokenKind.Text:
                var text = cursor.TextOf(cursor.Current)[1..^1].ToString();
                cursor.Next();
                return new UvlOperand.Text(null, new UvlText(null, [text]), span);
            case UvlTokenKind.Name when UvlReferences.IsAggregate(cursor):
                return references.ReadAggregate(cursor);
            default:
                return references.Read(cursor);
        }
    }

    private UvlOperand? TooLarge(SourceSpan span)
    {
        Findings.Error("CU0018", span, "arithmetic that could leave 64 bits");
        return null;
    }
}
