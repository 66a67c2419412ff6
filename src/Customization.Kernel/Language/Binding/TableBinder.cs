using System.Collections.Immutable;
using System.Globalization;
using Customization.Kernel.Language.Syntax;
using Customization.Kernel.Model;

namespace Customization.Kernel.Language.Binding;

/// <summary>Tables: wildcards and alternatives become rows of their own, repeated rows are kept once. A column that is
/// an attribute stands for the values that have it: so a table joins by value.</summary>
internal sealed class TableBinder(BindContext context)
{
    /// <summary>The formula of a table.</summary>
    public Formula? Bind(Expression.Table table)
    {
        if (Columns(table) is not { } columns)
        {
            return null;
        }

        // Several attributes of one characteristic are one column of the formula: the values that have all of them.
        var scope = columns.Select(column => column.Characteristic).Distinct().ToImmutableArray();
        var places = columns.ConvertAll(column => scope.IndexOf(column.Characteristic));
        var valuesByText = columns.ConvertAll(ValuesByText);
        var rows = ImmutableArray.CreateBuilder<ImmutableArray<int>>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var complete = true;
        foreach (var row in table.Rows)
        {
            if (row.Cells.Length != columns.Count)
            {
                context.Error(
                    LanguageCode.BadTable, row.Span,
                    $"expected {columns.Count} cells, one for each column, found {row.Cells.Length}");
                complete = false;
                continue;
            }

            var cells = new int[scope.Length][];
            for (var i = 0; i < columns.Count; i++)
            {
                var cell = Cell(row.Cells[i], columns[i], valuesByText[i]);
                complete &= cell is not null;
                cells[places[i]] = cells[places[i]] is { } before ? [.. before.Intersect(cell ?? [])] : cell ?? [];
            }

            complete = complete && Expand(cells, row.Span, rows, seen);
        }

        return complete ? new Formula.Table(scope, rows.ToImmutable(), table.Allowed) : null;
    }

    private List<Reference>? Columns(Expression.Table table)
    {
        var columns = new List<Reference>();
        foreach (var name in table.Columns)
        {
            if (context.Names.Find(name) is not { } column)
            {
                context.Names.ReportUnknown(name);
            }
            else if (columns.Contains(column))
            {
                context.Error(LanguageCode.BadTable, name.Span, $"the column '{name.Joined}' appears twice");
            }
            else
            {
                columns.Add(column);
            }
        }

        return columns.Count == table.Columns.Length ? columns : null;
    }

    /// <summary>The values that a cell may mean, by what it says: the name of a value, or the text or number of the
    /// attribute.</summary>
    private Dictionary<string, List<int>> ValuesByText(Reference column)
    {
        var characteristic = context.Scope[column.Characteristic];
        var byText = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        var texts = context.Scope.Symbols.ToLookup(symbol => symbol.Value, symbol => symbol.Key);
        for (var i = 0; i < characteristic.Values.Length; i++)
        {
            var value = characteristic.Values[i];
            if (column.Attribute is null)
            {
                byText.TryAdd(value.Name, [i]);
            }
            else if (value.Attributes.TryGetValue(column.Attribute, out var number))
            {
                foreach (var text in texts[number].Append(number.ToString(CultureInfo.InvariantCulture)).Distinct())
                {
                    byText.TryAdd(text, []);
                    byText[text].Add(i);
                }
            }
        }

        if (column.Attribute is null && characteristic.Kind == CharacteristicKind.Boolean)
        {
            byText.TryAdd("false", [0]);
            byText.TryAdd("true", [1]);
        }

        return byText;
    }

    private int[]? Cell(TableCell cell, Reference column, Dictionary<string, List<int>> byText)
    {
        var characteristic = context.Scope[column.Characteristic];
        if (cell.Alternatives.IsEmpty)
        {
            return context.Charge(characteristic.Values.Length, cell.Span)
                ? [.. Enumerable.Range(0, characteristic.Values.Length)]
                : null;
        }

        var values = new List<int>();
        var complete = true;
        foreach (var text in cell.Alternatives)
        {
            if (byText.TryGetValue(text, out var meant))
            {
                values.AddRange(meant);
                continue;
            }

            complete = false;
            var hint = context.Diagnostics.IsFull ? "" : Suggestion.For(text, byText.Keys);
            var what = column.Attribute is null ? "no value" : $"no value whose '{column.Attribute}' is";
            context.Error(
                LanguageCode.NoSuchValue, cell.Span, $"'{characteristic.Name}' has {what} '{text}'{hint}");
        }

        return complete ? [.. values.Distinct().Order()] : null;
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
