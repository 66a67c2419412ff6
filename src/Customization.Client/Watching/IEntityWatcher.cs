using Customization.Client.Wire;
using Orleans.Concurrency;

namespace Customization.Client.Watching;

/// <summary>A process that is told of changes of the entities that it watches.</summary>
[Alias("customization.watcher")]
public interface IEntityWatcher : IGrainObserver
{
    /// <summary>An entity changed; it does not wait for the watcher.</summary>
    [Alias("changed")]
    [OneWay]
    ValueTask Changed(ChangeMessage change);
}
