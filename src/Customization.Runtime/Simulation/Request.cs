using Customization.Domain.Entities;
using Customization.Runtime.Mailboxes;

namespace Customization.Runtime.Simulation;

/// <summary>A command of somebody outside, until it is answered, failed or lost with a silo.</summary>
internal sealed class Request(EntityAddress to, Command command, Action<Request> settled) : IReplyTo
{
    public EntityAddress To => to;

    public Command Command => command;

    /// <summary>Null where there is none yet, and where there will be none.</summary>
    public Reply? Reply { get; private set; }

    /// <summary>Nobody knows yet what becomes of it.</summary>
    public bool IsOpen { get; private set; } = true;

    public void Replied(Reply reply)
    {
        Reply = reply;
        Settle();
    }

    public void Failed(Exception fault) => Settle();

    /// <summary>The silo that had it is gone.</summary>
    public void Lose()
    {
        if (IsOpen)
        {
            Settle();
        }
    }

    private void Settle()
    {
        IsOpen = false;
        settled(this);
    }
}
