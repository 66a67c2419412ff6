using System.Globalization;

namespace Customization.Cli.Recommend;

/// <summary>In which order the choices of each row become known.</summary>
internal static class RevealOrders
{
    /// <summary>As the columns stand in the header.</summary>
    public const string Header = "header";

    /// <summary>Another order for each row, from a seed.</summary>
    public const string Random = "random";

    /// <summary>One order of column positions per row.</summary>
    /// <exception cref="InputException">A file of orders is malformed; with line and column.</exception>
    public static int[][] Read(string order, int rows, int columns, int seed)
    {
        if (order is not Header and not Random)
        {
            return ReadFile(order, rows, columns);
        }

        var random = new Random(seed);
        var orders = new int[rows][];
        for (var row = 0; row < rows; row++)
        {
            orders[row] = [.. Enumerable.Range(0, columns)];
            if (order == Random)
            {
                random.Shuffle(orders[row]);
            }
        }

        return orders;
    }

    private static int[][] ReadFile(string path, int rows, int columns)
    {
        var orders = new List<int[]>(rows);
        var line = 0;
        using var reader = new StringReader(CommandLine.ReadFile(path));
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (orders.Count == rows)
            {
                throw new InputException($"{path}:{line}:1: the history has only {rows} rows");
            }

            orders.Add(ReadLine(text, columns, $"{path}:{line}"));
        }

        return orders.Count == rows ? [.. orders]
            : throw new InputException($"{path}:{line + 1}:1: expected the order of row {orders.Count} of {rows}");
    }

    private static int[] ReadLine(string text, int columns, string place)
    {
        var order = new List<int>(columns);
        var isKnown = new bool[columns];
        for (var at = 0; at < text.Length;)
        {
            var end = at;
            while (end < text.Length && !IsSeparator(text[end]))
            {
                end++;
            }

            if (end == at)
            {
                at++;
                continue;
            }

            var word = text[at..end];
            if (!int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out var column)
                || column >= columns)
            {
                throw new InputException(
                    $"{place}:{at + 1}: expected a column number from 0 to {columns - 1}, found '{word}'");
            }

            if (isKnown[column])
            {
                throw new InputException($"{place}:{at + 1}: column {column} stands there twice");
            }

            isKnown[column] = true;
            order.Add(column);
            at = end;
        }

        return order.Count == columns ? [.. order]
            : throw new InputException(
                $"{place}:{text.Length + 1}: expected {columns} column numbers, found {order.Count}");
    }

    private static bool IsSeparator(char character) => character is ' ' or '\t' or ',' or ';' or '\r';
}
