using Customization.Client.Entities;
using Customization.Client.Wire;
using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>What an entity has in memory beside its state while something of it is under way or somebody watches it:
/// nothing of it for most sessions. Each part is made when it is first needed.</summary>
internal sealed class EntityWork<TDecider, TState>(
    EntityStore<TDecider, TState> store, IWriteOwner<TState> owner, ISender sender) : IDisposable
    where TDecider : IDecider<TState>
    where TState : class
{
    private EntityTimers? _timers;
    private EntitySends? _sends;
    private Settlings? _settlings;
    private Watchers? _watchers;
    private StateReports? _reports;
    private ActivationProof<TDecider, TState>? _proof;

    /// <summary>Ends when its deletion has; null where there was none.</summary>
    public Task? Retiring { get; set; }

    /// <summary>When it is woken.</summary>
    public EntityTimers Timers => _timers ??= new EntityTimers(store.Parts);

    /// <summary>What it sends to others.</summary>
    public EntitySends Sends => _sends ??= new EntitySends(store.Parts, TDecider.Kind, sender);

    /// <summary>What waits for its write.</summary>
    public Settlings Settlings => _settlings ??= new Settlings();

    /// <summary>Who watches it.</summary>
    public Watchers Watchers => _watchers ??= new Watchers(store.Parts.Limits);

    /// <summary>How it gets into the index.</summary>
    public StateReports Reports => _reports ??= new StateReports(store.Parts);

    /// <summary>How it knows that it is not outdated.</summary>
    public ActivationProof<TDecider, TState> Proof => _proof ??= new ActivationProof<TDecider, TState>(store, owner);

    /// <summary>How many decisions wait for their write.</summary>
    public int Waiting => _settlings?.Count ?? 0;

    /// <summary>Whether anybody ever watched it.</summary>
    public bool IsWatched => _watchers is not null;

    /// <summary>A change is seen by those who watch.</summary>
    public void Tell(Change change) => _watchers?.Tell(new ChangeMessage(owner.Address, change));

    /// <summary>Everything up to an envelope is durable: replies, sends and watchers get theirs.</summary>
    public void Durable(Envelope<TState> envelope) => _settlings?.Durable(envelope.Version, change =>
    {
        Tell(change);
        _sends?.Durable(change, owner.Current.Outbox);
    });

    /// <summary>It is unknown whether what waits is stored.</summary>
    public void GiveUp(Exception fault) => _settlings?.GiveUp(fault);

    /// <summary>Wakes the entity at the earliest of its timers and the next repetition.</summary>
    public void SetAlarm(IEntityGrain entity)
    {
        if (_timers is not null || _sends is not null || owner.Current.Timers.Count > 0)
        {
            Timers.Set(entity, owner.Current.Timers, _sends?.NextDue);
        }
    }

    /// <summary>Repeats due sends and fires due timers.</summary>
    public void CatchUp()
    {
        if (owner.Current.Outbox.Count > 0)
        {
            Sends.DeliverDue(owner.Current.Outbox);
        }

        if (owner.Current.Timers.Count > 0)
        {
            foreach (var name in Timers.Due(owner.Current.Timers))
            {
                sender.Tell(new TimerFired(name));
            }
        }
    }

    /// <summary>A decider threw: nothing changed, but what the entity told itself must not be lost.</summary>
    public void Stumbled(Command command)
    {
        switch (command)
        {
            case EffectReplied replied:
                _sends?.Failed(replied.Key);
                break;
            case TimerFired:
                Timers.Hold();
                break;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _timers?.Dispose();
}
