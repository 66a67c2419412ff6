using System.Globalization;

namespace Customization.Cli.Recommend;

/// <summary>Which part of a history each row belongs to.</summary>
internal static class FoldsFile
{
    /// <summary>One fold per row.</summary>
    /// <exception cref="InputException">A line is no number, or there are not as many lines as rows; with line and
    /// column.</exception>
    public static int[] Read(string path, int rows)
    {
        var folds = new List<int>(rows);
        var line = 0;
        using var reader = new StringReader(CommandLine.ReadFile(path));
        while (reader.ReadLine() is { } text)
        {
            line++;
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (folds.Count == rows)
            {
                throw new InputException($"{path}:{line}:1: the history has only {rows} rows");
            }

            folds.Add(int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var fold)
                ? fold
                : throw new InputException($"{path}:{line}:1: expected the number of a fold, found '{text.Trim()}'"));
        }

        return folds.Count == rows ? [.. folds]
            : throw new InputException($"{path}:{line + 1}:1: expected the fold of row {folds.Count} of {rows}");
    }
}
