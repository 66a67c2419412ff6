using Customization.Domain.Entities;

namespace Customization.Client.Wire;

/// <summary>A command on its way to an entity. Inside one process it is handed over as it is; between processes as the
/// bytes of <see cref="WireFormat"/>.</summary>
[Immutable]
public sealed class CommandMessage(Command command)
{
    /// <summary>The command.</summary>
    public Command Command { get; } = command;
}

/// <summary>What came of a command: a reply, or why there is none.</summary>
[Immutable]
public sealed class ReplyMessage
{
    /// <summary>The entity answered.</summary>
    public ReplyMessage(Reply reply) => Reply = reply;

    /// <summary>The entity could not answer.</summary>
    public ReplyMessage(Domain.UnavailableReason reason, string detail) => (Reason, Detail) = (reason, detail);

    /// <summary>Null where the entity could not answer.</summary>
    public Reply? Reply { get; }

    /// <summary>Why not.</summary>
    public Domain.UnavailableReason Reason { get; }

    /// <summary>One sentence.</summary>
    public string Detail { get; } = "";

    /// <summary>The reply.</summary>
    /// <exception cref="Domain.UnavailableException">There is none.</exception>
    public Reply ReplyOrThrow() => Reply ?? throw new Domain.UnavailableException(Reason, Detail);
}

/// <summary>A change of an entity on its way to those who watch it.</summary>
[Immutable]
public sealed class ChangeMessage(EntityAddress address, Change change)
{
    /// <summary>Whose change it is.</summary>
    public EntityAddress Address { get; } = address;

    /// <summary>What changed.</summary>
    public Change Change { get; } = change;
}

/// <summary>A durable state of an entity on its way to those who look at many.</summary>
[Immutable]
public sealed class StateMessage(EntityAddress address, long version, object? state)
{
    /// <summary>Whose state it is.</summary>
    public EntityAddress Address { get; } = address;

    /// <summary>Number of its latest change; 0 where it was never stored.</summary>
    public long Version { get; } = version;

    /// <summary>The state record of the kind; null where it was never stored.</summary>
    public object? State { get; } = state;
}
