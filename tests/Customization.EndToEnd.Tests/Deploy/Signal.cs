using System.Text.RegularExpressions;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>A line of the runbook's table of signals.</summary>
/// <param name="Kind">counter, updown, gauge or histogram.</param>
/// <param name="Unit">As the instrument says it; empty for none.</param>
/// <param name="From">Verbs that send it.</param>
public sealed partial record Signal(string Instrument, string Kind, string Unit, IReadOnlyList<string> From)
{
    /// <summary>Every signal that dashboards and alerts are made of.</summary>
    public static IReadOnlyList<Signal> All { get; } =
    [
        .. Row().Matches(DeployFiles.Text("observability/RUNBOOK.md")).Select(row => new Signal(
            row.Groups["name"].Value, row.Groups["kind"].Value, row.Groups["unit"].Value,
            row.Groups["from"].Value.Split(", "))),
    ];

    /// <summary>What Prometheus calls its series: characters that names may not have become underscores, unit and type
    /// become suffixes.</summary>
    public IEnumerable<string> Series()
    {
        var unit = Unit switch
        {
            "s" => "_seconds",
            "ms" => "_milliseconds",
            "By" => "_bytes",
            "" => "",
            _ => Unit.StartsWith('{') ? "" : throw new InvalidOperationException($"no suffix for {Unit}"),
        };
        var name = Instrument.Replace('.', '_').Replace('-', '_') + unit;
        return Kind switch
        {
            "counter" => [name + "_total"],
            "histogram" => [name + "_bucket", name + "_count", name + "_sum"],
            "updown" or "gauge" => [name],
            _ => throw new InvalidOperationException($"no kind {Kind}"),
        };
    }

    [GeneratedRegex(@"(?m)^\| `(?<name>[^`]+)` \| (?<kind>\w+) \| (?<unit>[^|]*?) ?\| (?<from>[a-z, ]+) \|")]
    private static partial Regex Row();
}
