using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>A table as a conjunction of clauses.</summary>
/// <remarks>Allowed rows: after the values that some rows begin with comes one of those that these rows go on with.
/// Forbidden rows: not all values of a row; rows that differ only in the last column are taken together. Lazy, as a
/// clause repeats the values before it: O(rows times columns squared) in all.</remarks>
internal static class UvlTableClauses
{
    public static IEnumerable<Formula> Of(ProductModel model, Formula.Table table) =>
        table.Scope.Length == 0
            ? [new Formula.Constant((table.Rows.Length > 0) == table.Allowed)]
            : From(model, table, [.. table.Rows], 0, []);

    private static IEnumerable<Formula> From(
        ProductModel model, Formula.Table table, IReadOnlyList<ImmutableArray<int>> rows, int column,
        ImmutableList<Formula> unless)
    {
        var index = table.Scope[column];
        var isLast = column == table.Scope.Length - 1;
        var groups = rows.GroupBy(row => row[column]).OrderBy(group => group.Key).ToList();
        var taken = new Formula.Is(index, [.. groups.Select(group => group.Key)]);
        if (table.Allowed && groups.Count < model.Characteristics[index.Value].Values.Length)
        {
            yield return new Formula.Or([.. unless, taken]);
        }
        else if (!table.Allowed && isLast && groups.Count > 0)
        {
            yield return new Formula.Or([.. unless, new Formula.Not(taken)]);
        }

        foreach (var group in isLast ? [] : groups)
        {
            var other = new Formula.Not(new Formula.Is(index, [group.Key]));
            foreach (var clause in From(model, table, [.. group], column + 1, unless.Add(other)))
            {
                yield return clause;
            }
        }
    }
}
