using System.Globalization;
using System.Text.Json;
using Customization.LoadTests.Measuring;

namespace Customization.LoadTests.Capacity;

/// <summary>Reads a list of runs: a line each of <c>file,cores,processorSeconds,writes,fit|check</c>, after the header.
/// </summary>
/// <remarks><c>file</c> is what <c>customization load --json</c> printed, beside the list.</remarks>
public static class CapacityRunsReader
{
    private const string Header = "file,cores,processorSeconds,writes,use";

    /// <summary>The runs, or why there are none with file and line.</summary>
    /// <param name="fileAt">Text of a file that the list names; an <see cref="IOException"/> where there is none.
    /// </param>
    public static (IReadOnlyList<CapacityRun> Runs, string? Problem) Read(
        string text, string name, Func<string, string> fileAt)
    {
        var lines = text.Split('\n').Select(line => line.Trim('\r', ' ')).ToArray();
        if (lines[0] != Header)
        {
            return ([], $"{name}:1: expected the header '{Header}'");
        }

        var runs = new List<CapacityRun>();
        for (var at = 1; at < lines.Length; at++)
        {
            if (lines[at].Length == 0)
            {
                continue;
            }

            var fields = lines[at].Split(',');
            if (fields is not [var file, var cores, var seconds, var writes, "fit" or "check"]
                || Number(cores) is not > 0 || Number(seconds) is not > 0 || Number(writes) is not >= 0)
            {
                return ([], $"{name}:{at + 1}: expected a file, three numbers and fit or check, found '{lines[at]}'");
            }

            try
            {
                runs.Add(new CapacityRun(
                    file, LoadResult.Parse(fileAt(file)), Number(cores)!.Value, Number(seconds)!.Value,
                    Number(writes)!.Value, fields[4] == "check"));
            }
            catch (Exception wrong) when (wrong is JsonException or IOException)
            {
                return ([], $"{name}:{at + 1}: {file}: {wrong.Message}");
            }
        }

        return (runs, null);
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;
}
