namespace Customization.LoadTests.Capacity;

/// <summary>A fitted model with its check and what it says of larger days: printed as one JSON object.</summary>
/// <param name="Checks">Runs that the model was not fitted on.</param>
public sealed record CapacityForecast(
    CapacityModel Model, IReadOnlyList<CapacityPrediction> Fitted, IReadOnlyList<CapacityPrediction> Checks,
    GrowthAssumptions Assumptions, IReadOnlyList<GrowthStep> Decades)
{
    /// <summary>Fits, checks and forecasts; null where there are too few runs to fit on.</summary>
    public static CapacityForecast? Of(IReadOnlyList<CapacityRun> runs, GrowthAssumptions assumptions) =>
        CapacityModel.Fit(runs) is { } model
            ? new CapacityForecast(
                model, [.. runs.Where(run => !run.IsCheck).Select(model.Predict)],
                [.. runs.Where(run => run.IsCheck).Select(model.Predict)], assumptions,
                Growth.Decades(model, assumptions))
            : null;
}
