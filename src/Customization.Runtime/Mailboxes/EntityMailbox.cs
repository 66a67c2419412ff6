using Customization.Domain;
using Customization.Domain.Entities;

namespace Customization.Runtime.Mailboxes;

/// <summary>The mailbox of one kind of entity: brings the entity into memory when needed and lets it go when idle.
/// </summary>
internal sealed partial class EntityMailbox<TDecider, TState>(
    EntityEngine engine, EntityType<TDecider, TState> type, EntityAddress address) : Mailbox(engine, address)
    where TDecider : IDecider<TState>
    where TState : class
{
    private Activation<TDecider, TState>? _active;
    private int _loadFailures;

    /// <inheritdoc/>
    public override long DirtySince => Volatile.Read(ref _active)?.DirtySince ?? long.MaxValue;

    /// <inheritdoc/>
    protected override bool Turn(Signals signals)
    {
        if (Engine.IsStopped)
        {
            FailWaiting(new UnavailableException(UnavailableReason.Draining, "the process is stopping"));
            return false;
        }

        if (_active is { Broken: true } broken)
        {
            broken.GiveUp();
            _active = null;
            signals |= Signals.Wake;
        }

        if (_active is null && signals == Signals.Evict)
        {
            return true;
        }

        if (_active is null && !TryActivate(signals))
        {
            return false;
        }

        return Run(_active!, signals);
    }

    private bool Run(Activation<TDecider, TState> active, Signals signals)
    {
        if (signals.HasFlag(Signals.Settled))
        {
            active.Settle();
        }

        active.BeginTurn();
        for (var i = 0; i < Engine.Limits.TurnMax && TryTake(out var message); i++)
        {
            active.Handle(message);
        }

        active.Wake();
        if (signals.HasFlag(Signals.Retire))
        {
            active.Retire();
        }

        signals |= active.LeavesNow ? Signals.Evict : Signals.None;
        active.EndTurn(signals);
        return signals.HasFlag(Signals.Evict) && active.IsQuiet;
    }

    private bool TryActivate(Signals signals)
    {
        try
        {
            var stored = Engine.Journal.Load(Address);
            _active = new Activation<TDecider, TState>(this, Engine, type, type.Restore(Address, stored));
            _loadFailures = 0;
            return true;
        }
        catch (Exception fault)
        {
            LogLoadFailed(Engine.Log, fault, Address.Kind);
            FailWaiting(new UnavailableException(
                UnavailableReason.StorageFault, $"{Address} could not be read: {fault.Message}", fault));
            if (signals.HasFlag(Signals.Wake))
            {
                Engine.Timers.Set(Address, Engine.Time.GetUtcNow() + Engine.RetryDelay(++_loadFailures));
            }

            return false;
        }
    }

    private void FailWaiting(UnavailableException fault)
    {
        while (TryTake(out var message))
        {
            Fail(message, fault);
        }
    }
}
