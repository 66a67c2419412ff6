using Microsoft.AspNetCore.Http.Metadata;

namespace Customization.Gateway.Images;

/// <summary>How large a picture may be, whatever a product would accept. Marks an endpoint that takes one.</summary>
internal sealed class ImageLimits : IRequestSizeLimitMetadata
{
    /// <summary>Most bytes of a picture.</summary>
    public const int BytesMax = 10 * 1024 * 1024;

    /// <summary>Most pixels along one side.</summary>
    public const int SideMax = 12_000;

    /// <summary>Most pixels in all: what a browser or a printer unpacks of it takes four bytes each.</summary>
    public const long PixelsMax = 40_000_000;

    /// <inheritdoc/>
    public long? MaxRequestBodySize => BytesMax;
}
