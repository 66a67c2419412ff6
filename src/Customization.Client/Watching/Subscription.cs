using System.Threading.Channels;
using Customization.Domain.Entities;

namespace Customization.Client.Watching;

/// <summary>Those in this process who watch one entity, and how far they have seen it change.</summary>
/// <remarks>Versions rise by one with each change: a jump means that something was missed, and ends the watchers. Safe
/// for any number of threads.</remarks>
internal sealed class Subscription
{
    private readonly Lock _gate = new();
    private Channel<Change>[] _channels = [];
    private Task? _started;
    private long? _seen;
    private long? _missing;
    private bool _isOver;

    /// <summary>Ends when the entity knows of this process; null before <see cref="Start"/>.</summary>
    public Task? Started => Volatile.Read(ref _started);

    /// <summary>Subscribes once.</summary>
    public void Start(Func<Task> subscribe)
    {
        lock (_gate)
        {
            _started ??= subscribe();
        }
    }

    /// <summary>False where the last watcher has left: the caller needs a new subscription.</summary>
    public bool Add(Channel<Change> channel)
    {
        lock (_gate)
        {
            _channels = _isOver ? _channels : [.. _channels, channel];
            return !_isOver;
        }
    }

    /// <summary>Whether that was the last one; the subscription is over then.</summary>
    public bool Remove(Channel<Change> channel)
    {
        lock (_gate)
        {
            _channels = [.. _channels.Where(other => other != channel)];
            _isOver |= _channels.Length == 0;
            return _isOver;
        }
    }

    /// <summary>The entity said which version it has; changes up to there may still be on their way.</summary>
    public void Knows(long version)
    {
        lock (_gate)
        {
            if (_seen is not { } seen)
            {
                _seen = version;
                return;
            }

            var isBehind = _missing is { } missing && seen < missing;
            _missing = version;
            if (isBehind || version < seen)
            {
                EndAll();
            }
        }
    }

    /// <summary>A change arrived; one that was seen before is ignored.</summary>
    public void Take(Change change)
    {
        lock (_gate)
        {
            if (_seen is { } seen && change.Version != seen + 1)
            {
                if (change.Version > seen)
                {
                    EndAll();
                }

                return;
            }

            _seen = change.Version;
            foreach (var channel in _channels)
            {
                if (!channel.Writer.TryWrite(change))
                {
                    channel.Writer.TryComplete();
                }
            }
        }
    }

    /// <summary>Ends the watchers: they have to look at the entity again.</summary>
    public void End()
    {
        lock (_gate)
        {
            EndAll();
        }
    }

    private void EndAll()
    {
        _isOver = true;
        foreach (var channel in _channels)
        {
            channel.Writer.TryComplete();
        }
    }
}
