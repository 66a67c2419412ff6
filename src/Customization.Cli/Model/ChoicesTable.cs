using Customization.Kernel.Model;

namespace Customization.Cli.Model;

/// <summary>A table of configurations: a header of characteristics, then one row of values each.</summary>
/// <param name="Columns">The characteristic of each column.</param>
/// <param name="Rows">Per row one value position per column.</param>
internal sealed record ChoicesTable(CharacteristicIndex[] Columns, int[][] Rows)
{
    private static readonly char[] Separators = [' ', '\t', ',', ';'];

    /// <summary>Reads at most <paramref name="rowsMax"/> rows.</summary>
    /// <exception cref="InputException">A name or value is not in the model, or a row has the wrong length; with line
    /// and column number.</exception>
    public static ChoicesTable Read(ProductModel model, string path, int rowsMax)
    {
        using var reader = new StringReader(CommandLine.ReadFile(path));
        var header = Split(reader.ReadLine() ?? throw new InputException($"{path}:1:1: expected a header of names"));
        var columns = header
            .Select((name, i) => model.Find(name)
                ?? throw new InputException($"{path}:1: column {i + 1}: the model has no characteristic '{name}'"))
            .ToArray();
        var rows = new List<int[]>();
        var line = 1;
        while (rows.Count < rowsMax && reader.ReadLine() is { } text)
        {
            line++;
            var cells = Split(text);
            if (cells.Length == 0)
            {
                continue;
            }

            if (cells.Length != columns.Length)
            {
                throw new InputException($"{path}:{line}: expected {columns.Length} values, found {cells.Length}");
            }

            rows.Add([.. cells.Select((cell, i) => Value(model, columns[i], cell, $"{path}:{line}: column {i + 1}"))]);
        }

        return new ChoicesTable(columns, [.. rows]);
    }

    private static int Value(ProductModel model, CharacteristicIndex characteristic, string name, string place)
    {
        var definition = model.Characteristics[characteristic.Value];
        var value = definition.IndexOf(name);
        if (value < 0 && definition.Kind == CharacteristicKind.Boolean && name is "0" or "1")
        {
            value = name == "1" ? 1 : 0;
        }

        return value >= 0 ? value
            : throw new InputException($"{place}: '{definition.Name}' has no value '{name}'");
    }

    private static string[] Split(string line) => line.Split(Separators, StringSplitOptions.RemoveEmptyEntries);
}
