using Orleans.Storage;

namespace Customization.Grains.Entities;

/// <summary>The rows of a cluster's storage: read and written with an etag, each within the time that a row may take.
/// </summary>
/// <remarks>Any method fails with a <see cref="TimeoutException"/> where that is over: nobody knows then what is
/// stored.</remarks>
public sealed class StoredRecords(IGrainStorage storage, TimeSpan timeout)
{
    /// <summary>A row; without an etag where there is none.</summary>
    public async Task<GrainState<StoredRecord>> Read(string name, GrainId grain)
    {
        var stored = new GrainState<StoredRecord>(new StoredRecord());
        await storage.ReadStateAsync(name, grain, stored).WaitAsync(timeout);
        stored.State ??= new StoredRecord();
        return stored;
    }

    /// <summary>Writes a row over the one with this etag, or a new one where that is null.</summary>
    /// <returns>Its etag from now on.</returns>
    /// <exception cref="InconsistentStateException">Another one wrote meanwhile.</exception>
    public async Task<string?> Write(string name, GrainId grain, StoredRecord record, string? etag)
    {
        var stored = new GrainState<StoredRecord>(record, etag) { RecordExists = etag is not null };
        await storage.WriteStateAsync(name, grain, stored).WaitAsync(timeout);
        return stored.ETag;
    }

    /// <summary>Deletes the row with this etag.</summary>
    /// <exception cref="InconsistentStateException">Another one wrote meanwhile.</exception>
    public Task Delete(string name, GrainId grain, string? etag) => storage.ClearStateAsync(
        name, grain, new GrainState<StoredRecord>(new StoredRecord(), etag) { RecordExists = true }).WaitAsync(timeout);
}
