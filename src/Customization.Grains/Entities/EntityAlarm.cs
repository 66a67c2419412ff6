using Customization.Client.Entities;

namespace Customization.Grains.Entities;

/// <summary>Wakes an entity that is in memory when its next timer or repetition is due; its reminder does where it is
/// not.</summary>
internal sealed class EntityAlarm : IDisposable
{
    /// <summary>Longest single wait of a timer; later ones are waited for in several steps.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(20);

    private readonly TimeProvider _time;
    private readonly ITimer _timer;
    private DateTimeOffset? _set;

    public EntityAlarm(TimeProvider time, IEntityGrain entity)
    {
        _time = time;
        _timer = time.CreateTimer(
            _ =>
            {
                _set = null;
                _ = entity.Wake().AsTask();
            },
            null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>It rang since it was set, or was never set.</summary>
    public bool HasRung => _set is null;

    /// <summary>Wakes at a time instead of at the one set before; null for not at all.</summary>
    public void Set(DateTimeOffset? due)
    {
        if (due == _set)
        {
            return;
        }

        _set = due;
        var wait = due - _time.GetUtcNow();
        _timer.Change(
            wait is not { } left ? Timeout.InfiniteTimeSpan
                : left < TimeSpan.Zero ? TimeSpan.Zero
                : left > WaitMax ? WaitMax
                : left,
            Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();
}
