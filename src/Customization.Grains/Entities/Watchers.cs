using Customization.Client.Watching;
using Customization.Client.Wire;

namespace Customization.Grains.Entities;

/// <summary>The processes that watch one entity, each until its lease ends.</summary>
internal sealed class Watchers(GrainLimits limits)
{
    private readonly Dictionary<IEntityWatcher, long> _leases = [];

    /// <summary>Adds or renews.</summary>
    public void Add(IEntityWatcher watcher)
    {
        if (_leases.Count < limits.WatchersMax || _leases.ContainsKey(watcher))
        {
            _leases[watcher] = TimeProvider.System.GetTimestamp();
        }
    }

    /// <summary>Tells all, waits for none.</summary>
    public void Tell(ChangeMessage change)
    {
        List<IEntityWatcher>? ended = null;
        foreach (var (watcher, since) in _leases)
        {
            if (TimeProvider.System.GetElapsedTime(since) > limits.WatchLease)
            {
                (ended ??= []).Add(watcher);
            }
            else
            {
                _ = Tell(watcher, change);
            }
        }

        ended?.ForEach(watcher => _leases.Remove(watcher));
    }

    private static async Task Tell(IEntityWatcher watcher, ChangeMessage change)
    {
        try
        {
            await watcher.Changed(change);
        }
        catch (Exception)
        {
            // The process is gone; its lease ends by itself.
        }
    }
}
