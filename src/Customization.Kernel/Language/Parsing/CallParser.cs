using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;

namespace Customization.Kernel.Language.Parsing;

/// <summary>Names and everything that starts with a word of its own: quantifiers, sums, counts, tables, if.</summary>
/// <remarks>
/// <code>
/// call   = each | ("all" | "any" | "none") items | "exactly" n "of" items | "at" ("least" | "most") n "of" items
///        | "between" n "and" n "of" items | "count" items | "if" condition "then" condition ["else" condition]
///        | "sum" "(" item { "," item } ["in" name] ["where" condition] ")" ["in" name]
///        | ["forbid"] "table" "(" name { "," name } ")" [":"] { "(" cell { "," cell } ")" }
/// items  = "(" [condition { "," condition }] ")" | name [body]
/// each   = ("each" | "all" | "any" | "none") name body
/// body   = "(" condition ")" | ":" condition
/// cell   = "*" | value { "|" value }
/// </code>
/// Words other than <c>if</c> and <c>between</c> are names too where these forms do not follow.
/// </remarks>
internal sealed class CallParser(TokenCursor cursor, Func<Expression> condition, Func<Expression> sum)
{
    private readonly TableParser _tables = new(cursor);

    /// <summary>The call at the cursor, or null when something else stands there.</summary>
    public Expression? TryCall()
    {
        var token = cursor.Current;
        if (token.Kind != TokenKind.Word)
        {
            return null;
        }

        var opens = cursor.Next.Is("(");
        switch (token.Text)
        {
            case "all" when opens:
                return Quantifier(null, null);
            case "any" when opens:
                return Quantifier(1, null);
            case "none" when opens:
                return Quantifier(0, 0);
            case "each" or "all" when StartsPart(cursor.Next):
                return Quantifier(null, null);
            case "any" when StartsPart(cursor.Next):
                return Quantifier(1, null);
            case "none" when StartsPart(cursor.Next):
                return Quantifier(0, 0);
            case "exactly" when cursor.Next.Kind == TokenKind.Number:
                return Bounded(takeSecond: false, (first, _) => (first, first));
            case "at" when cursor.Next.Is("least"):
                return Bounded(takeSecond: false, (first, _) => (first, null));
            case "at" when cursor.Next.Is("most"):
                return Bounded(takeSecond: false, (first, _) => (0, first));
            case "between":
                return Bounded(takeSecond: true, (first, second) => (first, second));
            case "count" when opens:
                cursor.Take();
                return Items(items => new Expression.Count(From(token), items));
            case "sum" when opens:
                return Sum();
            case "if":
                return Conditional();
            case "table" when opens:
            case "forbid" when cursor.Next.Is("table"):
                return _tables.Table();
            default:
                return null;
        }
    }

    /// <summary>Whether a name may start with this token.</summary>
    public bool IsName(Token token) => TableParser.IsName(token);

    /// <summary><c>a.b.c</c> or <c>group.*</c>.</summary>
    public Expression Name() => _tables.Path();

    private Expression Quantifier(long? min, long? max)
    {
        var word = cursor.Take();
        var isOverPart = !cursor.Current.Is("(");
        return Items(items => isOverPart && items is not [Expression.Instances or Expression.Invalid]
            ? cursor.Unexpected("'(' and a condition on each instance")
            : new Expression.Quantifier(From(word), min, max, items));
    }

    private Expression Bounded(bool takeSecond, Func<long, long, (long? Min, long? Max)> bounds)
    {
        var word = cursor.Take();
        if (word.Is("at"))
        {
            cursor.Take();
        }

        if (TakeNumber() is not { } first)
        {
            return cursor.Unexpected("a number");
        }

        var second = first;
        if (takeSecond)
        {
            cursor.Expect("and", " between the two bounds");
            if (TakeNumber() is not { } number)
            {
                return cursor.Unexpected("a number");
            }

            second = number;
        }

        cursor.Expect("of");
        var (min, max) = bounds(first, second);
        return Items(items => new Expression.Quantifier(From(word), min, max, items));
    }

    private long? TakeNumber()
    {
        if (cursor.Current.Kind != TokenKind.Number)
        {
            return null;
        }

        // More items than an int counts cannot be written, so a larger number means the same as this one.
        var text = cursor.Take().Text;
        return int.TryParse(text, out var number) ? number : int.MaxValue;
    }

    private Expression Items(Func<ImmutableArray<Expression>, Expression> create)
    {
        if (!cursor.Current.Is("(") && IsName(cursor.Current))
        {
            return create([Body(Name())]);
        }

        var items = ImmutableArray.CreateBuilder<Expression>();
        cursor.Expect("(");
        if (!cursor.TryTake(")"))
        {
            do
            {
                items.Add(Where(condition()));
            }
            while (cursor.TryTake(","));

            cursor.Expect(")");
        }

        return create(items.ToImmutable());
    }

    /// <summary>An item, or those instances of a part for which a condition holds.</summary>
    private Expression Where(Expression item)
    {
        if (item is not Expression.Name part || !cursor.TryTake("where"))
        {
            return item;
        }

        var body = condition();
        return new Expression.Instances(TextSpan.Between(part.Span, cursor.Previous.Span), part, body);
    }

    /// <summary>A condition on each instance of a part, where one follows its name.</summary>
    private Expression Body(Expression name)
    {
        if (name is not Expression.Name part || !(cursor.Current.Is("(") || cursor.Current.Is(":")))
        {
            return name;
        }

        var isOpen = cursor.Take().Is("(");
        var body = condition();
        if (isOpen)
        {
            cursor.Expect(")");
        }

        return new Expression.Instances(TextSpan.Between(part.Span, cursor.Previous.Span), part, body);
    }

    /// <summary>Whether the name of a part may start here: behind <c>any</c> as the name of a characteristic, other
    /// words follow.</summary>
    private static bool StartsPart(Token token) =>
        TableParser.IsName(token) && !token.Is("present") && !token.Is("absent") && !token.Is("chosen");

    private Expression.Sum Sum()
    {
        var word = cursor.Take();
        cursor.Take();
        var items = ImmutableArray.CreateBuilder<Expression>();
        do
        {
            items.Add(cursor.Deeper(sum));
        }
        while (cursor.TryTake(","));

        var group = cursor.TryTake("in") ? Group() : null;
        var where = cursor.TryTake("where") ? condition() : null;
        cursor.Expect(")");
        if (group is null && cursor.Current.Is("in") && !cursor.Next.Is("("))
        {
            cursor.Take();
            group = Group();
        }

        return new Expression.Sum(From(word), items.ToImmutable(), group, where);
    }

    private Expression.Name? Group()
    {
        if (!IsName(cursor.Current))
        {
            cursor.Unexpected("the name of a group");
            return null;
        }

        return Name() switch
        {
            Expression.Name name => name,
            Expression.Members members => new Expression.Name(members.Span, [members.Group]),
            _ => null,
        };
    }

    private Expression.Conditional Conditional()
    {
        var word = cursor.Take();
        var test = condition();
        cursor.Expect("then");
        var then = condition();
        var otherwise = cursor.TryTake("else") ? condition() : null;
        return new Expression.Conditional(From(word), test, then, otherwise);
    }

    private TextSpan From(Token first) => TextSpan.Between(first.Span, cursor.Previous.Span);
}
