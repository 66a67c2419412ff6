using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>A part of a constraint: brackets may hold a condition as well as a number.</summary>
/// <param name="Depth">How deep its formula or term is, so that long chains count as nesting.</param>
internal abstract record UvlOperand(SourceSpan Span, int Depth)
{
    /// <summary>True or false.</summary>
    public sealed record Condition(Formula Formula, SourceSpan Span, int Depth) : UvlOperand(Span, Depth);

    /// <summary>A number.</summary>
    public sealed record Number(UvlNumber Value, SourceSpan Span, int Depth) : UvlOperand(Span, Depth);

    /// <summary>A feature with a number of its own: selected as a condition, otherwise its number.</summary>
    public sealed record Typed(Formula Formula, UvlNumber Value, SourceSpan Span) : UvlOperand(Span, 1);

    /// <summary>A feature whose value has no bounds: only whether it is selected can be used.</summary>
    public sealed record Unbounded(Formula Formula, int Feature, SourceSpan Span) : UvlOperand(Span, 1);

    /// <summary>A text, or a feature with a text of its own, which is a condition as well.</summary>
    /// <param name="Formula">Null where it is no feature.</param>
    public sealed record Text(Formula? Formula, UvlText Value, SourceSpan Span) : UvlOperand(Span, 1);

    /// <summary>The mean of an attribute over the selected features that have it: total by count; 0 of none.</summary>
    public sealed record Average(UvlNumber Total, Term Count, SourceSpan Span) : UvlOperand(Span, 1);
}

/// <summary>Comparisons of operands as formulas.</summary>
internal static class UvlComparison
{
    /// <summary>The comparison; null where numbers could leave 64 bits.</summary>
    public static Formula? Of(UvlNumber left, Comparator comparator, UvlNumber right, TermBounds bounds) =>
        UvlNumber.Align(left, right, bounds) is not var (leftTerm, rightTerm) ? null
            : leftTerm is Term.Constant a && rightTerm is Term.Constant b
                ? new Formula.Constant(Evaluation.Compare(a.Value, comparator, b.Value))
                : new Formula.Comparison(leftTerm, comparator, rightTerm);

    /// <summary>total / count compared with a number is total compared with number times count, as count is positive;
    /// where it is 0, the mean counts as 0.</summary>
    public static Formula? Of(
        UvlOperand.Average average, Comparator comparator, UvlNumber right, TermBounds bounds)
    {
        var zero = new UvlNumber(new Term.Constant(0), 1);
        if (right.Times(new UvlNumber(average.Count, 1)) is not { } product
            || Of(average.Total, comparator, product, bounds) is not { } some
            || Of(zero, comparator, right, bounds) is not { } none)
        {
            return null;
        }

        var isNone = new Formula.Comparison(average.Count, Comparator.Equal, new Term.Constant(0));
        return new Formula.Or(
            [new Formula.And([isNone, none]), new Formula.And([new Formula.Not(isNone), some])]);
    }

    /// <summary>Steps over a comparator; null where none stands.</summary>
    public static Comparator? Read(UvlCursor cursor)
    {
        Comparator? comparator = cursor.Kind != UvlTokenKind.Symbol ? null : cursor.TextOf(cursor.Current) switch
        {
            "==" => Comparator.Equal,
            "!=" => Comparator.NotEqual,
            "<" => Comparator.Less,
            "<=" => Comparator.LessOrEqual,
            ">" => Comparator.Greater,
            ">=" => Comparator.GreaterOrEqual,
            _ => null,
        };
        if (comparator is not null)
        {
            cursor.Next();
        }

        return comparator;
    }

    /// <summary>The comparator that holds of the two sides exchanged.</summary>
    public static Comparator Mirror(Comparator comparator) => comparator switch
    {
        Comparator.Less => Comparator.Greater,
        Comparator.LessOrEqual => Comparator.GreaterOrEqual,
        Comparator.Greater => Comparator.Less,
        Comparator.GreaterOrEqual => Comparator.LessOrEqual,
        _ => comparator,
    };
}
