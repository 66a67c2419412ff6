namespace Customization.LoadTests.Capacity;

/// <summary>Fits weights of few columns to many rows.</summary>
public static class LeastSquares
{
    /// <summary>Weights, none below zero, that come closest to the targets. A column whose weight would be negative is
    /// left out, the worst first.</summary>
    /// <param name="rows">Values of the columns, of equal lengths.</param>
    /// <remarks>Normal equations by elimination: O(r c^2 + c^4) for r rows and c columns.</remarks>
    public static double[] NonNegative(IReadOnlyList<double[]> rows, IReadOnlyList<double> targets)
    {
        var columns = Enumerable.Range(0, rows[0].Length).ToList();
        while (columns.Count > 0)
        {
            var weights = Solve(rows, targets, columns);
            var worst = Array.IndexOf(weights, weights.Min());
            if (weights[worst] >= 0)
            {
                var all = new double[rows[0].Length];
                for (var i = 0; i < columns.Count; i++)
                {
                    all[columns[i]] = weights[i];
                }

                return all;
            }

            columns.RemoveAt(worst);
        }

        return new double[rows[0].Length];
    }

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
