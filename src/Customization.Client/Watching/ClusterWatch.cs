using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Customization.Client.Entities;
using Customization.Client.Wire;
using Customization.Domain;
using Customization.Domain.Entities;

namespace Customization.Client.Watching;

/// <summary>Hands the changes of entities in the cluster to whoever watches them in this process.</summary>
/// <remarks>One observer per process, one subscription per watched entity, renewed each
/// <see cref="ClusterLimits.WatchRenewal"/>, so that an entity that moved to another silo finds its watchers again. A
/// watcher that missed changes or falls behind is ended rather than misled. Safe for any number of threads.</remarks>
internal sealed class ClusterWatch : IEntityWatcher, IDisposable
{
    private readonly IGrainFactory _grains;
    private readonly ClusterLimits _limits;
    private readonly ConcurrentDictionary<EntityAddress, Subscription> _subscriptions = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly Lazy<IEntityWatcher> _self;
    private readonly ITimer _renewal;
    private int _count;

    public ClusterWatch(IGrainFactory grains, ClusterLimits limits, TimeProvider time)
    {
        (_grains, _limits) = (grains, limits);
        _self = new Lazy<IEntityWatcher>(() => _grains.CreateObjectReference<IEntityWatcher>(this));
        _renewal = time.CreateTimer(_ => Renew(), null, limits.WatchRenewal, limits.WatchRenewal);
    }

    /// <summary>How many watch in this process.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public ValueTask Changed(ChangeMessage change)
    {
        if (_subscriptions.TryGetValue(change.Address, out var subscription))
        {
            subscription.Take(change.Change);
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The changes from the call on, not from the first read on.</summary>
    public IAsyncEnumerable<Change> Watch(EntityAddress address, CancellationToken cancellation)
    {
        if (Interlocked.Increment(ref _count) > _limits.WatchersMax)
        {
            Interlocked.Decrement(ref _count);
            throw new UnavailableException(
                UnavailableReason.Overloaded, $"{_limits.WatchersMax} watchers are connected already");
        }

        var channel = Channel.CreateBounded<Change>(
            new BoundedChannelOptions(_limits.WatchBacklogMax) { SingleReader = true });
        Subscription subscription;
        do
        {
            subscription = _subscriptions.GetOrAdd(address, static _ => new Subscription());
        }
        while (!subscription.Add(channel));
        if (subscription.Started is null)
        {
            subscription.Start(() => Subscribe(address, subscription));
        }

        return Read(address, subscription, channel, cancellation);
    }

    /// <summary>Ends when what this process watches of an entity has begun: what is asked after it is not missed.
    /// </summary>
    public Task Begun(EntityAddress address) =>
        _subscriptions.TryGetValue(address, out var subscription) && subscription.Started is { } started
            ? started
            : Task.CompletedTask;

    /// <summary>Ends all watchers.</summary>
    public void Dispose()
    {
        _renewal.Dispose();
        _closing.Cancel();
    }

    private async Task Subscribe(EntityAddress address, Subscription subscription)
    {
        try
        {
            subscription.Knows(await _grains.Entity(address).Watch(_self.Value).ConfigureAwait(false));
        }
        catch (Exception)
        {
            // The entity cannot be reached now: who watches it looks at it again, and finds that out too.
            subscription.End();
        }
    }

    private void Renew()
    {
        foreach (var (address, subscription) in _subscriptions)
        {
            _ = Subscribe(address, subscription);
        }
    }

    private async IAsyncEnumerable<Change> Read(
        EntityAddress address, Subscription subscription, Channel<Change> channel,
        [EnumeratorCancellation] CancellationToken cancellation)
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
            Interlocked.Decrement(ref _count);
            if (subscription.Remove(channel))
            {
                _subscriptions.TryRemove(new KeyValuePair<EntityAddress, Subscription>(address, subscription));
            }
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
}
