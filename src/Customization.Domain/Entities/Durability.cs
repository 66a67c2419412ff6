namespace Customization.Domain.Entities;

/// <summary>When a shell makes an entity's changes durable, compared with the reply.</summary>
/// <remarks>Whatever the kind says, a decision with effects is durable before its reply and before its effects run: an
/// effect is a promise to others.</remarks>
public enum Durability
{
    /// <summary>The reply waits until the change is durable.</summary>
    BeforeReply,

    /// <summary>The reply waits, and changes that arrive while a write is in flight share the next one.</summary>
    Coalesced,

    /// <summary>The reply does not wait; the change is written within the shell's interval or when the entity leaves
    /// memory. A crash may lose the last changes: clients hold what they need to restore them.</summary>
    Lazy,
}

/// <summary>Marks an event after which the entity's earlier events must not be kept: personal data was erased.
/// </summary>
/// <remarks>Shells replace the stored past by the state after this event, in the write that makes it durable, and
/// delete the past from their files as soon as they compact them.</remarks>
public interface IErasesHistory;
