using System.Collections.Immutable;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Measuring;
using Customization.LoadTests.Reports;
using Customization.LoadTests.Targets;

namespace Customization.EndToEnd.Tests.Load;

public sealed class ReportTests
{
    [Fact]
    public void The_report_needs_nothing_else()
    {
        var page = HtmlReport.Write(Result("sale-day", 10), Result("browse", 20));

        Assert.DoesNotContain("<script", page);
        Assert.DoesNotContain("<link", page);
        Assert.DoesNotContain("url(", page);
        Assert.DoesNotContain("src=", page);
        Assert.Contains("prefers-color-scheme: dark", page);
    }

    [Fact]
    public void It_shows_every_operation_the_errors_and_the_other_run()
    {
        var page = HtmlReport.Write(Result("sale-day", 10), Result("browse", 20));

        Assert.Contains("<td>choose</td>", page);
        Assert.Contains("<td>503 &lt;overloaded&gt;</td>", page);
        Assert.Contains("Compared with browse", page);
        Assert.Contains("choose, before", page);
        Assert.Contains("<td class=\"good\">0.5</td>", page);
    }

    [Fact]
    public void Its_charts_are_well_formed_and_have_all_their_points()
    {
        var page = HtmlReport.Write(Result("sale-day", 10));
        var charts = Regex.Matches(page, "<svg.*?</svg>", RegexOptions.Singleline)
            .Select(match => XElement.Parse(match.Value)).ToList();

        Assert.True(charts.Count >= 5);
        Assert.DoesNotContain("NaN", page);
        Assert.DoesNotContain("Infinity", page);
        Assert.Contains(charts, chart => chart.Elements("polyline").Count() == 3);
    }

    [Fact]
    public void A_run_without_any_answer_still_has_a_report()
    {
        var measured = new Measurements(2);
        measured.End(Operation.Open, new LoadAnswer(Outcome.Failed, "timeout"), 1, 1.5);

        var page = HtmlReport.Write(
            LoadResult.Of(new LoadPlan("http://x", "p", 1, 2, 0, 1), measured, DateTimeOffset.UnixEpoch));

        Assert.Contains("<td>timeout</td>", page);
    }

    private static LoadResult Result(string profile, int stepMs)
    {
        var measured = new Measurements(4);
        for (var i = 0; i < 200; i++)
        {
            var at = i / 60.0;
            measured.Offer(at, 100);
            var tookS = stepMs / 1000.0 * (1 + (i % 7));
            measured.End(Operation.Choose, new LoadAnswer(Outcome.Answered, ""), at, at + tookS);
        }

        measured.End(Operation.Open, new LoadAnswer(Outcome.Failed, "503 <overloaded>"), 1, 2);
        return LoadResult.Of(new LoadPlan("http://x", profile, 60, 4, 1, 10), measured, DateTimeOffset.UnixEpoch);
    }
}
