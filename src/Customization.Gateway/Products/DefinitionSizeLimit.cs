using Customization.Gateway.Limits;
using Microsoft.AspNetCore.Http.Metadata;

namespace Customization.Gateway.Products;

/// <summary>Marks an endpoint that takes definitions, which may be larger than other bodies.</summary>
internal sealed class DefinitionSizeLimit : IRequestSizeLimitMetadata
{
    /// <inheritdoc/>
    public long? MaxRequestBodySize => RequestLimits.DefinitionBytesMax;
}
