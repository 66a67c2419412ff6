using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Customization.Domain;
using Customization.Domain.Entities;

namespace Customization.Runtime;

/// <summary>Hands the changes of entities to whoever watches them.</summary>
/// <remarks>A watcher that falls behind is ended rather than waited for: an entity never waits for a reader. Safe for
/// any number of threads.</remarks>
internal sealed class ChangeFeed(RuntimeLimits limits)
{
    private readonly ConcurrentDictionary<EntityAddress, Channel<Change>[]> _watchers = new();
    private readonly CancellationTokenSource _closing = new();
    private int _count;

    /// <summary>Tells the watchers of an entity.</summary>
    public void Publish(EntityAddress address, Change change)
    {
        if (!_watchers.TryGetValue(address, out var channels))
        {
            return;
        }

        foreach (var channel in channels)
        {
            if (!channel.Writer.TryWrite(change))
            {
                channel.Writer.TryComplete();
            }
        }
    }

    /// <summary>The changes from the call on, not from the first read on.</summary>
    public IAsyncEnumerable<Change> Watch(EntityAddress address, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _count) > limits.WatchersMax)
        {
            Interlocked.Decrement(ref _count);
            throw new UnavailableException(
                UnavailableReason.Overloaded, $"{limits.WatchersMax} watchers are connected already");
        }

        var channel = Channel.CreateBounded<Change>(
            new BoundedChannelOptions(limits.WatchBacklogMax) { SingleReader = true });
        _watchers.AddOrUpdate(address, [channel], (_, channels) => [.. channels, channel]);
        return Read(address, channel, cancellation);
    }

    /// <summary>Ends all watchers.</summary>
    public void Close() => _closing.Cancel();

    private async IAsyncEnumerable<Change> Read(
        EntityAddress address, Channel<Change> channel, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, _closing.Token);
        try
        {
            while (await MayRead(channel.Reader, either.Token).ConfigureAwait(false))
            {
                while (channel.Reader.TryRead(out var change))
                {
                    yield return change;
                }
            }
        }
        finally
        {
            Forget(address, channel);
        }
    }

    /// <summary>False at the end and where the watcher or the process stops.</summary>
    private static async ValueTask<bool> MayRead(ChannelReader<Change> reader, CancellationToken cancellation)
    {
        try
        {
            return await reader.WaitToReadAsync(cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private void Forget(EntityAddress address, Channel<Change> channel)
    {
        Interlocked.Decrement(ref _count);
        while (_watchers.TryGetValue(address, out var channels))
        {
            var rest = channels.Where(other => other != channel).ToArray();
            var isForgotten = rest.Length == 0
                ? _watchers.TryRemove(new KeyValuePair<EntityAddress, Channel<Change>[]>(address, channels))
                : _watchers.TryUpdate(address, rest, channels);
            if (isForgotten)
            {
                return;
            }
        }
    }
}
