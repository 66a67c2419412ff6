using System.Collections.Immutable;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Tables: wildcards and alternatives become rows of their own, repeated rows are kept once.</summary>
internal sealed class TableBinder(BindContext context)
{
    /// <summary>The formula of a table.</summary>
    public Formula? Bind(Expression.Table table)
    {
        if (Columns(table) is not { } columns)
        {
            return null;
        }

        var valuesByName = columns.Select(column => ValuesByName(context.Scope[column])).ToArray();
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var complete = true;
        foreach (var row in table.Rows)
        {
            if (row.Cells.Length != columns.Length)
            {
                context.Error(
                    LanguageCode.BadTable, row.Span,
                    $"expected {columns.Length} cells, one for each column, found {row.Cells.Length}");
                complete = false;
                continue;
            }

            var cells = row.Cells.Select((cell, i) => Cell(cell, columns[i], valuesByName[i])).ToArray();
            complete &= !cells.Contains(null) && Expand(cells!, row.Span, rows, seen);
        }

        return complete ? new Formula.Table(columns, rows.ToImmutable(), table.Allowed) : null;
    }

    private ImmutableArray<CharacteristicIndex>? Columns(Expression.Table table)
    {
        var columns = ImmutableArray.CreateBuilder<CharacteristicIndex>();
        foreach (var name in table.Columns)
        {
            if (context.Names.Characteristic(name) is not { } column)
            {
                continue;
            }

            if (columns.Contains(column))
            {
                context.Error(LanguageCode.BadTable, name.Span, $"the column '{name.Joined}' appears twice");
                continue;
            }

            columns.Add(column);
        }

        return columns.Count == table.Columns.Length ? columns.ToImmutable() : null;
    }

    private static Dictionary<string, int> ValuesByName(Characteristic characteristic)
    {
        var byName = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < characteristic.Values.Length; i++)
        {
            byName.TryAdd(characteristic.Values[i].Name, i);
        }

        if (characteristic.Kind == CharacteristicKind.Boolean)
        {
            byName.TryAdd("false", 0);
            byName.TryAdd("true", 1);
        }

        return byName;
    }

    private int[]? Cell(TableCell cell, CharacteristicIndex column, Dictionary<string, int> byName)
    {
        var characteristic = context.Scope[column];
        if (cell.Alternatives.IsEmpty)
        {
            return context.Charge(characteristic.Values.Length, cell.Span)
                ? [.. Enumerable.Range(0, characteristic.Values.Length)]
                : null;
        }

        var values = new List<int>();
        foreach (var name in cell.Alternatives)
        {
            if (byName.TryGetValue(name, out var value))
            {
                values.Add(value);
                continue;
            }

            var hint = context.Diagnostics.IsFull ? "" : Suggestion.For(name, byName.Keys);
            context.Error(
                LanguageCode.NoSuchValue, cell.Span, $"'{characteristic.Name}' has no value '{name}'{hint}");
        }

        return values.Count == cell.Alternatives.Length ? [.. values.Distinct()] : null;
    }

    /// <summary>All combinations of the cells, the last column fastest. The count is charged before any is made.
    /// </summary>
    private bool Expand(
        int[][] cells, TextSpan span, ImmutableArray<ImmutableArray<int>>.Builder rows, HashSet<string> seen)
    {
        var combinations = 1L;
        foreach (var cell in cells)
        {
            combinations *= cell.Length;
            if (combinations > context.Scope.Limits.CellsMax)
            {
                break;
            }
        }

        if (!context.Charge(combinations * cells.Length, span))
        {
            return false;
        }

        var places = new int[cells.Length];
        for (var n = 0L; n < combinations; n++)
        {
            ImmutableArray<int> row = [.. places.Select((place, column) => cells[column][place])];
            if (seen.Add(string.Join(',', row)))
            {
                rows.Add(row);
            }

            for (var column = cells.Length - 1; column >= 0 && ++places[column] == cells[column].Length; column--)
            {
                places[column] = 0;
            }
        }

        return true;
    }
}
