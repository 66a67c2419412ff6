namespace Customization.Cluster.Tests.Agreement;

/// <summary>A clock that stands still until the script moves it, so that both engines decide at the same instants.
/// </summary>
/// <remarks>Housekeeping (periodic timers and waits below a minute) runs in real time too: batches, repetitions and
/// refreshes go on while the clock stands. Safe for any number of threads.</remarks>
public sealed class ScriptTime(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan RealBelow = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<ScriptTimer> _timers = [];
    private DateTimeOffset _now = start;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>When the next timer that fires once is due.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (_gate)
            {
                return _timers.Min(timer => timer.Due);
            }
        }
    }

    /// <summary>Moves the clock and fires what is due then.</summary>
    public void MoveTo(DateTimeOffset now)
    {
        ScriptTimer[] due;
        lock (_gate)
        {
            _now = now;
            due = [.. _timers.Where(timer => timer.Due <= now).OrderBy(timer => timer.Due)];
        }

        foreach (var timer in due)
        {
            timer.Fire();
        }
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ScriptTimer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class ScriptTimer : ITimer
    {
        private readonly ScriptTime _time;
        private readonly Action _callback;
        private readonly ITimer _real;

        public ScriptTimer(ScriptTime time, Action callback)
        {
            (_time, _callback) = (time, callback);
            _real = System.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._gate)
            {
                var isSet = dueTime != Timeout.InfiniteTimeSpan;
                Due = isSet && period == Timeout.InfiniteTimeSpan ? _time._now + dueTime : null;
                if (Due is null)
                {
                    _time._timers.Remove(this);
                }
                else
                {
                    _time._timers.Add(this);
                }

                return _real.Change(dueTime < RealBelow ? dueTime : Timeout.InfiniteTimeSpan, period);
            }
        }

        public void Fire()
        {
            lock (_time._gate)
            {
                if (Due is not null)
                {
                    Due = null;
                    _time._timers.Remove(this);
                }
            }

            _callback();
        }

        public void Dispose()
        {
            lock (_time._gate)
            {
                _time._timers.Remove(this);
            }

            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
