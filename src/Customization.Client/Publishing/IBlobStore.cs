namespace Customization.Client.Publishing;

/// <summary>Where texts, diagrams and pictures are kept by name; a name stands for one content for ever.</summary>
/// <remarks>Every process of a cluster reads it directly: diagrams never travel in messages between grains. Several
/// implementations: in Grains, one for each kind of storage. Safe for any number of threads; faults of the storage are
/// <see cref="Domain.UnavailableException"/>.</remarks>
public interface IBlobStore
{
    /// <summary>The bytes under a name, or null.</summary>
    ValueTask<byte[]?> Read(string name, CancellationToken cancellation);

    /// <summary>Keeps bytes, durable on return; the same name again is ignored.</summary>
    ValueTask Write(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>Deletes the bytes under a name, durable on return; nothing where there are none.</summary>
    ValueTask Delete(string name, CancellationToken cancellation);
}
