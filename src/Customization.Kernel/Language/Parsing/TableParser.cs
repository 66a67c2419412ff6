using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Customization.Kernel.Language.Syntax;

namespace Customization.Kernel.Language.Parsing;

/// <summary>Names with their segments, and tables, whose cells are nothing but names.</summary>
internal sealed class TableParser(TokenCursor cursor)
{
    /// <summary>Whether a name may start with this token.</summary>
    public static bool IsName(Token token) =>
        token.Kind == TokenKind.Quoted
        || (token.Kind == TokenKind.Word && !Words.Reserved.Contains(token.Text));

    /// <summary><c>a.b.c</c>, <c>a[2].b</c> or <c>group.*</c>; behind a dot, every word is a name.</summary>
    public Expression Path()
    {
        var first = cursor.Take();
        var parts = ImmutableArray.CreateBuilder<string>();
        if (Position() is not { } position)
        {
            return new Expression.Invalid(From(first.Span));
        }

        parts.Add(first.Text + position);
        while (cursor.TryTake("."))
        {
            if (cursor.TryTake("*"))
            {
                return new Expression.Members(From(first.Span), string.Join('.', parts));
            }

            if (cursor.Current.Kind is not (TokenKind.Word or TokenKind.Quoted or TokenKind.Number))
            {
                return cursor.Unexpected("a name behind '.'");
            }

            var name = cursor.Take().Text;
            if (Position() is not { } at)
            {
                return new Expression.Invalid(From(first.Span));
            }

            parts.Add(name + at);
        }

        return new Expression.Name(From(first.Span), parts.ToImmutable(), first.Kind == TokenKind.Quoted);
    }

    /// <summary><c>[2]</c> behind the name of a part, as the names of its characteristics have it; empty where none
    /// stands, null after reporting.</summary>
    private string? Position()
    {
        if (!cursor.TryTake("["))
        {
            return "";
        }

        if (cursor.Current.Kind != TokenKind.Number || !int.TryParse(cursor.Current.Text, out var position))
        {
            cursor.Unexpected("the position of an instance");
            return null;
        }

        cursor.Take();
        return cursor.Expect("]") ? string.Create(CultureInfo.InvariantCulture, $"[{position}]") : null;
    }

    /// <summary><c>table (a, b): (x, y) (z, *)</c>, or the same behind <c>forbid</c>.</summary>
    public Expression Table()
    {
        var start = cursor.Current.Span;
        var allowed = !cursor.TryTake("forbid");
        cursor.Take();
        var columns = ImmutableArray.CreateBuilder<Expression.Name>();
        if (!cursor.Expect("("))
        {
            return new Expression.Invalid(From(start));
        }

        do
        {
            if (!IsName(cursor.Current) || Path() is not Expression.Name column)
            {
                return cursor.Unexpected("the name of a characteristic");
            }

            columns.Add(column);
        }
        while (cursor.TryTake(","));

        cursor.Expect(")");
        cursor.TryTake(":");
        var rows = ImmutableArray.CreateBuilder<TableRow>();
        while (cursor.Current.Is("("))
        {
            rows.Add(Row());
        }

        return rows.Count == 0
            ? cursor.Unexpected("a row such as '(a, b)'")
            : new Expression.Table(From(start), columns.ToImmutable(), rows.ToImmutable(), allowed);
    }

    private TableRow Row()
    {
        var open = cursor.Take();
        var cells = ImmutableArray.CreateBuilder<TableCell>();
        do
        {
            cells.Add(Cell());
        }
        while (cursor.TryTake(","));

        cursor.Expect(")");
        return new TableRow(From(open.Span), cells.ToImmutable());
    }

    private TableCell Cell()
    {
        var start = cursor.Current.Span;
        if (cursor.TryTake("*"))
        {
            return new TableCell(start, []);
        }

        var alternatives = ImmutableArray.CreateBuilder<string>();
        do
        {
            var sign = cursor.Current.Is("-") && cursor.Next.Kind == TokenKind.Number ? cursor.Take().Text : "";
            if (cursor.Current.Kind is not (TokenKind.Word or TokenKind.Quoted or TokenKind.Number))
            {
                cursor.Unexpected("a value or '*'");
                break;
            }

            alternatives.Add(sign + cursor.Take().Text + Dotted());
        }
        while (cursor.TryTake("|"));

        return new TableCell(From(start), alternatives.ToImmutable());
    }

    private string Dotted()
    {
        var rest = new StringBuilder();
        while (cursor.Current.Is(".") && cursor.Next.Kind is TokenKind.Word or TokenKind.Number)
        {
            cursor.Take();
            rest.Append('.').Append(cursor.Take().Text);
        }

        return rest.ToString();
    }

    private TextSpan From(TextSpan first) => TextSpan.Between(first, cursor.Previous.Span);
}
