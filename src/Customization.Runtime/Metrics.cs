using System.Diagnostics.Metrics;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Runtime.Journal;

namespace Customization.Runtime;

/// <summary>What the runtime measures; the table is in the project's README.</summary>
internal sealed class RuntimeMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Customization.Runtime";

    private readonly Meter _meter = new(MeterName);
    private readonly Histogram<double> _commitDuration;
    private readonly Histogram<int> _commitWrites;
    private readonly Histogram<double> _askDuration;
    private readonly Counter<long> _sendFailures;
    private readonly Counter<long> _deletions;
    private readonly LatencyCounter _asks = new();
    private readonly LatencyCounter _commits = new();
    private long _writes;

    public RuntimeMetrics(Func<int> active)
    {
        _commitDuration = _meter.CreateHistogram<double>("customization.commit.duration", "s");
        _commitWrites = _meter.CreateHistogram<int>("customization.commit.writes", "{write}");
        _askDuration = _meter.CreateHistogram<double>("customization.ask.duration", "s");
        _sendFailures = _meter.CreateCounter<long>("customization.send.failures", "{send}");
        _deletions = _meter.CreateCounter<long>("customization.entity.deletions", "{entity}");
        _meter.CreateObservableGauge("customization.entity.active", active, "{entity}");
    }

    /// <summary>Shows how remembered answers fare.</summary>
    public void Watch(RememberedAnswers answers)
    {
        _meter.CreateObservableCounter("customization.answer.hits", () => answers.Status.Hits, "{answer}");
        _meter.CreateObservableCounter("customization.answer.misses", () => answers.Status.Misses, "{answer}");
        _meter.CreateObservableGauge("customization.answer.bytes", () => answers.Status.Bytes, "By");
    }

    /// <summary>Commands so far, however they ended.</summary>
    public LatencyCounts Asks => _asks.Read();

    /// <summary>Batches written to the disk so far.</summary>
    public LatencyCounts Commits => _commits.Read();

    /// <summary>Entity writes in those batches.</summary>
    public long Writes => Interlocked.Read(ref _writes);

    public void Committed(TimeSpan duration, IReadOnlyList<EntityWrite> writes, bool isDurable)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", isDurable ? "durable" : "failed");
        _commitDuration.Record(duration.TotalSeconds, outcome);
        _commitWrites.Record(writes.Count, outcome);
        _commits.Add(duration);
        Interlocked.Add(ref _writes, writes.Count);
    }

    public void Asked(TimeSpan duration, string outcome)
    {
        _askDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));
        _asks.Add(duration);
    }

    public void SendFailed() => _sendFailures.Add(1);

    public void Deleted(EntityKind kind) =>
        _deletions.Add(1, new KeyValuePair<string, object?>("kind", kind.ToString()));

    public void Dispose() => _meter.Dispose();
}
