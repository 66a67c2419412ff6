using System.Collections.Concurrent;

namespace Customization.Client.Publishing;

/// <summary>Keeps blobs in memory: for clusters that live in one process, such as those of tests.</summary>
public sealed class MemoryBlobStore : IBlobStore
{
    private readonly ConcurrentDictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public ValueTask<byte[]?> Read(string name, CancellationToken cancellation) =>
        ValueTask.FromResult(_blobs.GetValueOrDefault(name));

    /// <inheritdoc/>
    public ValueTask Write(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        _blobs.TryAdd(name, content.ToArray());
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask Delete(string name, CancellationToken cancellation)
    {
        _blobs.TryRemove(name, out _);
        return ValueTask.CompletedTask;
    }
}
