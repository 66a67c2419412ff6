using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Runtime.Mailboxes;

/// <summary>Delivers what an entity sends: after it is durable, at least once, until the receiver replied.</summary>
/// <remarks>Owned by one activation and used only inside its turns. What is pending is the envelope's; this only knows
/// what is under way, what failed and may be repeated when, and what must still wait for its write.</remarks>
internal sealed class Outbox(Mailbox mailbox, EntityEngine engine, object activation)
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
        _failed[key] = (failures, now + engine.RetryDelay(failures));
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

        engine.Deliver(send.To, new Message(send.Command, new Attempt(mailbox, activation, send.Key)));
    }

    /// <summary>Brings the outcome back as a message; one for another activation is ignored there.</summary>
    private sealed class Attempt(Mailbox sender, object activation, string key) : IReplyTo
    {
        public void Replied(Reply reply) =>
            sender.Post(new Message(new EffectReplied(key, reply), null, activation));

        public void Failed(Exception fault) => sender.Post(new Message(new SendFailed(key, fault), null, activation));
    }
}
