using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Customization.EndToEnd.Tests.Deploy;

/// <summary>Dashboards, alerts and runbook agree with each other; that the signals exist is what
/// <see cref="TelemetryTests"/> sees.</summary>
public sealed partial class ObservabilityTests
{
    private static readonly string Runbook = DeployFiles.Text("observability/RUNBOOK.md");

    private static readonly JsonNode[] Alerts =
    [
        .. DeployFiles.Yaml("observability/alerts.yaml").Single().List("groups")
            .SelectMany(group => group.List("rules")),
    ];

    private static readonly JsonNode Dashboard = JsonNode.Parse(DeployFiles.Text("observability/dashboard.json"))!;

    [Fact]
    public void Every_series_of_an_alert_or_a_panel_comes_from_a_signal_of_the_runbook()
    {
        var known = Signal.All.SelectMany(signal => signal.Series()).ToHashSet();
        Assert.NotEmpty(known);
        var used = Expressions().SelectMany(expression => Series().Matches(expression).Select(match => match.Value))
            .ToHashSet();
        Assert.NotEmpty(used);
        Assert.Empty(used.Except(known));
    }

    [Fact]
    public void Every_signal_is_looked_at()
    {
        var text = string.Join('\n', Expressions());
        Assert.All(Signal.All, signal => Assert.True(signal.Series().Any(text.Contains), signal.Instrument));
    }

    [Fact]
    public void Every_expression_names_its_process_and_closes_its_brackets() => Assert.All(Expressions(), expression =>
    {
        Assert.Matches(@"job=~?""customization-(silo|gateway|serve|\.\*|\([a-z|]+\))""", expression);
        foreach (var (open, close) in new[] { ('(', ')'), ('{', '}'), ('[', ']') })
        {
            Assert.Equal(expression.Count(open.Equals), expression.Count(close.Equals));
        }
    });

    [Fact]
    public void Every_alert_says_how_long_how_grave_and_what_to_do()
    {
        Assert.NotEmpty(Alerts);
        Assert.All(Alerts, alert =>
        {
            var name = alert.Text("alert");
            Assert.Matches(@"^\d+[sm]$", alert.Text("for"));
            Assert.Contains(alert.Text("labels/severity"), new[] { "page", "ticket" });
            Assert.NotEqual("", alert.Text("annotations/summary"));
            Assert.Equal($"RUNBOOK.md#{name.ToLowerInvariant()}", alert.Text("annotations/runbook"));
            Assert.Matches(
                $@"(?m)^### {name}\n\n\*\*Symptom\.\*\* [\s\S]+?\*\*Signal\.\*\* [\s\S]+?\*\*Action\.\*\* ", Runbook);
        });
    }

    [Fact]
    public void Every_entry_of_the_runbook_has_its_alert() => Assert.Equal(
        Alerts.Select(alert => alert.Text("alert")).Order(),
        Regex.Matches(Runbook, @"(?m)^### (\w+)$").Select(match => match.Groups[1].Value).Order());

    [Fact]
    public void The_alert_on_memory_knows_the_limit_of_the_silos()
    {
        var silo = DeployFiles.Of("Deployment").Single(item => item.Text("metadata/name") == "silo");
        var limit = silo.Text("spec/template/spec/containers/0/resources/limits/memory");
        var alert = Alerts.Single(alert => alert.Text("alert") == "SiloMemoryHigh").Text("expr");
        var bytes = long.Parse(limit.Replace("Gi", "", StringComparison.Ordinal), CultureInfo.InvariantCulture) << 30;
        Assert.Contains($" {bytes}", alert, StringComparison.Ordinal);
    }

    [Fact]
    public void Panels_have_titles_units_and_places_of_their_own()
    {
        var panels = Dashboard.List("panels").ToList();
        Assert.All(panels, panel => Assert.NotEqual("", panel.Text("title")));
        Assert.All(panels, panel => Assert.NotEqual("", panel.Text("fieldConfig/defaults/unit")));
        Assert.Distinct(panels.Select(panel => panel.At("gridPos")!.ToJsonString()));
        Assert.Distinct(panels.Select(panel => panel.Text("id")));
    }

    private static IEnumerable<string> Expressions() => Alerts.Select(alert => alert.Text("expr"))
        .Concat(Dashboard.List("panels").SelectMany(panel => panel.List("targets"))
            .Select(query => query.Text("expr")));

    [GeneratedRegex(@"\b(customization|orleans|http|kestrel|aspnetcore|dotnet|db)_[a-z_]+(?=[{\[])")]
    private static partial Regex Series();
}
