using Orleans.Storage;

namespace Customization.Cluster.Tests.Health;

/// <summary>A storage that can be taken away.</summary>
public sealed class SilentStorage(IGrainStorage storage) : IGrainStorage
{
    /// <summary>Whether it is away.</summary>
    public bool IsAway { get; set; }

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Reached().ReadStateAsync(stateName, grainId, grainState);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Reached().WriteStateAsync(stateName, grainId, grainState);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        Reached().ClearStateAsync(stateName, grainId, grainState);

    private IGrainStorage Reached() => IsAway ? throw new IOException("the storage is away") : storage;
}
