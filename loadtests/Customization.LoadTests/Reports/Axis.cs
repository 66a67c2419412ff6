using System.Collections.Immutable;
using System.Globalization;

namespace Customization.LoadTests.Reports;

/// <summary>One axis of a chart: from values to a share of its length.</summary>
/// <param name="IsLog">Equal factors are equal lengths; bounds are above 0.</param>
public sealed record Axis(
    string Title, double Min, double Max, bool IsLog, ImmutableArray<(double At, string Label)> Ticks)
{
    private const int TicksWanted = 6;

    /// <summary>An axis from 0 with round ticks.</summary>
    /// <param name="stepMin">Between two ticks; 1 for what is counted.</param>
    public static Axis FromZero(string title, double max, double stepMin = 0)
    {
        var step = Math.Max(stepMin, RoundStep(Math.Max(max, 1e-9) / TicksWanted));
        var end = Math.Max(step, Math.Ceiling(max / step) * step);
        return new Axis(title, 0, end, IsLog: false,
            [.. Enumerable.Range(0, (int)Math.Round(end / step) + 1).Select(i => (i * step, Number(i * step)))]);
    }

    /// <summary>An axis over whole decades.</summary>
    public static Axis Decades(string title, double min, double max)
    {
        var from = (int)Math.Floor(Math.Log10(Math.Max(min, 1e-6)));
        var to = Math.Max(from + 1, (int)Math.Ceiling(Math.Log10(Math.Max(max, 1e-6))));
        return new Axis(title, Math.Pow(10, from), Math.Pow(10, to), IsLog: true,
            [.. Enumerable.Range(from, to - from + 1).Select(d => (Math.Pow(10, d), Number(Math.Pow(10, d))))]);
    }

    /// <summary>Percentiles, each further nine as wide as the one before: 1 for 90 %, 2 for 99 % and so on.</summary>
    public static Axis Percentiles(int nines)
    {
        var ticks = ImmutableArray.CreateBuilder<(double, string)>();
        ticks.Add((0, "0"));
        ticks.Add((Nines(0.5), "50 %"));
        for (var i = 1; i <= nines; i++)
        {
            var label = ((1 - Math.Pow(10, -i)) * 100).ToString("0.#####", CultureInfo.InvariantCulture);
            ticks.Add((i, label + " %"));
        }

        return new Axis("share of answers that were not slower", 0, nines, IsLog: false, ticks.ToImmutable());
    }

    /// <summary>Where a share lies on <see cref="Percentiles"/>.</summary>
    public static double Nines(double share) => -Math.Log10(Math.Max(1e-12, 1 - share));

    /// <summary>Share of the length, 0 to 1; what lies beyond the bounds is put on them.</summary>
    public double Position(double value)
    {
        var position = IsLog
            ? (Math.Log10(Math.Max(value, Min)) - Math.Log10(Min)) / (Math.Log10(Max) - Math.Log10(Min))
            : (value - Min) / (Max - Min);
        return Math.Clamp(position, 0, 1);
    }

    /// <summary>A number as short as it can be: 1,500 and 0.25.</summary>
    public static string Number(double value)
    {
        var digits = Math.Abs(value) switch
        {
            0 => 0,
            >= 100 => 0,
            >= 10 => 1,
            >= 1 => 2,
            _ => Math.Min(15, 2 - (int)Math.Floor(Math.Log10(Math.Abs(value)))),
        };
        var format = "#,0." + new string('#', Math.Max(1, digits));
        return Math.Round(value, digits).ToString(format, CultureInfo.InvariantCulture);
    }

    private static double RoundStep(double least)
    {
        var decade = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return new double[] { 1, 2, 5, 10 }.Select(each => each * decade).First(step => step >= least * 0.999);
    }
}
