using Customization.LoadTests.Measuring;

namespace Customization.LoadTests.Capacity;

/// <summary>One run of the load generator beside what the server used for it.</summary>
/// <param name="Cores">Processor cores that the server had for itself.</param>
/// <param name="ProcessorSeconds">Processor time of the server, its storage included, while it was measured.</param>
/// <param name="Writes">Storage operations meanwhile: states written.</param>
/// <param name="IsCheck">Whether it is predicted instead of fitted on.</param>
public sealed record CapacityRun(
    string Name, LoadResult Result, double Cores, double ProcessorSeconds, double Writes, bool IsCheck)
{
    private const string OrderName = "order";
    private const string ClickName = "choose";

    /// <summary>Orders answered per second.</summary>
    public double OrdersPerS => Result.Operations.GetValueOrDefault(OrderName)?.Achieved / Result.DurationS ?? 0;

    /// <summary>Everything else that was answered, per second.</summary>
    public double ClicksPerS => (Result.Total.Achieved / Result.DurationS) - OrdersPerS;

    /// <summary>Cores that were busy on average.</summary>
    public double BusyCores => ProcessorSeconds / Result.DurationS;

    /// <summary>Share of the cores that was busy.</summary>
    public double Utilization => BusyCores / Cores;

    /// <summary>Storage operations per second.</summary>
    public double WritesPerS => Writes / Result.DurationS;

    /// <summary>Latency of a click at a quantile, milliseconds; null where nobody clicked.</summary>
    public double? ClickMs(double quantile) => Ms(ClickName, quantile);

    /// <summary>Latency of an order at a quantile, milliseconds; null where nobody ordered.</summary>
    public double? OrderMs(double quantile) => Ms(OrderName, quantile);

    private double? Ms(string operation, double quantile) =>
        Result.Operations.TryGetValue(operation, out var measured) && measured.Achieved > 0
            ? LatencyDistribution.At(measured.Counts(), quantile) / 1000.0
            : null;
}
