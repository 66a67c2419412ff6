using Microsoft.Extensions.Logging;

namespace Customization.Runtime.Journal;

internal sealed partial class GroupCommit
{
    [LoggerMessage(100, LogLevel.Warning,
        "Failed to commit a batch of {Writes} writes; the entities start again from the store")]
    private static partial void LogCommitFailed(ILogger log, Exception fault, int writes);
}
