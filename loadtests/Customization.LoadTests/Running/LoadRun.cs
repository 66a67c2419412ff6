using System.Diagnostics;
using Customization.LoadTests.Arrivals;
using Customization.LoadTests.Journeys;
using Customization.LoadTests.Measuring;
using Customization.LoadTests.Profiles;
using Customization.LoadTests.Targets;

namespace Customization.LoadTests.Running;

/// <summary>Puts load on a target: starts every step when it is due, whatever became of those before.</summary>
/// <remarks>One thread keeps the time; requests run on the pool. A step whose customer still waits for the answer
/// before it waits too, and its latency counts from when it was due all the same.</remarks>
public sealed class LoadRun
{
    /// <summary>How long the last answers are waited for after the end.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(10);

    private readonly PriorityQueue<(Journey Journey, int Step), double> _due = new();
    private readonly CancellationTokenSource _stop;
    private readonly LoadPlan _plan;
    private long _start;
    private int _inFlight;

    /// <summary>A run that has not begun.</summary>
    /// <param name="customers">How many subjects the journeys are spread over.</param>
    /// <param name="ready">Configurations that may be ordered by customers who have none of their own.</param>
    /// <param name="record">Told of every request that was sent, with the choice that was made; may be null.</param>
    public LoadRun(
        LoadPlan plan, ILoadTarget target, int customers, Preferences preferences, ReadyConfigurations ready,
        Action<string>? record, CancellationToken cancellation)
    {
        (_plan, Target, Customers, Preferences, Ready, Record) =
            (plan, target, customers, preferences, ready, record);
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Measured = new Measurements(plan.DurationS);
    }

    /// <summary>What it counts; may be read while it runs.</summary>
    public Measurements Measured { get; }

    /// <summary>Requests that are due and not yet ended.</summary>
    public int InFlight => Volatile.Read(ref _inFlight);

    /// <summary>Seconds from the start of the measurement; negative while the run warms up.</summary>
    public double NowS => Stopwatch.GetElapsedTime(_start).TotalSeconds - WarmUpS;

    /// <summary>Seconds before the measurement.</summary>
    public double WarmUpS { get; private set; }

    internal ILoadTarget Target { get; }

    internal int Customers { get; }

    internal int Seed => _plan.Seed;

    /// <summary>Start of every idempotency key, so that the next run orders anew.</summary>
    internal string Key { get; } = Guid.NewGuid().ToString("N")[..12];

    internal Preferences Preferences { get; }

    internal ReadyConfigurations Ready { get; }

    internal Action<string>? Record { get; }

    internal CancellationToken Stop => _stop.Token;

    /// <summary>Runs to the end and says what was measured.</summary>
    /// <param name="journeys">In the order of arrival.</param>
    /// <param name="warmUpS">Seconds before 0 in which steps are done but not counted.</param>
    public async Task<LoadResult> Run(IEnumerable<JourneyPlan> journeys, double warmUpS)
    {
        var startedAt = TimeProvider.System.GetUtcNow();
        WarmUpS = warmUpS;
        _start = Stopwatch.GetTimestamp();
        var pacer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        new Thread(() => Keep(journeys, pacer)) { Name = "load pacer", IsBackground = true }.Start();
        await pacer.Task.ConfigureAwait(false);
        _stop.CancelAfter(Grace);
        while (InFlight > 0)
        {
            await Task.Delay(10, CancellationToken.None).ConfigureAwait(false);
        }

        return LoadResult.Of(_plan, Measured, startedAt);
    }

    /// <summary>A request ended.</summary>
    internal void End(Operation operation, LoadAnswer answer, double intendedS)
    {
        Measured.End(operation, answer, intendedS, NowS);
        Interlocked.Decrement(ref _inFlight);
    }

    private void Keep(IEnumerable<JourneyPlan> journeys, TaskCompletionSource ended)
    {
        try
        {
            using var arrivals = journeys.GetEnumerator();
            for (var isMore = arrivals.MoveNext(); !_stop.IsCancellationRequested;)
            {
                var now = NowS;
                for (; isMore && arrivals.Current.ArrivalS <= now; isMore = arrivals.MoveNext())
                {
                    var journey = new Journey(this, arrivals.Current);
                    _due.Enqueue((journey, 0), journey.Plan.ArrivalS);
                }

                Begin(now);
                if ((!isMore && _due.Count == 0) || now >= _plan.DurationS)
                {
                    break;
                }

                Thread.Sleep(1);
            }

            ended.SetResult();
        }
        catch (Exception bug)
        {
            ended.SetException(bug);
        }
    }

    /// <summary>Begins every step that is due.</summary>
    private void Begin(double now)
    {
        while (_due.TryPeek(out var next, out var due) && due <= now && due < _plan.DurationS)
        {
            _due.Dequeue();
            var (journey, index) = next;
            Measured.Offer(due, (long)((NowS - due) * 1e6));
            if (Interlocked.Increment(ref _inFlight) > _plan.InFlightMax)
            {
                End(journey.Plan.Steps[index].Operation, new LoadAnswer(Outcome.Failed, "dropped"), due);
            }
            else
            {
                journey.Begin(journey.Plan.Steps[index]);
            }

            if (index + 1 < journey.Plan.Steps.Length)
            {
                _due.Enqueue((journey, index + 1), journey.Plan.Steps[index + 1].AtS);
            }
        }
    }
}
