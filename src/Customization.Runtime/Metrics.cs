using System.Diagnostics.Metrics;
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

    public RuntimeMetrics(Func<int> active)
    {
        _commitDuration = _meter.CreateHistogram<double>("customization.commit.duration", "s");
        _commitWrites = _meter.CreateHistogram<int>("customization.commit.writes", "{write}");
        _askDuration = _meter.CreateHistogram<double>("customization.ask.duration", "s");
        _sendFailures = _meter.CreateCounter<long>("customization.send.failures", "{send}");
        _meter.CreateObservableGauge("customization.entity.active", active, "{entity}");
    }

    /// <summary>Shows how remembered answers fare.</summary>
    public void Watch(RememberedAnswers answers)
    {
        _meter.CreateObservableCounter("customization.answer.hits", () => answers.Status.Hits, "{answer}");
        _meter.CreateObservableCounter("customization.answer.misses", () => answers.Status.Misses, "{answer}");
        _meter.CreateObservableGauge("customization.answer.bytes", () => answers.Status.Bytes, "By");
    }

    public void Committed(TimeSpan duration, IReadOnlyList<EntityWrite> writes, bool isDurable)
    {
        var outcome = new KeyValuePair<string, object?>("outcome", isDurable ? "durable" : "failed");
        _commitDuration.Record(duration.TotalSeconds, outcome);
        _commitWrites.Record(writes.Count, outcome);
    }

    public void Asked(TimeSpan duration, string outcome) =>
        _askDuration.Record(duration.TotalSeconds, new KeyValuePair<string, object?>("outcome", outcome));

    public void SendFailed() => _sendFailures.Add(1);

    public void Dispose() => _meter.Dispose();
}
