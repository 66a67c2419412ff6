#if WITH_AZURE_STORAGE
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Customization.Client.Publishing;
using Customization.Domain;

namespace Customization.Grains.Azure;

/// <summary>Keeps blobs in a container of an Azure Storage account.</summary>
internal sealed class AzureBlobStore(string connectionString) : IBlobStore
{
    private readonly BlobContainerClient _container = new(connectionString, "customization");

    /// <inheritdoc/>
    public async ValueTask<byte[]?> Read(string name, CancellationToken cancellation)
    {
        try
        {
            var content = await Blob(name).DownloadContentAsync(cancellation).ConfigureAwait(false);
            return content.Value.Content.ToArray();
        }
        catch (RequestFailedException missing) when (missing.Status == 404)
        {
            return null;
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            throw Away(fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask Write(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        try
        {
            await _container.CreateIfNotExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
            await Blob(name).UploadAsync(new BinaryData(content), overwrite: false, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException known) when (known.ErrorCode == BlobErrorCode.BlobAlreadyExists)
        {
            // A name stands for one content: it is there already.
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            throw Away(fault);
        }
    }

    /// <inheritdoc/>
    public async ValueTask Delete(string name, CancellationToken cancellation)
    {
        try
        {
            await Blob(name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, null, cancellation)
                .ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is RequestFailedException or AggregateException)
        {
            throw Away(fault);
        }
    }

    private static UnavailableException Away(Exception fault) => new(
        UnavailableReason.StorageFault, $"a blob could not be read, stored or deleted: {fault.Message}", fault);

    private BlobClient Blob(string name) =>
        _container.GetBlobClient(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name)));
}
#endif
