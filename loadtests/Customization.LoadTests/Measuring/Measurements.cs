using Customization.LoadTests.Journeys;
using Customization.LoadTests.Targets;
using HdrHistogram;

namespace Customization.LoadTests.Measuring;

/// <summary>Everything that a run counts. Safe for any number of threads.</summary>
/// <remarks>What was meant to start before 0, while the run warms up, is not counted.</remarks>
public sealed class Measurements(double durationS)
{
    private readonly OperationMeasure[] _byOperation =
        [.. Enum.GetValues<Operation>().Select(_ => new OperationMeasure())];

    private readonly LongConcurrentHistogram _lag = new(1, OperationMeasure.LatencyUsMax, 3);
    private readonly Timeline _timeline = new(durationS);

    /// <summary>The run over time.</summary>
    public Timeline Timeline => _timeline;

    /// <summary>Counts and latencies of one operation.</summary>
    public OperationMeasure Of(Operation operation) => _byOperation[(int)operation];

    /// <summary>A request is due; it was noticed that much later, which is the generator's own delay.</summary>
    public void Offer(double intendedS, long lagUs)
    {
        if (intendedS >= 0)
        {
            _timeline.Offer(intendedS);
            _lag.RecordValue(Math.Clamp(lagUs, 1, OperationMeasure.LatencyUsMax));
        }
    }

    /// <summary>A request ended.</summary>
    /// <param name="nowS">When; latency counts from when it was meant to start.</param>
    public void End(Operation operation, LoadAnswer answer, double intendedS, double nowS)
    {
        if (intendedS < 0)
        {
            return;
        }

        var latencyUs = (long)((nowS - intendedS) * 1e6);
        Of(operation).Add(answer, latencyUs);
        if (answer.Outcome == Outcome.Failed)
        {
            _timeline.Fail(nowS);
        }
        else
        {
            _timeline.Answer(intendedS, nowS, latencyUs);
        }
    }

    /// <summary>Delay of the generator that a share of the requests did not exceed, milliseconds.</summary>
    public double LagMs(double percentile) => _lag.TotalCount == 0 ? 0 : _lag.GetValueAtPercentile(percentile) / 1000.0;
}
