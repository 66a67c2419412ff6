using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;
using Customization.LoadTests.Measuring;

namespace Customization.LoadTests.Reports;

/// <summary>A run, or two side by side, as one HTML page that needs nothing else: no script, no font, no network.
/// </summary>
public static class HtmlReport
{
    /// <summary>The page.</summary>
    /// <param name="before">Another run to compare with; its lines are dashed.</param>
    public static string Write(LoadResult run, LoadResult? before = null)
    {
        var page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append($"<title>Load: {Text(run.Profile)}</title>\n<style>\n{ReportStyle.Css}</style></head><body>\n");
        Head(page, run);
        Table(page, run);
        if (before is not null)
        {
            Comparison.Write(page, run, before);
        }

        Percentiles(page, run, before);
        OverTime(page, run);
        Histograms(page, run);
        Kinds(page, "Errors by kind", "No request failed.", run, each => each.ErrorKinds, 8);
        Kinds(page, "Refusals by kind", "No answer was a no.", run, each => each.Refusals, 5);
        return page.Append("</body></html>\n").ToString();
    }

    internal static string Text(string text) => WebUtility.HtmlEncode(text);

    internal static string Number(double value) => Axis.Number(value);

    private static void Head(StringBuilder page, LoadResult run)
    {
        var total = run.Total;
        page.Append($"<h1>{Text(run.Profile)}</h1>\n<p>{Text(run.Target)}, ")
            .Append(run.Rate > 0 ? $"{Number(run.Rate)} steps/s for " : "a replay of ")
            .Append($"{Number(run.DurationS)} s, seed {run.Seed}, begun ")
            .Append(run.StartedAt.UtcDateTime.ToString("u", CultureInfo.InvariantCulture))
            .Append(". Latency counts from the moment a request was meant to start, so waiting in a queue is in it. ")
            .Append($"The generator itself was late by at most {Number(run.GeneratorLagP99Ms)} ms (p99).</p>\n")
            .Append("<div class=\"tiles\">");
        Tile(page, Number(total.Offered), "offered");
        Tile(page, Number(total.Achieved / Math.Max(1, run.DurationS)), "answered per second");
        Tile(page, Number(100.0 * total.Errors / Math.Max(1, total.Offered)) + " %", "errors");
        Tile(page, Number(total.P50Ms) + " ms", "p50");
        Tile(page, Number(total.P99Ms) + " ms", "p99");
        Tile(page, Number(total.P999Ms) + " ms", "p99.9");
        page.Append("</div>\n");
    }

    private static void Tile(StringBuilder page, string value, string name) =>
        page.Append($"<div class=\"tile\"><b>{value}</b><span>{name}</span></div>");

    private static void Table(StringBuilder page, LoadResult run)
    {
        page.Append("<div class=\"scroll\"><table><tr><th>operation</th><th>offered</th><th>answered</th>")
            .Append("<th>errors</th><th>p50 ms</th><th>p99 ms</th><th>p99.9 ms</th><th>max ms</th></tr>\n");
        foreach (var (name, each) in run.Operations)
        {
            Row(page, name, each, "");
        }

        Row(page, "all", run.Total, " class=\"total\"");
        page.Append("</table></div>\n");
    }

    private static void Row(StringBuilder page, string name, OperationResult each, string attributes)
    {
        var errors = each.Errors > 0 ? $"<td class=\"bad\">{Number(each.Errors)}</td>" : "<td>0</td>";
        page.Append($"<tr{attributes}><td>{Text(name)}</td><td>{Number(each.Offered)}</td>")
            .Append($"<td>{Number(each.Achieved)}</td>{errors}<td>{Number(each.P50Ms)}</td>")
            .Append($"<td>{Number(each.P99Ms)}</td><td>{Number(each.P999Ms)}</td><td>{Number(each.MaxMs)}</td></tr>\n");
    }

    private static void Percentiles(StringBuilder page, LoadResult run, LoadResult? before)
    {
        var series = new List<Series>();
        foreach (var (name, each) in run.Operations.Where(each => each.Value.Achieved > 0))
        {
            var colour = series.Count(one => !one.IsDashed) % 8;
            series.Add(new Series(name, colour, IsDashed: false, Curve(each)));
            if (before?.Operations.GetValueOrDefault(name) is { Achieved: > 0 } other)
            {
                series.Add(new Series(name + ", before", colour, IsDashed: true, Curve(other)));
            }
        }

        if (series.Count == 0)
        {
            return;
        }

        var most = run.Operations.Values.Max(each => each.Achieved);
        var nines = Math.Clamp((int)Math.Ceiling(Math.Log10(Math.Max(10, most))), 2, 6);
        var points = series.SelectMany(each => each.Points).ToList();
        page.Append("<h2>Latency by percentile</h2>\n").Append(Chart.Draw(
            "Latency by percentile", Axis.Percentiles(nines),
            Axis.Decades("ms", points.Min(p => p.Y), points.Max(p => p.Y)), series, height: 340));
    }

