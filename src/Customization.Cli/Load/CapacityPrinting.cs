using System.Globalization;
using Customization.LoadTests.Capacity;

namespace Customization.Cli.Load;

/// <summary>Prints a forecast: as one JSON object, or as tables.</summary>
internal static class CapacityPrinting
{
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <summary>Prints it to standard output.</summary>
    public static void Print(CapacityForecast forecast, bool asJson)
    {
        if (asJson)
        {
            CommandLine.Print(forecast, asJson);
            return;
        }

        var model = forecast.Model;
        Line(string.Create(
            Culture,
            $"a click takes {model.CoresPerClick * 1e3:F2} ms of a core, an order {model.CoresPerOrder * 1e3:F2} ms"
            + $", either {model.CoresPerWake * 1e3:F2} ms more where threads sleep"
            + $"; {model.WritesPerClick * 1e6:F0} storage operations for a million clicks,"
            + $" {model.WritesPerOrder:F1} an order; idle {model.IdleCores:F2} cores"));
        Curve("click p50", model.ClickP50);
        Curve("click p99", model.ClickP99);
        Curve("order p99", model.OrderP99);
        Line($"{"run",-22}{"clicks/s",10}{"orders/s",10}{"busy",8}{"model",8}"
            + $"{"p50 ms",10}{"model",8}{"p99 ms",10}{"model",8}{"order p99",11}{"model",8}");
        foreach (var each in forecast.Fitted)
        {
            Run(each, "");
        }

        foreach (var each in forecast.Checks)
        {
            Run(each, "  not fitted on");
        }

        Line(forecast.Assumptions.ToString());
        Line($"{"sessions a day",16}{"clicks/s",10}{"orders/s",10}{"cores",8}{"live",12}{"GiB",8}"
            + $"{"silos",7}{"hot/s",9}{"writes/s",10}  first bottleneck");
        foreach (var each in forecast.Decades)
        {
            Decade(each);
        }
    }

    private static void Curve(string name, LatencyCurve curve) =>
        Line(string.Create(Culture, $"{name}: {curve.ServiceMs:F1} ms + {curve.WaitMs:F1} ms u/(1-u)"));

    private static void Run(CapacityPrediction each, string use) => Line(string.Create(
        Culture,
        $"{each.Run,-22}{each.ClicksPerS,10:F0}{each.OrdersPerS,10:F1}{each.UtilizationMeasured,8:P0}"
        + $"{each.Utilization,8:P0}{each.ClickP50MsMeasured,10:F1}{each.ClickP50Ms,8:F1}"
        + $"{each.ClickP99MsMeasured,10:F1}{each.ClickP99Ms,8:F1}"
        + $"{each.OrderP99MsMeasured,11:F1}{each.OrderP99Ms,8:F1}{use}"));

    private static void Decade(GrowthStep each) => Line(string.Create(
        Culture,
        $"{each.SessionsPerDay,16:N0}{each.ClicksPerS,10:N0}{each.OrdersPerS,10:N0}{each.Cores,8:N0}"
        + $"{each.LiveSessions,12:N0}{each.MemoryGiB,8:N1}{each.Silos,7:N0}{each.HotReservationsPerS,9:N0}"
        + $"{each.WritesPerS,10:N0}  {each.Bottleneck} ({each.BottleneckShare:P0})"));

    private static void Line(string line) => Console.Out.WriteLine(line);
}
