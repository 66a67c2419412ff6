using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;

namespace Customization.Kernel.Language.Parsing;

/// <summary>Tokens to a tree: the connectives, from the loosest to <c>not</c>, one function a level.</summary>
/// <remarks>
/// <code>
/// condition   = implication { "iff" implication }
/// implication = or [ ("implies" | "requires") implication | "excludes" or ]
/// or          = xor { "or" xor }
/// xor         = and [ "xor" and ]
/// and         = not { "and" not }
/// not         = "not" not | comparison
/// </code>
/// </remarks>
internal sealed class ConditionParser
{
    private readonly TokenCursor _cursor;
    private readonly ComparisonParser _comparisons;

    private ConditionParser(TokenCursor cursor)
    {
        _cursor = cursor;
        _comparisons = new ComparisonParser(cursor, Condition);
    }

    /// <summary>The tree of a whole text. Time linear in the text; reports into the bag and never throws.</summary>
    public static Expression Parse(string text, DiagnosticBag diagnostics, LanguageLimits limits)
    {
        if (text.Length > limits.CharactersMax)
        {
            diagnostics.Error(
                LanguageCode.TextTooLong, default,
                $"the text has {text.Length} characters; at most {limits.CharactersMax} are allowed");
            return new Expression.Invalid(default);
        }

        var cursor = new TokenCursor(Tokenizer.Tokenize(text, diagnostics), diagnostics, limits.NestingMax);
        return new ConditionParser(cursor).Whole();
    }

    /// <summary>What follows a complete condition is an error; it is parsed all the same for the errors inside.
    /// </summary>
    private Expression Whole()
    {
        var pieces = ImmutableArray.CreateBuilder<Expression>();
        pieces.Add(Condition());
        while (!_cursor.AtEnd)
        {
            pieces.Add(_cursor.Unexpected("an operator or the end of the text"));
            _cursor.Take();
            if (!_cursor.AtEnd)
            {
                pieces.Add(Condition());
            }
        }

        return pieces.Count == 1
            ? pieces[0]
            : new Expression.Junction(Span(pieces[0]), IsAnd: true, pieces.ToImmutable());
    }

    private Expression Condition() => _cursor.Deeper(Iff);

    private Expression Iff()
    {
        var left = Implication();
        if (!TakeAny("iff", "<=>"))
        {
            return left;
        }

        var right = _cursor.Deeper(Iff);
        return new Expression.Connective(Span(left), ConnectiveKind.Iff, left, right);
    }

    private Expression Implication()
    {
        var left = Or();
        if (TakeAny("excludes"))
        {
            left = new Expression.Connective(Span(left), ConnectiveKind.Excludes, left, Or());
            return RefuseMixed("implies", "=>", "requires", "excludes") ?? left;
        }

        return Consequence(left);
    }

    /// <summary>A chain of implications groups to the right; <c>excludes</c> inside one is ambiguous.</summary>
    private Expression Consequence(Expression left)
    {
        if (!TakeAny("implies", "=>", "requires"))
        {
            return left;
        }

        var right = _cursor.Deeper(() => Consequence(Or()));
        var implication = new Expression.Connective(Span(left), ConnectiveKind.Implies, left, right);
        return RefuseMixed("excludes") ?? implication;
    }

    private Expression Or() => Junction(isAnd: false, Xor, "or", "|", "||");

    private Expression Xor()
    {
        var left = And();
        if (!TakeAny("xor"))
        {
            return left;
        }

        left = new Expression.Connective(Span(left), ConnectiveKind.Xor, left, And());
        return RefuseMixed("xor") ?? left;
    }

    private Expression And() => Junction(isAnd: true, Not, "and", "&", "&&");

    private Expression Not()
    {
        var start = _cursor.Current.Span;
        if (!TakeAny("not", "!"))
        {
            return _comparisons.Comparison();
        }

        var operand = _cursor.Deeper(Not);
        return new Expression.Not(TextSpan.Between(start, _cursor.Previous.Span), operand);
    }

    private Expression Junction(bool isAnd, Func<Expression> operand, params ReadOnlySpan<string> words)
    {
        var first = operand();
        if (!TakeAny(words))
        {
            return first;
        }

        var operands = ImmutableArray.CreateBuilder<Expression>();
        operands.Add(first);
        do
        {
            operands.Add(operand());
        }
        while (TakeAny(words));

        return new Expression.Junction(Span(first), isAnd, operands.ToImmutable());
    }

    /// <summary>A chain whose meaning authors read in two ways is refused rather than guessed.</summary>
    private Expression? RefuseMixed(params ReadOnlySpan<string> words)
    {
        Expression? refused = null;
        while (IsAny(words))
        {
            var word = _cursor.Take();
            refused ??= _cursor.Report(
                LanguageCode.NeedsParentheses, word.Span,
                word.Text == "xor"
                    ? "'xor' joins two conditions; write 'exactly 1 of (a, b, c)' or set parentheses"
                    : $"'{word.Text}' behind another connective of its kind needs parentheses");
            Or();
        }

        return refused;
    }

    private bool TakeAny(params ReadOnlySpan<string> words)
    {
        var found = IsAny(words);
        if (found)
        {
            _cursor.Take();
        }

        return found;
    }

    private bool IsAny(ReadOnlySpan<string> words)
    {
        foreach (var word in words)
        {
            if (_cursor.Current.Is(word))
            {
                return true;
            }
        }

        return false;
    }

    private TextSpan Span(Expression first) => TextSpan.Between(first.Span, _cursor.Previous.Span);
}
