using Customization.Domain.Entities;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime;

public sealed partial class EntityEngine
{
    [LoggerMessage(1, LogLevel.Information, "Started; {Woken} entities have something to send or to wait for")]
    private static partial void LogStarted(ILogger log, int woken);

    [LoggerMessage(2, LogLevel.Information, "Drained; finished in time: {Finished}")]
    private static partial void LogDrained(ILogger log, bool finished);

    [LoggerMessage(3, LogLevel.Warning, "Failed to deliver {Key} from an entity of kind {Kind}; it will be repeated")]
    private static partial void LogSendFailed(ILogger log, Exception fault, EntityKind kind, string key);

    [LoggerMessage(4, LogLevel.Error, "A decider of kind {Kind} threw; nothing changed")]
    private static partial void LogBug(ILogger log, Exception bug, EntityKind kind);
}
