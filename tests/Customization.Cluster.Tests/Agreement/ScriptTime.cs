namespace Customization.Cluster.Tests.Agreement;

/// <summary>A clock that stands still until the script moves it, so that both engines decide at the same instants.
/// </summary>
/// <remarks>Waits below a minute run in real time too: batches and repetitions go on while the clock stands. What is
/// done again and again, such as refreshing the outlook, runs in real time until <see cref="StopTicking"/>, then at
/// each <see cref="Tick"/>. Safe for any number of threads.</remarks>
public sealed class ScriptTime(DateTimeOffset start) : TimeProvider
{
    private static readonly TimeSpan RealBelow = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly HashSet<ScriptTimer> _timers = [];
    private readonly HashSet<ScriptTimer> _periodic = [];
    private DateTimeOffset _now = start;
    private volatile bool _ticks = true;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return _now;
        }
    }

    /// <summary>From now on periodic timers fire at each <see cref="Tick"/> only.</summary>
    public void StopTicking() => _ticks = false;

    /// <summary>Fires every periodic timer once; ends when their callbacks have returned.</summary>
    public void Tick()
    {
        ScriptTimer[] periodic;
        lock (_gate)
        {
            periodic = [.. _periodic];
        }

        foreach (var timer in periodic)
        {
            timer.Fire();
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
        private volatile bool _isPeriodic;

        public ScriptTimer(ScriptTime time, Action callback)
        {
            (_time, _callback) = (time, callback);
            _real = System.CreateTimer(_ => FireInTime(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public DateTimeOffset? Due { get; private set; }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._gate)
            {
                Forget();
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    _isPeriodic = period != Timeout.InfiniteTimeSpan;
                    Due = _isPeriodic ? null : _time._now + dueTime;
                    (_isPeriodic ? _time._periodic : _time._timers).Add(this);
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
                Forget();
            }

            _real.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void FireInTime()
        {
            if (!_isPeriodic || _time._ticks)
            {
                Fire();
            }
        }

        private void Forget()
        {
            Due = null;
            _time._timers.Remove(this);
            _time._periodic.Remove(this);
        }
    }
}
