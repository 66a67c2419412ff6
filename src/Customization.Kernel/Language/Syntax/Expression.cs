using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Syntax;

/// <summary>A rule text as a tree, names unresolved. Whether a node is a condition or a number, binding decides.
/// </summary>
internal abstract record Expression(TextSpan Span)
{
    /// <summary>Stands where a syntax error was reported; binding passes over it in silence.</summary>
    public sealed record Invalid(TextSpan Span) : Expression(Span);

    /// <summary><c>a.b.c</c>, one part per segment. A quoted name is never a word of the language.</summary>
    public sealed record Name(TextSpan Span, ImmutableArray<string> Parts, bool IsQuoted = false) : Expression(Span)
    {
        /// <summary>The parts joined by dots.</summary>
        public string Joined { get; } = string.Join('.', Parts);
    }

    /// <summary><c>group.*</c>, the members of a group.</summary>
    public sealed record Members(TextSpan Span, string Group) : Expression(Span);

    /// <summary>A number as written, since <c>007</c> may be the name of a value.</summary>
    public sealed record Number(TextSpan Span, long Value, string Text) : Expression(Span);

    /// <summary><c>true</c> or <c>false</c>.</summary>
    public sealed record Truth(TextSpan Span, bool Value) : Expression(Span);

    /// <summary>Sum of the operands, each with its sign.</summary>
    public sealed record Add(TextSpan Span, ImmutableArray<(bool Minus, Expression Operand)> Operands)
        : Expression(Span);

    /// <summary>A product.</summary>
    public sealed record Multiply(TextSpan Span, Expression Left, Expression Right) : Expression(Span);

    /// <summary>A comparison of numbers, of a characteristic with a value, or of two names.</summary>
    public sealed record Compare(TextSpan Span, Expression Left, Comparator Comparator, Expression Right)
        : Expression(Span);

    /// <summary><c>x in (a, b)</c> and <c>x not in (a, b)</c>.</summary>
    public sealed record In(TextSpan Span, Expression Subject, ImmutableArray<Expression> Values, bool Negated)
        : Expression(Span);

    /// <summary><c>x between a and b</c>, both inclusive.</summary>
    public sealed record Between(TextSpan Span, Expression Subject, Expression Low, Expression High)
        : Expression(Span);

    /// <summary><c>x present</c> and <c>x absent</c>.</summary>
    public sealed record Presence(TextSpan Span, Name Subject, bool Present) : Expression(Span);

    /// <summary>A negation.</summary>
    public sealed record Not(TextSpan Span, Expression Operand) : Expression(Span);

    /// <summary><c>a and b and c</c>, or the same with <c>or</c>.</summary>
    public sealed record Junction(TextSpan Span, bool IsAnd, ImmutableArray<Expression> Operands) : Expression(Span);

    /// <summary>One of the connectives of two conditions.</summary>
    public sealed record Connective(TextSpan Span, ConnectiveKind Kind, Expression Left, Expression Right)
        : Expression(Span);

    /// <summary><c>if a then b else c</c>; without else, nothing is asked where a does not hold.</summary>
    public sealed record Conditional(TextSpan Span, Expression If, Expression Then, Expression? Else)
        : Expression(Span);

    /// <summary><c>all(...)</c> to <c>between 1 and 3 of (...)</c>; null bounds are the number of items.</summary>
    public sealed record Quantifier(TextSpan Span, long? Min, long? Max, ImmutableArray<Expression> Items)
        : Expression(Span);

    /// <summary><c>part (condition)</c> behind a quantifier, <c>part where condition</c> in a count: an item for each
    /// instance of the part.</summary>
    public sealed record Instances(TextSpan Span, Name Part, Expression Condition) : Expression(Span);

    /// <summary><c>sum(items in group where condition)</c>.</summary>
    public sealed record Sum(TextSpan Span, ImmutableArray<Expression> Items, Name? Group, Expression? Where)
        : Expression(Span);

    /// <summary><c>count(items)</c>.</summary>
    public sealed record Count(TextSpan Span, ImmutableArray<Expression> Items) : Expression(Span);

    /// <summary><c>table (columns): rows</c>.</summary>
    public sealed record Table(TextSpan Span, ImmutableArray<Name> Columns, ImmutableArray<TableRow> Rows, bool Allowed)
        : Expression(Span);
}

/// <summary>The connectives of two conditions.</summary>
internal enum ConnectiveKind
{
    Implies,
    Iff,
    Xor,
    Excludes,
}

/// <summary>One row of a table.</summary>
internal sealed record TableRow(TextSpan Span, ImmutableArray<TableCell> Cells);

/// <summary>The alternatives <c>a | b</c> of one cell; none at all for the wildcard <c>*</c>.</summary>
internal sealed record TableCell(TextSpan Span, ImmutableArray<string> Alternatives);
