#if WITH_ORLEANS
using Customization.Grains;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Storage;

namespace Customization.Benchmarks.Cluster;

/// <summary>The same storage, so much further away: every call takes longer by a fixed time, as one over a network to a
/// storage service does.</summary>
internal sealed class DistantStorage(IGrainStorage near, TimeSpan distance) : IGrainStorage
{
    /// <summary>Moves the storage of a silo's entities away.</summary>
    public static void MoveAway(IServiceCollection services, TimeSpan distance)
    {
        var near = services.Last(each =>
            each.ServiceType == typeof(IGrainStorage) && Equals(each.ServiceKey, GrainParts.StorageName));
        services.Remove(near);
        services.AddKeyedSingleton<IGrainStorage>(GrainParts.StorageName, (all, key) => new DistantStorage(
            (IGrainStorage)near.KeyedImplementationFactory!(all, key), distance));
    }

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Delay(distance);
        await near.ReadStateAsync(stateName, grainId, grainState);
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Delay(distance);
        await near.WriteStateAsync(stateName, grainId, grainState);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        await Task.Delay(distance);
        await near.ClearStateAsync(stateName, grainId, grainState);
    }
}
#endif
