using System.Collections.Immutable;
using Customization.Client.Entities;

namespace Customization.Grains.Entities;

/// <summary>When an entity that is in memory is woken: for its durable timers and for its next repetition.</summary>
internal sealed class EntityTimers(GrainParts parts) : IDisposable
{
    private EntityAlarm? _alarm;
    private DateTimeOffset _heldUntil;

    /// <summary>Names of timers that are due now.</summary>
    public IEnumerable<string> Due(ImmutableSortedDictionary<string, DateTimeOffset> timers)
    {
        var now = parts.Time.GetUtcNow();
        return _heldUntil > now ? [] : timers.Where(timer => timer.Value <= now).Select(timer => timer.Key);
    }

    /// <summary>The decision about a timer failed: no timer fires for a while.</summary>
    public void Hold() => _heldUntil = parts.Time.GetUtcNow() + parts.Limits.RetryDelayMax;

    /// <summary>Wakes the entity at the earliest of its timers and the next repetition.</summary>
    public void Set(
        IEntityGrain entity, ImmutableSortedDictionary<string, DateTimeOffset> timers, DateTimeOffset? repetition)
    {
        DateTimeOffset? timer = timers.Count == 0 ? null : timers.Values.Min();
        var due = timer is null || repetition < timer ? repetition : timer;
        if (due is not null || _alarm is not null)
        {
            _alarm ??= new EntityAlarm(parts.Time, entity);
            _alarm.Set(due < _heldUntil ? _heldUntil : due);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alarm?.Dispose();
}
