#if WITH_AZURE_STORAGE
using Orleans.Storage;

namespace Customization.Grains.Azure;

/// <summary>Gives every grain a row of its own: the provider writes an underscore for each character that a row key may
/// not have, so that keys such as <c>a/b</c> and <c>a_b</c> would share one.</summary>
internal sealed class RowKeyStorage(IGrainStorage rows) : IGrainStorage
{
    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ReadStateAsync(stateName, Escaped(grainId), grainState);

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.WriteStateAsync(stateName, Escaped(grainId), grainState);

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        rows.ClearStateAsync(stateName, Escaped(grainId), grainState);

    private static GrainId Escaped(GrainId grain) => GrainId.Create(
        grain.Type.ToString()!, grain.Key.ToString()!.Replace("_", "_u", StringComparison.Ordinal)
            .Replace("/", "_s", StringComparison.Ordinal));
}
#endif
