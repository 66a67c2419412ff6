using Customization.Domain.Entities;

namespace Customization.Runtime.Mailboxes;

/// <summary>Who waits for a reply. Told exactly once, on any thread; must not block.</summary>
public interface IReplyTo
{
    /// <summary>The entity answered.</summary>
    void Replied(Reply reply);

    /// <summary>There is no answer: <see cref="Customization.Domain.UnavailableException"/>, or a bug.</summary>
    void Failed(Exception fault);
}

/// <summary>One command on its way into an entity.</summary>
/// <param name="ReplyTo">Null where nobody waits.</param>
/// <param name="Activation">For what an entity tells itself: the activation it is meant for; others ignore it.</param>
internal readonly record struct Message(Command Command, IReplyTo? ReplyTo, object? Activation = null)
{
    /// <summary>Counted against <see cref="RuntimeLimits.MailboxMax"/>. What an entity tells itself is bounded by its
    /// outbox instead and must always get in.</summary>
    public bool IsBounded => Activation is null;
}

/// <summary>A send could not be delivered; the sender tries again later.</summary>
internal sealed record SendFailed(string Key, Exception Fault) : Command;
