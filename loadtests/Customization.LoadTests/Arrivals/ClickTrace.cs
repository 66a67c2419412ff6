using System.Collections.Immutable;
using System.Globalization;
using Customization.Kernel.Language;
using Customization.LoadTests.Journeys;

namespace Customization.LoadTests.Arrivals;

/// <summary>What a reader made of a trace: its journeys in the order of arrival, or why not.</summary>
public sealed record TraceResult(ImmutableArray<JourneyPlan> Journeys, Diagnostic? Problem);

/// <summary>Clicks on file, to be replayed: against another target, or again.</summary>
/// <remarks>Text: a header, then one step a line with six fields separated by commas, in any order of time.
/// <code>
/// at,session,operation,product,characteristic,value
/// 0.125,0,open,shoe,,
/// 3.250,0,choose,shoe,upper,leather
/// </code>
/// Characteristic and value may be empty: then the step draws from the answer before it, as a profile's does.</remarks>
public static class ClickTrace
{
    /// <summary>First line of a trace.</summary>
    public const string Header = "at,session,operation,product,characteristic,value";

    private const int StepsMax = 10_000_000;

    /// <summary>Reads a trace.</summary>
    /// <param name="fileName">Named in the problem.</param>
    public static TraceResult Read(string text, string fileName)
    {
        var bySession = new Dictionary<string, (string Product, List<PlannedStep> Steps)>(StringComparer.Ordinal);
        var lines = text.Split('\n');
        if (lines[0].TrimEnd('\r') != Header)
        {
            return Refuse(fileName, 1, 1, $"expected the header '{Header}'");
        }

        for (var i = 1; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            if (line.Length > 0 && Take(line, bySession) is var (column, problem) && problem.Length > 0)
            {
                return Refuse(fileName, i + 1, column, problem);
            }
        }

        return bySession.Count == 0 || lines.Length > StepsMax
            ? Refuse(fileName, 1, 1, $"expected 1 to {StepsMax} steps")
            : new TraceResult(InOrder(bySession.Values), null);
    }

    /// <summary>One line of a trace.</summary>
    public static string Line(double atS, int session, Operation operation, string product, string? c, string? value) =>
        string.Create(
            CultureInfo.InvariantCulture, $"{atS:F6},{session},{Name(operation)},{product},{c},{value}");

    /// <summary>The operation in lower case, as results and traces name it.</summary>
    public static string Name(Operation operation) => operation.ToString().ToLowerInvariant();

    private static ImmutableArray<JourneyPlan> InOrder(
        IEnumerable<(string Product, List<PlannedStep> Steps)> sessions) =>
    [
        .. sessions.Select(each => (each.Product, Steps: each.Steps.OrderBy(step => step.AtS).ToImmutableArray()))
            .OrderBy(each => each.Steps[0].AtS)
            .Select((each, i) => new JourneyPlan(i, each.Product, each.Steps)),
    ];

    /// <summary>Takes a line over; the problem with its column, empty where there is none.</summary>
    private static (int Column, string Problem) Take(
        string line, Dictionary<string, (string Product, List<PlannedStep> Steps)> bySession)
    {
        var fields = line.Split(',');
        if (fields.Length != 6)
        {
            return (1, $"expected 6 fields, found {fields.Length}");
        }

        if (!double.TryParse(fields[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var at)
            || !double.IsFinite(at) || at < 0)
        {
            return (1, $"expected seconds from 0, found '{fields[0]}'");
        }

        if (!Enum.TryParse<Operation>(fields[2], ignoreCase: true, out var operation)
            || Name(operation) != fields[2])
        {
            return (fields[0].Length + fields[1].Length + 3,
                $"expected one of {string.Join(", ", Enum.GetValues<Operation>().Select(Name))}, found '{fields[2]}'");
        }

        if (!bySession.TryGetValue(fields[1], out var session))
        {
            bySession.Add(fields[1], session = (fields[3], []));
        }

        session.Steps.Add(new PlannedStep(at, operation, NullIfEmpty(fields[4]), NullIfEmpty(fields[5])));
        return (0, "");
    }

    private static string? NullIfEmpty(string field) => field.Length == 0 ? null : field;

    private static TraceResult Refuse(string file, int line, int column, string message) =>
        new([], Diagnostic.Error("LT0002", new SourceSpan(file, line, column), message));
}
