namespace Customization.LoadTests.Capacity;

/// <summary>What a click and an order take from a server, and how long they take as it fills.</summary>
/// <param name="IdleCores">Cores that are busy when nobody asks.</param>
/// <param name="CoresPerClick">Processor seconds of a click on a busy server.</param>
/// <param name="CoresPerOrder">Processor seconds of an order on a busy server, until it is confirmed.</param>
/// <param name="CoresPerWake">Processor seconds more of either where threads sleep: so many times the share of the
/// cores that is idle.</param>
/// <param name="WritesPerClick">Storage operations for a click: sessions are stored now and then.</param>
/// <param name="WritesPerOrder">Storage operations for an order.</param>
/// <remarks>Service demands are fitted by the utilization law, U = sum of rate times demand (Lazowska et al. 1984,
/// chapter 3), each run's error as a share of its own: small runs tell what is idle, runs of each kind what the kind
/// takes. A server that fills wakes fewer threads for each request, so demands shrink with utilization. Latency at a
/// quantile is <c>a + b u / (1 - u)</c> at utilization u: waiting in M/G/1 grows so by Pollaczek and Khinchine, and its
/// tail too in heavy traffic (Kingman 1961).</remarks>
public sealed record CapacityModel(
    double IdleCores, double CoresPerClick, double CoresPerOrder, double CoresPerWake, double WritesPerClick,
    double WritesPerOrder, LatencyCurve ClickP50, LatencyCurve ClickP99, LatencyCurve OrderP99)
{
    /// <summary>Fewest runs to fit on: one for each demand.</summary>
    public const int RunsMin = 4;

    /// <summary>Fits on the runs that are not to be predicted; null where they are fewer than <see cref="RunsMin"/>.
    /// </summary>
    public static CapacityModel? Fit(IEnumerable<CapacityRun> all)
    {
        var runs = all.Where(run => !run.IsCheck).ToList();
        if (runs.Count < RunsMin)
        {
            return null;
        }

        var demands = LeastSquares.NonNegative(
            [.. runs.Select(run => (double[])[
                1 / run.BusyCores, run.ClicksPerS / run.BusyCores, run.OrdersPerS / run.BusyCores,
                (run.ClicksPerS + run.OrdersPerS) * (1 - run.Utilization) / run.BusyCores])],
            [.. runs.Select(_ => 1.0)]);
        var writes = LeastSquares.NonNegative(
            [.. runs.Select(run => (double[])[run.ClicksPerS, run.OrdersPerS])],
            [.. runs.Select(run => run.WritesPerS)]);
        return new CapacityModel(
            demands[0], demands[1], demands[2], demands[3], writes[0], writes[1],
            LatencyCurve.Fit(runs, run => run.ClickMs(0.5)), LatencyCurve.Fit(runs, run => run.ClickMs(0.99)),
            LatencyCurve.Fit(runs, run => run.OrderMs(0.99)));
    }

    /// <summary>Cores that a load keeps busy at a utilization of all there are.</summary>
    public double BusyCores(double clicksPerS, double ordersPerS, double utilization) =>
        IdleCores + (clicksPerS * CoresPerClick) + (ordersPerS * CoresPerOrder)
        + ((clicksPerS + ordersPerS) * CoresPerWake * (1 - utilization));

    /// <summary>The share of so many cores that a load keeps busy: where <see cref="BusyCores"/> agrees with it.
    /// </summary>
    public double Utilization(double clicksPerS, double ordersPerS, double cores) =>
        BusyCores(clicksPerS, ordersPerS, 0) / (cores + ((clicksPerS + ordersPerS) * CoresPerWake));

    /// <summary>Storage operations per second under a load.</summary>
    public double WritesPerS(double clicksPerS, double ordersPerS) =>
        (clicksPerS * WritesPerClick) + (ordersPerS * WritesPerOrder);

    /// <summary>What the model says of a run that it may not know.</summary>
    public CapacityPrediction Predict(CapacityRun run)
    {
        var utilization = Utilization(run.ClicksPerS, run.OrdersPerS, run.Cores);
        return new CapacityPrediction(
            run.Name, run.ClicksPerS, run.OrdersPerS, utilization, run.Utilization,
            run.ClickMs(0.5) is null ? null : ClickP50.At(utilization), run.ClickMs(0.5),
            run.ClickMs(0.99) is null ? null : ClickP99.At(utilization), run.ClickMs(0.99),
            run.OrderMs(0.99) is null ? null : OrderP99.At(utilization), run.OrderMs(0.99));
    }
}

/// <summary>A prediction beside what was measured; null where a run had no such step. Milliseconds.</summary>
public sealed record CapacityPrediction(
    string Run, double ClicksPerS, double OrdersPerS, double Utilization, double UtilizationMeasured,
    double? ClickP50Ms, double? ClickP50MsMeasured, double? ClickP99Ms, double? ClickP99MsMeasured,
    double? OrderP99Ms, double? OrderP99MsMeasured);
