using System.Text;

namespace Customization.Domain.Runs.Recipients;

/// <summary>Reads recipients from comma-separated values with a header (RFC 4180).</summary>
/// <remarks>Never throws. O(text). A quoted value may contain commas and doubled quotes, but no line ends.</remarks>
public static class CsvRecipients
{
    /// <summary>The rows, or the first thing that is wrong.</summary>
    public static RecipientResult Read(string text, RunSettings settings)
    {
        var rows = new RecipientRows(settings);
        int[]? fields = null;
        var number = 0;
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n'))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var (cells, wrong) = Cells(number == 1 ? line.TrimStart('\uFEFF') : line);
            wrong ??= fields is null
                ? Header(cells, rows, out fields)
                : Row(cells, fields, rows);
            if (wrong is var (column, why))
            {
                return RecipientResult.Wrong(number, column, why);
            }
        }

        return fields is null
            ? RecipientResult.Wrong(1, 1, "expected a header with the names of fields")
            : rows.Result(number);
    }

    private static (int Column, string Why)? Header(
        List<(string Value, int Column)> cells, RecipientRows rows, out int[]? fields)
    {
        fields = new int[cells.Count];
        for (var i = 0; i < cells.Count; i++)
        {
            var (index, why) = rows.Find(cells[i].Value.Trim());
            if (why is not null || fields.AsSpan(0, i).Contains(index))
            {
                return (cells[i].Column, why ?? $"a second column '{cells[i].Value}'");
            }

            fields[i] = index;
        }

        return null;
    }

    private static (int Column, string Why)? Row(
        List<(string Value, int Column)> cells, int[] fields, RecipientRows rows)
    {
        if (cells.Count != fields.Length)
        {
            var at = Math.Min(cells.Count, fields.Length + 1) - 1;
            return (cells[at].Column, $"expected {fields.Length} values as in the header, found {cells.Count}");
        }

        var row = rows.NewRow();
        for (var i = 0; i < cells.Count; i++)
        {
            if (RecipientRows.Refusal(cells[i].Value) is { } why)
            {
                return (cells[i].Column, why);
            }

            row[fields[i]] = cells[i].Value;
        }

        return rows.Add(row) is { } full ? (1, full) : null;
    }

    private static (List<(string Value, int Column)> Cells, (int Column, string Why)? Wrong) Cells(string line)
    {
        var cells = new List<(string Value, int Column)>();
        for (var at = 0; at <= line.Length; at++)
        {
            var start = at;
            if (at == line.Length || line[at] != '"')
            {
                var end = line.IndexOf(',', at);
                at = end < 0 ? line.Length : end;
                cells.Add((line[start..at], start + 1));
                if (line[start..at].Contains('"'))
                {
                    return (cells, (line.IndexOf('"', start) + 1, "a quote inside a value needs quotes around it"));
                }

                continue;
            }

            var value = new StringBuilder();
            for (at++; at < line.Length && (line[at] != '"' || (at + 1 < line.Length && line[at + 1] == '"')); at++)
            {
                at += line[at] == '"' ? 1 : 0;
                value.Append(line[at]);
            }

            if (at >= line.Length || (at + 1 < line.Length && line[at + 1] != ','))
            {
                return (cells, at >= line.Length
                    ? (start + 1, "this quote is never closed")
                    : (at + 2, "expected a comma after the closing quote"));
            }

            at++;
            cells.Add((value.ToString(), start + 1));
        }

        return (cells, null);
    }
}
