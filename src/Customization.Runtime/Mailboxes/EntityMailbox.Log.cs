using Customization.Domain.Entities;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime.Mailboxes;

internal sealed partial class EntityMailbox<TDecider, TState>
{
    [LoggerMessage(110, LogLevel.Error, "Could not load an entity of kind {Kind}; its commands failed")]
    private static partial void LogLoadFailed(ILogger log, Exception fault, EntityKind kind);
}
