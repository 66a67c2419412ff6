using Customization.Domain.Entities;

namespace Customization.Runtime.Timers;

/// <summary>Wakes entities at their earliest timer or repetition, whether they are in memory or not.</summary>
/// <remarks>One entry per entity: <see cref="Set"/> replaces it, at O(log entries). Replaced entries stay in the heap
/// until they come due or outnumber the live ones, which rebuilds it. Safe for any number of threads; wakes on the
/// clock's.</remarks>
internal sealed class TimerQueue : IDisposable
{
    private const int StaleMin = 1024;

    /// <summary>Longest single wait of a timer; later ones are waited for in several steps.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(20);

    private readonly TimeProvider _time;
    private readonly Action<EntityAddress> _wake;
    private readonly ITimer _timer;
    private readonly Lock _gate = new();
    private readonly Dictionary<EntityAddress, DateTimeOffset> _due = [];
    private PriorityQueue<EntityAddress, DateTimeOffset> _heap = new();
    private DateTimeOffset _armed = DateTimeOffset.MaxValue;
    private bool _stopped;

    public TimerQueue(TimeProvider time, Action<EntityAddress> wake)
    {
        (_time, _wake) = (time, wake);
        _timer = time.CreateTimer(_ => Fire(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Wakes an entity at a time instead of at the one set before; null for not at all.</summary>
    public void Set(EntityAddress address, DateTimeOffset? due)
    {
        lock (_gate)
        {
            if (due is null)
            {
                _due.Remove(address);
                return;
            }

            _due[address] = due.Value;
            _heap.Enqueue(address, due.Value);
            if (_heap.Count > StaleMin + (2 * _due.Count))
            {
                _heap = new PriorityQueue<EntityAddress, DateTimeOffset>(
                    _due.Select(entry => (entry.Key, entry.Value)));
            }

            Arm();
        }
    }

    /// <summary>Wakes nobody any more.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            _stopped = true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stop();
        _timer.Dispose();
    }

    private void Fire()
    {
        var now = _time.GetUtcNow();
        List<EntityAddress> woken = [];
        lock (_gate)
        {
            _armed = DateTimeOffset.MaxValue;
            while (!_stopped && _heap.TryPeek(out var address, out var due) && due <= now)
            {
                _heap.Dequeue();
                if (_due.TryGetValue(address, out var current) && current == due)
                {
                    _due.Remove(address);
                    woken.Add(address);
                }
            }

            Arm();
        }

        foreach (var address in woken)
        {
            _wake(address);
        }
    }

    private void Arm()
    {
        if (_stopped || !_heap.TryPeek(out _, out var due) || due >= _armed)
        {
            return;
        }

        _armed = due;
        var wait = due - _time.GetUtcNow();
        var bounded = wait < TimeSpan.Zero ? TimeSpan.Zero : wait > WaitMax ? WaitMax : wait;
        _timer.Change(bounded, Timeout.InfiniteTimeSpan);
    }
}
