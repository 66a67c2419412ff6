namespace Customization.LoadTests.Capacity;

/// <summary>Fits weights of few columns to many rows.</summary>
public static class LeastSquares
{
    /// <summary>Weights, none below zero, that come closest to the targets.</summary>
    /// <param name="rows">Values of the columns, of equal lengths.</param>
    /// <remarks>The best of all sets of columns whose own least squares have no negative weight: the optimum is one of
    /// them, the set of its columns above zero (Lawson, Hanson 1974, chapter 23). Normal equations by elimination:
    /// O(2^c (r c^2 + c^3)) for r rows and c columns, which are few.</remarks>
    public static double[] NonNegative(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets)
    {
        var best = new double[rows[0].Length];
        for (var set = 1; set < 1 << best.Length; set++)
        {
            var columns = Enumerable.Range(0, best.Length).Where(i => ((set >> i) & 1) == 1).ToList();
            var some = Solve(rows, targets, columns);
            var weights = new double[best.Length];
            for (var i = 0; i < columns.Count; i++)
            {
                weights[columns[i]] = some[i];
            }

            best = some.Min() >= 0 && Error(rows, targets, weights) < Error(rows, targets, best) ? weights : best;
        }

        return best;
    }

    private static double Error(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets, double[] weights) =>
        rows.Zip(targets).Sum(each =>
            Math.Pow(each.First.Zip(weights).Sum(term => term.First * term.Second) - each.Second, 2));

    private static double[] Solve(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets, List<int> columns)
    {
        var n = columns.Count;
        var system = new double[n, n + 1];
        for (var row = 0; row < rows.Count; row++)
        {
            for (var i = 0; i < n; i++)
            {
                for (var j = 0; j < n; j++)
                {
                    system[i, j] += rows[row][columns[i]] * rows[row][columns[j]];
                }

                system[i, n] += rows[row][columns[i]] * targets[row];
            }
        }

        for (var i = 0; i < n; i++)
        {
            Eliminate(system, n, i);
        }

        return [.. Enumerable.Range(0, n).Select(i => system[i, i] == 0 ? 0 : system[i, n] / system[i, i])];
    }

    /// <summary>Clears a column everywhere but in its own row, the largest pivot first.</summary>
    private static void Eliminate(double[,] system, int n, int at)
    {
        var pivot = at;
        for (var row = at + 1; row < n; row++)
        {
            pivot = Math.Abs(system[row, at]) > Math.Abs(system[pivot, at]) ? row : pivot;
        }

        for (var column = 0; column <= n; column++)
        {
            (system[at, column], system[pivot, column]) = (system[pivot, column], system[at, column]);
        }

        if (system[at, at] == 0)
        {
            return;
        }

        for (var row = 0; row < n; row++)
        {
            var factor = row == at ? 0 : system[row, at] / system[at, at];
            for (var column = at; column <= n; column++)
            {
                system[row, column] -= factor * system[at, column];
            }
        }
    }
}
