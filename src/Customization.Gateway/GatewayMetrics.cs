using System.Diagnostics.Metrics;
using Customization.Gateway.Limits;

namespace Customization.Gateway;

/// <summary>What the gateway measures; the README has the table.</summary>
public sealed class GatewayMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Customization.Gateway";

    private readonly Meter _meter = new(MeterName);
    private readonly Counter<long> _shed;

    /// <summary>Begins to measure.</summary>
    public GatewayMetrics(QueueWatch watch)
    {
        _shed = _meter.CreateCounter<long>("customization.request.shed", "requests");
        _meter.CreateObservableGauge("customization.queue.wait", () => watch.Standing.TotalSeconds, "s");
    }

    /// <summary>A request was refused for load.</summary>
    public void Shed(Priority priority) =>
        _shed.Add(1, new KeyValuePair<string, object?>("priority", priority.ToString().ToLowerInvariant()));

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
