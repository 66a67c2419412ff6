using System.Diagnostics;
using System.Diagnostics.Metrics;
using Customization.Domain;

namespace Customization.Client;

/// <summary>What a process that works with a cluster measures, silo or not; the table is in the project's README.
/// </summary>
internal sealed class ClientMetrics : IDisposable
{
    private readonly Meter _meter = new("Customization.Client");
    private readonly Counter<long> _callFailures;
    private readonly Histogram<double> _refreshDuration;
    private long _refreshed = Stopwatch.GetTimestamp();

    /// <param name="watchers">How many watchers this process has.</param>
    public ClientMetrics(Func<int> watchers)
    {
        _callFailures = _meter.CreateCounter<long>("customization.call.failures", "{call}");
        _refreshDuration = _meter.CreateHistogram<double>("customization.refresh.duration", "s");
        _meter.CreateObservableGauge(
            "customization.refresh.age",
            () => Stopwatch.GetElapsedTime(Volatile.Read(ref _refreshed)).TotalSeconds, "s");
        _meter.CreateObservableGauge("customization.watcher.active", watchers, "{watcher}");
    }

    /// <summary>The silos did not take a call, or did not answer it.</summary>
    public void CallFailed(UnavailableReason reason) => _callFailures.Add(
        1, new KeyValuePair<string, object?>(
            "outcome", reason == UnavailableReason.Overloaded ? "overloaded" : "unreachable"));

    /// <summary>A refresh of catalog and outlook ended.</summary>
    /// <param name="began">Timestamp of its start, which is what they are as fresh as.</param>
    public void Refreshed(long began, bool isDone)
    {
        _refreshDuration.Record(
            Stopwatch.GetElapsedTime(began).TotalSeconds,
            new KeyValuePair<string, object?>("outcome", isDone ? "refreshed" : "failed"));
        if (isDone)
        {
            Volatile.Write(ref _refreshed, began);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();
}
