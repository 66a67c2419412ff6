using System.Globalization;

namespace Customization.Cli.Serve;

/// <summary>The system's clock plus an offset that only grows: for trying out what takes days.</summary>
/// <remarks>Moving goes from timer to timer, each with a moment of real time to act, so that an order meets its slots
/// as it would without the move. The offset is kept in a file, so that time never runs backwards over a restart. Safe
/// for any number of threads.</remarks>
internal sealed class MovableTime : TimeProvider
{
    /// <summary>Shortest step: what is due within it fires together.</summary>
    private static readonly TimeSpan StepMin = TimeSpan.FromSeconds(30);

    /// <summary>Real time between two steps: several durable writes.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(60);

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _moving = new(1);
    private readonly HashSet<MovableTimer> _timers = [];
    private readonly string _path;
    private TimeSpan _offset;

    /// <summary>Continues at the offset in the file, or without one.</summary>
    public MovableTime(string path)
    {
        _path = path;
        if (File.Exists(path))
        {
            _offset = TimeSpan.ParseExact(File.ReadAllText(path).Trim(), "c", CultureInfo.InvariantCulture);
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (_gate)
        {
            return System.GetUtcNow() + _offset;
        }
    }

    /// <summary>Moves time forward and returns the new time.</summary>
    public async Task<DateTimeOffset> Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        await _moving.WaitAsync();
        try
        {
            for (var left = by; left > TimeSpan.Zero;)
            {
                left -= Step(left);
                await Task.Delay(Settling);
            }
        }
        finally
        {
            _moving.Release();
        }

        return GetUtcNow();
    }

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new MovableTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves to the next timer that fires once, at most to the end; periodic ones are housekeeping.</summary>
    private TimeSpan Step(TimeSpan max)
    {
        lock (_gate)
        {
            var next = _timers.Where(timer => timer.IsSingle).Select(timer => timer.Left).Append(max).Min();
            var by = next < StepMin ? StepMin : next;
            by = by < max ? by : max;
            var file = _path + ".next";
            File.WriteAllText(file, (_offset + by).ToString("c", CultureInfo.InvariantCulture));
            File.Move(file, _path, overwrite: true);
            _offset += by;
            foreach (var timer in _timers)
            {
                timer.Hasten(by);
            }

            return by;
        }
    }

    /// <summary>A system timer that remembers when it is due.</summary>
    private sealed class MovableTimer : ITimer
    {
        private readonly MovableTime _time;
        private readonly ITimer _timer;
        private DateTimeOffset _due;
        private TimeSpan _period;

        public MovableTimer(MovableTime time, TimerCallback callback, object? state)
        {
            _time = time;
            _timer = System.CreateTimer(
                _ =>
                {
                    Fired();
                    callback(state);
                },
                null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }

        public bool IsSingle => _period == Timeout.InfiniteTimeSpan;

        public TimeSpan Left => _due - System.GetUtcNow();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (_time._gate)
            {
                (_due, _period) = (System.GetUtcNow() + dueTime, period);
                if (dueTime == Timeout.InfiniteTimeSpan)
                {
                    _time._timers.Remove(this);
                }
                else
                {
                    _time._timers.Add(this);
                }

                return _timer.Change(dueTime, period);
            }
        }

        /// <summary>Fires so much earlier. A periodic timer keeps its real rhythm: only its next turn comes sooner.
        /// </summary>
        public void Hasten(TimeSpan by)
        {
            _due -= by;
            _timer.Change(Left > TimeSpan.Zero ? Left : TimeSpan.Zero, _period);
        }

        public void Dispose()
        {
            lock (_time._gate)
            {
                _time._timers.Remove(this);
            }

            _timer.Dispose();
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private void Fired()
        {
            lock (_time._gate)
            {
                if (IsSingle && Left <= TimeSpan.Zero)
                {
                    _time._timers.Remove(this);
                }
            }
        }
    }
}
