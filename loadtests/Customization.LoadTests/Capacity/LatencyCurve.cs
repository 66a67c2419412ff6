namespace Customization.LoadTests.Capacity;

/// <summary>Milliseconds at a utilization: <c>service + wait * u / (1 - u)</c>.</summary>
public readonly record struct LatencyCurve(double ServiceMs, double WaitMs)
{
    /// <summary>Fits on the runs that measured it; zero where none did.</summary>
    /// <remarks>Errors count as shares of the latency, so that slow runs do not decide alone.</remarks>
    public static LatencyCurve Fit(IEnumerable<CapacityRun> runs, Func<CapacityRun, double?> measured)
    {
        var known = runs.Where(run => measured(run) is > 0 && run.Utilization < 1).ToList();
        if (known.Count == 0)
        {
            return default;
        }

        var weights = LeastSquares.NonNegative(
            [.. known.Select(run => (double[])[1 / measured(run)!.Value,
                Odds(run.Utilization) / measured(run)!.Value])],
            [.. known.Select(_ => 1.0)]);
        return new LatencyCurve(weights[0], weights[1]);
    }

    /// <summary>The latency at a utilization; infinite from 1 on.</summary>
    public double At(double utilization) =>
        utilization >= 1 ? double.PositiveInfinity : ServiceMs + (WaitMs * Odds(utilization));

    private static double Odds(double utilization) => utilization / (1 - utilization);
}
