using System.Collections.Immutable;

namespace Customization.Domain.Entities;

/// <summary>Delivers what an entity sends: after it is durable, at least once, until the receiver replied.</summary>
/// <remarks>Owned by one activation of the entity and used only inside its turns. What is pending is the envelope's;
/// this only knows what is under way, what failed and may be repeated when, and what must still wait for its write.
/// </remarks>
/// <param name="deliver">Starts the delivery of a send; its outcome comes back as <see cref="Returned"/> or
/// <see cref="Failed"/> in a later turn.</param>
/// <param name="retryDelay">The wait before the n-th repetition.</param>
public sealed class Outbox(Action<Effect.Send> deliver, Func<int, TimeSpan> retryDelay)
{
    private readonly HashSet<string> _underWay = new(StringComparer.Ordinal);
    private readonly HashSet<string> _notDurable = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Failures, DateTimeOffset Next)> _failed = new(StringComparer.Ordinal);

    /// <summary>Nothing is under way, so no reply can come back.</summary>
    public bool IsQuiet => _underWay.Count == 0;

    /// <summary>When the next repetition is due, or null.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            var next = _failed.Count == 0 ? DateTimeOffset.MaxValue : _failed.Values.Min(failed => failed.Next);
            return next == DateTimeOffset.MaxValue ? null : next;
        }
    }

    /// <summary>Doubling waits from a shortest to a longest one.</summary>
    public static TimeSpan DoublingDelay(int failures, TimeSpan min, TimeSpan max)
    {
        var doubled = min * Math.Pow(2, Math.Min(failures - 1, 30));
        return doubled < max ? doubled : max;
    }

    /// <summary>A change was decided; its sends wait for the write.</summary>
    public void Decided(Change change)
    {
        foreach (var effect in change.Effects)
        {
            if (effect is Effect.Send send)
            {
                _notDurable.Add(send.Key);
            }
        }
    }

    /// <summary>A change is durable: its sends go out.</summary>
    public void Durable(Change change, ImmutableSortedDictionary<string, Effect.Send> pending)
    {
        foreach (var effect in change.Effects)
        {
            if (effect is Effect.Send send && _notDurable.Remove(send.Key)
                && pending.TryGetValue(send.Key, out var stored))
            {
                Deliver(stored);
            }
        }
    }

    /// <summary>Sends everything that is pending, durable, not under way and not waiting for its repetition.</summary>
    public void DeliverDue(ImmutableSortedDictionary<string, Effect.Send> pending, DateTimeOffset now)
    {
        foreach (var send in pending.Values)
        {
            var isHeldBack = _failed.TryGetValue(send.Key, out var failed) && failed.Next > now;
            if (!isHeldBack && !_notDurable.Contains(send.Key))
            {
                Deliver(send);
            }
        }
    }

    /// <summary>A reply came back; the decision about it removes the send from the envelope.</summary>
    public void Returned(string key)
    {
        _underWay.Remove(key);
        _failed.Remove(key);
    }

    /// <summary>A send, or the decision about its reply, failed: repeat it later.</summary>
    public void Failed(string key, DateTimeOffset now)
    {
        _underWay.Remove(key);
        var failures = _failed.GetValueOrDefault(key).Failures + 1;
        _failed[key] = (failures, now + retryDelay(failures));
    }

    private void Deliver(Effect.Send send)
    {
        if (!_underWay.Add(send.Key))
        {
            return;
        }

        if (_failed.TryGetValue(send.Key, out var failed))
        {
            _failed[send.Key] = (failed.Failures, DateTimeOffset.MaxValue);
        }

        deliver(send);
    }
}
