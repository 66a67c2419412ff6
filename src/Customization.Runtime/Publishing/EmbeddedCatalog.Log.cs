using Microsoft.Extensions.Logging;

namespace Customization.Runtime.Publishing;

internal sealed partial class EmbeddedCatalog
{
    [LoggerMessage(120, LogLevel.Error,
        "Could not prepare version {Version} of product {Product}; it cannot be configured")]
    private static partial void LogVersionLost(ILogger log, string product, int version);
}
