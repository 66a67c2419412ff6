namespace Customization.Domain.Demand;

/// <summary>How often a configuration was sold in one period.</summary>
/// <param name="Configuration">Configuration code.</param>
/// <param name="Period">Number of the period, see <see cref="DemandStatistics.PeriodOf"/>.</param>
public readonly record struct SoldCount(string Configuration, int Period, int Count);