    private static ImmutableArray<(double, double)> Curve(OperationResult each)
    {
        var points = ImmutableArray.CreateBuilder<(double, double)>();
        var done = 0L;
        foreach (var (us, count) in each.Counts())
        {
            points.Add((Axis.Nines((double)done / each.Achieved), us / 1000.0));
            done += count;
        }

        points.Add((Axis.Nines(1 - (0.5 / each.Achieved)), each.MaxMs));
        return points.ToImmutable();
    }

    private static void OverTime(StringBuilder page, LoadResult run)
    {
        if (run.Seconds.IsEmpty)
        {
            return;
        }

        var length = run.Seconds.Length > 1 ? run.Seconds[1].AtS - run.Seconds[0].AtS : 1;
        Series Line(string name, int colour, Func<Stretch, double> of) => new(
            name, colour, IsDashed: false, [.. run.Seconds.Select(each => (each.AtS + (length / 2), of(each)))]);
        var time = Axis.FromZero("seconds", run.DurationS);
        var most = run.Seconds.Max(each => Math.Max(each.Offered, Math.Max(each.Achieved, each.Errors))) / length;
        page.Append("<h2>Throughput over time</h2>\n").Append(Chart.Draw(
            "Throughput over time", time, Axis.FromZero("requests/s", most),
            [
                Line("offered", 7, each => each.Offered / length), Line("answered", 0, each => each.Achieved / length),
                Line("errors", 8, each => each.Errors / length),
            ]));
        var slowest = run.Seconds.Max(each => each.MaxMs);
        var fastest = run.Seconds.Where(each => each.P50Ms > 0).Select(each => each.P50Ms).DefaultIfEmpty(1).Min();
        page.Append("<h2>Latency over time</h2>\n<p>Of the requests that were meant to start then.</p>\n")
            .Append(Chart.Draw("Latency over time", time, Axis.Decades("ms", fastest, slowest),
                [
                    Line("p50", 0, each => each.P50Ms), Line("p99", 1, each => each.P99Ms),
                    Line("longest", 8, each => each.MaxMs),
                ]));
    }

    private static void Histograms(StringBuilder page, LoadResult run)
    {
        page.Append("<h2>Latency histograms</h2>\n<p>Answers by latency; ten bars a decade.</p>\n")
            .Append("<div class=\"small\">");
        foreach (var (name, each) in run.Operations.Where(each => each.Value.Achieved > 0))
        {
            var bars = HistogramBars.Of(each.Counts());
            var axis = Axis.Decades("ms", bars[0].X, bars[^1].X);
            page.Append($"<div><h3>{Text(name)}</h3>").Append(Chart.Draw(
                $"Latency of {name}", axis, Axis.FromZero("answers", bars.Max(bar => bar.Y), 1),
                [new Series(name, 0, IsDashed: false, bars, IsBars: true)], width: 420, height: 210))
                .Append("</div>\n");
        }

        page.Append("</div>\n");
    }

    private static void Kinds(
        StringBuilder page, string title, string none, LoadResult run,
        Func<OperationResult, ImmutableSortedDictionary<string, long>> of, int colour)
    {
        var rows = run.Operations
            .SelectMany(each => of(each.Value).Select(kind => (each.Key, Kind: kind.Key, kind.Value)))
            .OrderByDescending(row => row.Value).ToList();
        page.Append($"<h2>{title}</h2>\n");
        if (rows.Count == 0)
        {
            page.Append($"<p>{none}</p>\n");
            return;
        }

        page.Append("<div class=\"scroll\"><table><tr><th>kind</th><th>operation</th><th>count</th><th></th></tr>\n");
        foreach (var (operation, kind, count) in rows)
        {
            var width = (200.0 * count / rows[0].Value).ToString("F1", CultureInfo.InvariantCulture);
            page.Append($"<tr><td>{Text(kind)}</td><td>{Text(operation)}</td><td>{Number(count)}</td><td>")
                .Append("<svg viewBox=\"0 0 200 12\" style=\"width:200px;height:12px\" aria-hidden=\"true\">")
                .Append($"<rect class=\"bar s{colour}\" width=\"{width}\" height=\"12\"/></svg></td></tr>\n");
        }

        page.Append("</table></div>\n");
    }
}
