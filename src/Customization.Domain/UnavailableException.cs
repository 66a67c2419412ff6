namespace Customization.Domain;

/// <summary>Why the engine could not carry out or confirm a command.</summary>
public enum UnavailableReason
{
    /// <summary>Too many commands wait; nothing was done. Ask again after a moment.</summary>
    Overloaded,

    /// <summary>The process is stopping; nothing was done. Ask another process, or this one after its restart.
    /// </summary>
    Draining,

    /// <summary>The store could not be read or written; the command may or may not have been carried out. Ask again
    /// with the same idempotency key.</summary>
    StorageFault,
}

/// <summary>The engine cannot answer now. Not a rejection: the entity itself said nothing.</summary>
public sealed class UnavailableException(UnavailableReason reason, string message, Exception? inner = null)
    : Exception(message, inner)
{
    /// <summary>Which of the three.</summary>
    public UnavailableReason Reason { get; } = reason;
}
