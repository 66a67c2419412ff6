using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using System.Text;

namespace Customization.LoadTests.Reports;

/// <summary>One line of a chart, or its bars.</summary>
/// <param name="Colour">Number of a colour of the style sheet.</param>
/// <param name="IsDashed">Belongs to the run that is compared with.</param>
public sealed record Series(
    string Name, int Colour, bool IsDashed, ImmutableArray<(double X, double Y)> Points, bool IsBars = false);

/// <summary>Draws lines or bars as SVG without script; colours come from the page's style sheet.</summary>
public static class Chart
{
    private const int Left = 64;
    private const int Right = 28;
    private const int Top = 26;
    private const int Bottom = 44;

    /// <summary>A chart with its legend.</summary>
    /// <param name="title">For readers who do not see it.</param>
    public static string Draw(
        string title, Axis x, Axis y, IReadOnlyList<Series> series, int width = 920, int height = 300)
    {
        var frame = new Frame(x, y, width - Left - Right, height - Top - Bottom);
        var svg = new StringBuilder();
        svg.Append(Inv($"<figure><svg viewBox=\"0 0 {width} {height}\" role=\"img\" aria-label=\"{Text(title)}\">"));
        Grid(svg, frame);
        foreach (var each in series.Where(each => each.Points.Length > 0))
        {
            svg.Append(each.IsBars ? Bars(frame, each) : Line(frame, each));
        }

        svg.Append("</svg>");
        if (series.Count > 1)
        {
            Legend(svg, series);
        }

        return svg.Append("</figure>\n").ToString();
    }

    private static void Grid(StringBuilder svg, Frame frame)
    {
        foreach (var (at, label) in frame.Y.Ticks)
        {
            var y = frame.AtY(at);
            svg.Append(Inv($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Left + frame.Width}\" y1=\"{y}\" y2=\"{y}\"/>"))
                .Append(Inv($"<text x=\"{Left - 8}\" y=\"{y + 4}\" text-anchor=\"end\">{Text(label)}</text>"));
        }

        foreach (var (at, label) in frame.X.Ticks)
        {
            var x = frame.AtX(at);
            var bottom = Top + frame.Height;
            svg.Append(Inv($"<line class=\"grid\" x1=\"{x}\" x2=\"{x}\" y1=\"{Top}\" y2=\"{bottom}\"/>"))
                .Append(Inv($"<text x=\"{x}\" y=\"{bottom + 18}\" text-anchor=\"middle\">{Text(label)}</text>"));
        }

        svg.Append(Inv($"<text class=\"axis\" x=\"{Left + frame.Width}\" y=\"{Top + frame.Height + 38}\" "))
            .Append(Inv($"text-anchor=\"end\">{Text(frame.X.Title)}</text>"))
            .Append(Inv($"<text class=\"axis\" x=\"{Left - 8}\" y=\"{Top - 10}\">{Text(frame.Y.Title)}</text>"));
    }

    private static string Line(Frame frame, Series series)
    {
        var points = string.Join(' ', series.Points.Select(p => Inv($"{frame.AtX(p.X)},{frame.AtY(p.Y)}")));
        var dashed = series.IsDashed ? " dashed" : "";
        return $"<polyline class=\"line s{series.Colour}{dashed}\" points=\"{points}\"><title>{Text(series.Name)}"
            + "</title></polyline>";
    }

    private static string Bars(Frame frame, Series series)
    {
        var bars = new StringBuilder();
        for (var i = 0; i < series.Points.Length; i++)
        {
            var (x, y) = series.Points[i];
            var from = frame.AtX(x);
            var to = i + 1 < series.Points.Length ? frame.AtX(series.Points[i + 1].X) : Left + frame.Width;
            var top = frame.AtY(y);
            bars.Append(Inv($"<rect class=\"bar s{series.Colour}\" x=\"{from}\" y=\"{top}\" "))
                .Append(Inv($"width=\"{Math.Max(0.5, to - from - 0.5)}\" height=\"{Top + frame.Height - top}\">"))
                .Append(Inv($"<title>from {Axis.Number(x)}: {Axis.Number(y)}</title></rect>"));
        }

        return bars.ToString();
    }

    private static void Legend(StringBuilder svg, IReadOnlyList<Series> series)
    {
        svg.Append("<figcaption>");
        foreach (var each in series)
        {
            var dashed = each.IsDashed ? " dashed" : "";
            svg.Append($"<span><i class=\"key s{each.Colour}{dashed}\"></i>{Text(each.Name)}</span>");
        }

        svg.Append("</figcaption>");
    }

    private static string Text(string text) => WebUtility.HtmlEncode(text);

    private static string Inv(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>The area of the lines, and where a value lies in it.</summary>
    private readonly record struct Frame(Axis X, Axis Y, int Width, int Height)
    {
        public double AtX(double value) => Math.Round(Left + (X.Position(value) * Width), 1);

        public double AtY(double value) => Math.Round(Top + ((1 - Y.Position(value)) * Height), 1);
    }
}
