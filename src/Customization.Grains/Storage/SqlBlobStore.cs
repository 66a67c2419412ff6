using Customization.Client.Publishing;

namespace Customization.Grains.Storage;

/// <summary>Keeps blobs as rows.</summary>
public sealed class SqlBlobStore(SqlDatabase database) : IBlobStore
{
    /// <inheritdoc/>
    public async ValueTask<byte[]?> Read(string name, CancellationToken cancellation) => (await database.Query(
        "SELECT payload FROM customization_blob WHERE name = @name", row => row.GetFieldValue<byte[]>(0),
        new SqlValue("name", name)).WaitAsync(cancellation).ConfigureAwait(false)).FirstOrDefault();

    /// <inheritdoc/>
    public async ValueTask Write(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        await database.Execute(
            "INSERT INTO customization_blob (name, payload) VALUES (@name, @payload) ON CONFLICT DO NOTHING",
            new SqlValue("name", name), new SqlValue("payload", content.ToArray())).WaitAsync(cancellation)
            .ConfigureAwait(false);
}
