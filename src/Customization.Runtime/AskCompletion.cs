using Customization.Domain.Entities;
using Customization.Runtime.Mailboxes;

namespace Customization.Runtime;

/// <summary>A reply that a front-end awaits.</summary>
/// <remarks>Continues on the pool, never inside the entity's turn.</remarks>
internal sealed class AskCompletion() : TaskCompletionSource<Reply>(TaskCreationOptions.RunContinuationsAsynchronously),
    IReplyTo
{
    public void Replied(Reply reply) => TrySetResult(reply);

    public void Failed(Exception fault) => TrySetException(fault);
}
