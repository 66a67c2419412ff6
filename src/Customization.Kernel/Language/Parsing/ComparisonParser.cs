using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Parsing;

/// <summary>The levels below <c>not</c>: comparisons, arithmetic, names and parentheses.</summary>
/// <remarks>
/// <code>
/// comparison = sum [ ("=" | "!=" | "&lt;" | "&lt;=" | "&gt;" | "&gt;=") sum | ["not"] "in" "(" sum { "," sum } ")"
///            | "between" sum "and" sum | "present" | "absent" ]
/// sum        = product { ("+" | "-") product }
/// product    = factor { "*" factor }
/// factor     = "-" factor | number | name { "." name } | "(" condition ")" | call
/// </code>
/// </remarks>
internal sealed class ComparisonParser
{
    private readonly TokenCursor _cursor;
    private readonly Func<Expression> _condition;
    private readonly CallParser _calls;

    public ComparisonParser(TokenCursor cursor, Func<Expression> condition)
    {
        _cursor = cursor;
        _condition = condition;
        _calls = new CallParser(cursor, condition, Sum);
    }

    /// <summary>One comparison, or whatever it would compare.</summary>
    public Expression Comparison()
    {
        var left = Sum();
        if (TakeComparator() is { } comparator)
        {
            return RefuseChain(new Expression.Compare(Span(left, Sum(), out var right), left, comparator, right));
        }

        if (_cursor.Current.Is("in") || (_cursor.Current.Is("not") && _cursor.Next.Is("in")))
        {
            return Membership(left);
        }

        if (_cursor.TryTake("between"))
        {
            var low = Sum();
            _cursor.Expect("and", " between the two bounds");
            var span = Span(left, Sum(), out var high);
            return new Expression.Between(span, left, low, high);
        }

        var isPresence = _cursor.Current.Is("present") || _cursor.Current.Is("absent") || _cursor.Current.Is("chosen");
        if (isPresence && left is Expression.Name name)
        {
            var word = _cursor.Take();
            return new Expression.Presence(TextSpan.Between(left.Span, word.Span), name, !word.Is("absent"));
        }

        return left;
    }

    private Expression.In Membership(Expression subject)
    {
        var negated = _cursor.TryTake("not");
        _cursor.Take();
        var values = ImmutableArray.CreateBuilder<Expression>();
        _cursor.Expect("(");
        do
        {
            values.Add(Sum());
        }
        while (_cursor.TryTake(","));

        _cursor.Expect(")");
        var span = TextSpan.Between(subject.Span, _cursor.Previous.Span);
        return new Expression.In(span, subject, values.ToImmutable(), negated);
    }

    private Expression RefuseChain(Expression comparison)
    {
        var result = comparison;
        while (_cursor.Current.Span is var span && TakeComparator() is not null)
        {
            result = _cursor.Report(
                LanguageCode.NeedsParentheses, span,
                "comparisons do not chain; write 'x between 1 and 5' or join two comparisons by 'and'");
            Sum();
        }

        return result;
    }

    private Comparator? TakeComparator()
    {
        if (_cursor.Current.Kind != TokenKind.Symbol)
        {
            return null;
        }

        Comparator? comparator = _cursor.Current.Text switch
        {
            "=" or "==" => Comparator.Equal,
            "!=" or "<>" => Comparator.NotEqual,
            "<" => Comparator.Less,
            "<=" => Comparator.LessOrEqual,
            ">" => Comparator.Greater,
            ">=" => Comparator.GreaterOrEqual,
            _ => null,
        };
        if (comparator is not null)
        {
            _cursor.Take();
        }

        return comparator;
    }

    private Expression Sum()
    {
        var first = Product();
        if (!_cursor.Current.Is("+") && !_cursor.Current.Is("-"))
        {
            return first;
        }

        var operands = ImmutableArray.CreateBuilder<(bool Minus, Expression Operand)>();
        operands.Add((false, first));
        while (_cursor.Current.Is("+") || _cursor.Current.Is("-"))
        {
            var minus = _cursor.Take().Is("-");
            operands.Add((minus, Product()));
        }

        return new Expression.Add(TextSpan.Between(first.Span, _cursor.Previous.Span), operands.ToImmutable());
    }

    /// <summary>Factors group to the left and nest, hence each counts as a level.</summary>
    private Expression Product()
    {
        var left = Factor();
        return _cursor.Current.Is("*") ? _cursor.Deeper(() => ProductTail(left)) : left;
    }

    private Expression ProductTail(Expression left)
    {
        _cursor.Take();
        var span = Span(left, Factor(), out var right);
        var product = new Expression.Multiply(span, left, right);
        return _cursor.Current.Is("*") ? _cursor.Deeper(() => ProductTail(product)) : product;
    }

    private Expression Factor()
    {
        var token = _cursor.Current;
        if (token.Is("-"))
        {
            _cursor.Take();
            var operand = _cursor.Deeper(Factor);
            var span = TextSpan.Between(token.Span, _cursor.Previous.Span);
            return operand is Expression.Number { Value: >= 0 } number
                ? new Expression.Number(span, -number.Value, "-" + number.Text)
                : new Expression.Add(span, [(true, operand)]);
        }

        if (token.Is("("))
        {
            _cursor.Take();
            var inner = _condition();
            _cursor.Expect(")");
            return inner;
        }

        return token.Kind == TokenKind.Number ? Number() : _calls.TryCall() ?? NameOrTruth();
    }

    private Expression Number()
    {
        var token = _cursor.Take();
        return long.TryParse(token.Text, out var value) && value <= LanguageLimits.MagnitudeMax
            ? new Expression.Number(token.Span, value, token.Text)
            : _cursor.Report(
                LanguageCode.NumberTooLarge, token.Span,
                $"the number is too large; at most {LanguageLimits.MagnitudeMax} is allowed");
    }

    private Expression NameOrTruth()
    {
        var token = _cursor.Current;
        if (token.Is("true") || token.Is("false"))
        {
            _cursor.Take();
            return new Expression.Truth(token.Span, token.Is("true"));
        }

        return _calls.IsName(token) ? _calls.Name() : _cursor.Unexpected("a name, a number or '('");
    }

    private static TextSpan Span(Expression first, Expression last, out Expression right)
    {
        right = last;
        return TextSpan.Between(first.Span, last.Span);
    }
}
