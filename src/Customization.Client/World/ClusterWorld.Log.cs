using Microsoft.Extensions.Logging;

namespace Customization.Client.World;

public sealed partial class ClusterWorld
{
    [LoggerMessage(310, LogLevel.Warning, "Could not refresh catalog and outlook; they are as they were")]
    private static partial void LogRefreshFailed(ILogger log, Exception fault);

    [LoggerMessage(311, LogLevel.Error,
        "Could not prepare version {Version} of product {Product}; it cannot be configured here")]
    private static partial void LogVersionLost(ILogger log, string product, int version);
}
