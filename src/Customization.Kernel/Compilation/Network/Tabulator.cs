namespace Customization.Kernel.Compilation.Network;

/// <summary>Turns conditions over few values into tables, which propagate to full consistency.</summary>
internal sealed class Tabulator(ConstraintNetwork network)
{
    /// <summary>Most assignments that are enumerated to turn a sum or a mixed condition into a table.</summary>
    public const int SumCellsMax = 4_096;

    /// <summary>Most assignments that are enumerated to turn forbidden rows into allowed ones.</summary>
    public const int ComplementCellsMax = 50_000;

    private const int ScopeMax = 6;

    /// <summary>The rows over the condition's variables for which it holds; false where there are too many.</summary>
    public bool TryTabulate(Condition condition, int cellsMax, out int[] scope, out int[][] rows)
    {
        var variables = new SortedSet<int>();
        Collect(condition, variables);
        (scope, rows) = ([.. variables], []);
        var cells = 1L;
        foreach (var variable in scope)
        {
            cells *= network.DomainSize(variable);
            if (cells > cellsMax || (scope.Length > ScopeMax && condition is not Condition.NoneOf))
            {
                return false;
            }
        }

        var found = new List<int[]>();
        var values = new int[network.VariableCount];
        for (var cell = 0L; cell < cells; cell++)
        {
            var rest = cell;
            foreach (var variable in scope)
            {
                values[variable] = (int)(rest % network.DomainSize(variable));
                rest /= network.DomainSize(variable);
            }

            if (Holds(condition, values))
            {
                found.Add(Array.ConvertAll(scope, variable => values[variable]));
            }
        }

        rows = [.. found];
        return true;
    }

    private static void Collect(Condition condition, SortedSet<int> variables)
    {
        switch (condition)
        {
            case Condition.In atom:
                variables.Add(atom.Variable);
                break;
            case Condition.All all:
                Array.ForEach(all.Operands, operand => Collect(operand, variables));
                break;
            case Condition.Any any:
                Array.ForEach(any.Operands, operand => Collect(operand, variables));
                break;
            case Condition.InRange range:
                variables.UnionWith(range.Sum.Weights.Keys);
                break;
            case Condition.OneOf one:
                variables.UnionWith(one.Scope);
                break;
            case Condition.NoneOf none:
                variables.UnionWith(none.Scope);
                break;
        }
    }

    private static bool Holds(Condition condition, int[] values)
    {
        switch (condition)
        {
            case Condition.In atom:
                return Array.BinarySearch(atom.Values, values[atom.Variable]) >= 0;
            case Condition.All all:
                return all.Operands.All(operand => Holds(operand, values));
            case Condition.Any any:
                return any.Operands.Any(operand => Holds(operand, values));
            case Condition.OneOf one:
                return HasRow(one.Scope, one.Rows, values);
            case Condition.NoneOf none:
                return !HasRow(none.Scope, none.Rows, values);
            case Condition.InRange range:
                var total = range.Sum.Total(values);
                return range.Min <= total && total <= range.Max;
            default:
                throw new InvalidOperationException($"unknown condition {condition.GetType().Name}");
        }
    }

    private static bool HasRow(int[] scope, int[][] rows, int[] values) =>
        rows.Any(row => !row.Where((value, i) => values[scope[i]] != value).Any());
}
