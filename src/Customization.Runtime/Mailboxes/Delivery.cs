using Customization.Domain.Entities;

namespace Customization.Runtime.Mailboxes;

/// <summary>Brings the outcome of one delivery back to the sender as a message; one for another activation is ignored
/// there.</summary>
internal sealed class Delivery(Mailbox sender, object activation, string key) : IReplyTo
{
    public void Replied(Reply reply) => sender.Post(new Message(new EffectReplied(key, reply), null, activation));

    public void Failed(Exception fault) => sender.Post(new Message(new SendFailed(key, fault), null, activation));
}
