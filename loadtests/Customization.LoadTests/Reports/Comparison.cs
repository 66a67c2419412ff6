using System.Text;
using Customization.LoadTests.Measuring;

namespace Customization.LoadTests.Reports;

/// <summary>Two runs side by side, operation by operation.</summary>
internal static class Comparison
{
    /// <summary>A ratio further from 1 than this is coloured: runs of the same thing differ by less.</summary>
    private const double Notable = 0.1;

    public static void Write(StringBuilder page, LoadResult run, LoadResult before)
    {
        page.Append($"<h2>Compared with {HtmlReport.Text(before.Profile)}</h2>\n<p>{HtmlReport.Text(before.Target)}, ")
            .Append($"{HtmlReport.Number(before.Rate)} steps/s for {HtmlReport.Number(before.DurationS)} s. ")
            .Append("Ratios are ")
            .Append("this run over the other: of answers per second above 1 is better, of latencies below 1.</p>\n")
            .Append("<div class=\"scroll\"><table><tr><th>operation</th><th>answers/s</th><th>before</th>")
            .Append("<th>ratio</th><th>p50 ms</th><th>before</th><th>ratio</th><th>p99 ms</th><th>before</th>")
            .Append("<th>ratio</th></tr>\n");
        foreach (var (name, each) in run.Operations)
        {
            if (before.Operations.GetValueOrDefault(name) is { } other)
            {
                Row(page, name, (each, run.DurationS), (other, before.DurationS), "");
            }
        }

        Row(page, "all", (run.Total, run.DurationS), (before.Total, before.DurationS), " class=\"total\"");
        page.Append("</table></div>\n");
    }

    private static void Row(
        StringBuilder page, string name, (OperationResult Result, double S) now,
        (OperationResult Result, double S) then, string attributes)
    {
        page.Append($"<tr{attributes}><td>{HtmlReport.Text(name)}</td>");
        Cells(page, now.Result.Achieved / now.S, then.Result.Achieved / then.S, isMoreBetter: true);
        Cells(page, now.Result.P50Ms, then.Result.P50Ms, isMoreBetter: false);
        Cells(page, now.Result.P99Ms, then.Result.P99Ms, isMoreBetter: false);
        page.Append("</tr>\n");
    }

    private static void Cells(StringBuilder page, double now, double then, bool isMoreBetter)
    {
        page.Append($"<td>{HtmlReport.Number(now)}</td><td>{HtmlReport.Number(then)}</td>");
        if (then <= 0)
        {
            page.Append("<td></td>");
            return;
        }

        var ratio = now / then;
        var isBetter = ratio > 1 == isMoreBetter;
        var colour = Math.Abs(ratio - 1) < Notable ? "" : isBetter ? " class=\"good\"" : " class=\"bad\"";
        page.Append($"<td{colour}>{HtmlReport.Number(ratio)}</td>");
    }
}
