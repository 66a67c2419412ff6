#if WITH_AZURE_STORAGE
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Customization.Client.Publishing;

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
    }

    /// <inheritdoc/>
    public async ValueTask Write(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        await _container.CreateIfNotExistsAsync(cancellationToken: cancellation).ConfigureAwait(false);
        try
        {
            await Blob(name).UploadAsync(new BinaryData(content), overwrite: false, cancellation).ConfigureAwait(false);
        }
        catch (RequestFailedException known) when (known.Status == 409)
        {
            // A name stands for one content: it is there already.
        }
    }

    private BlobClient Blob(string name) =>
        _container.GetBlobClient(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(name)));
}
#endif
