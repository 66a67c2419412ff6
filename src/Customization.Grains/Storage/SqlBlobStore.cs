using System.Data.Common;
using Customization.Client.Publishing;
using Customization.Domain;

namespace Customization.Grains.Storage;

/// <summary>Keeps blobs as rows.</summary>
public sealed class SqlBlobStore(SqlDatabase database) : IBlobStore
{
    /// <inheritdoc/>
    public async ValueTask<byte[]?> Read(string name, CancellationToken cancellation) => (await Told(database.Query(
        "SELECT payload FROM customization_blob WHERE name = @name", row => row.GetFieldValue<byte[]>(0),
        new SqlValue("name", name)).WaitAsync(cancellation)).ConfigureAwait(false)).FirstOrDefault();

    /// <inheritdoc/>
    public async ValueTask Write(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) =>
        await Told(database.Execute(
            "INSERT INTO customization_blob (name, payload) VALUES (@name, @payload) ON CONFLICT DO NOTHING",
            new SqlValue("name", name), new SqlValue("payload", content.ToArray())).WaitAsync(cancellation))
            .ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask Delete(string name, CancellationToken cancellation) => await Told(database.Execute(
        "DELETE FROM customization_blob WHERE name = @name", new SqlValue("name", name)).WaitAsync(cancellation))
        .ConfigureAwait(false);

    private static async Task<T> Told<T>(Task<T> asked)
    {
        try
        {
            return await asked.ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is DbException or ObjectDisposedException)
        {
            throw new UnavailableException(
                UnavailableReason.StorageFault, $"a blob could not be read, stored or deleted: {fault.Message}", fault);
        }
    }
}
