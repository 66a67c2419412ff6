using Customization.Domain.Entities;
using Microsoft.Extensions.Logging;

namespace Customization.Grains.Entities;

public abstract partial class EntityGrain<TDecider, TState>
{
    [LoggerMessage(201, LogLevel.Error, "A bug stopped a command to an entity of kind {Kind}; nothing changed")]
    private static partial void LogBug(ILogger log, Exception bug, EntityKind kind);

    [LoggerMessage(202, LogLevel.Warning,
        "An entity of kind {Kind} could not be read or written; it is read again at its next command")]
    private static partial void LogStorageFailed(ILogger log, Exception fault, EntityKind kind);
}
