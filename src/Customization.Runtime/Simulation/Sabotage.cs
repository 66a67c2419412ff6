using Customization.Domain.Entities;
using Customization.Runtime.Journal;

namespace Customization.Runtime.Simulation;

/// <summary>One decision that is about to be made.</summary>
internal readonly record struct Site(
    EntityAddress Address, object State, long Version, Command Command, DecisionContext Context);

/// <summary>Decides as the rules say, about this state and this command at this time.</summary>
internal delegate (Change? Change, Reply Reply) Honest(object state, Command command, DecisionContext context);

/// <summary>A bug that a test plants, to see whether the checkers find it. By default it changes nothing.</summary>
internal abstract class Sabotage
{
    /// <summary>When a kind is durable; null as its rules say.</summary>
    public virtual Durability? DurabilityOf(EntityKind kind) => null;

    /// <summary>An entity never looks whether it lives a second time.</summary>
    public virtual bool TrustsMemory => false;

    /// <summary>Decides.</summary>
    public virtual (Change? Change, Reply Reply) Decide(in Site site, Honest honest) =>
        honest(site.State, site.Command, site.Context);

    /// <summary>Says whether an entity may be deleted.</summary>
    public virtual Retention RetentionOf<TState>(Envelope<TState> envelope, Func<Envelope<TState>, Retention> honest)
        where TState : class => honest(envelope);

    /// <summary>The entity as it comes from the store.</summary>
    public virtual Envelope<TState> Restored<TState>(Envelope<TState> envelope)
        where TState : class => envelope;

    /// <summary>Stores a batch.</summary>
    public virtual void Commit(IReadOnlyList<EntityWrite> batch, IJournal store) => store.Commit(batch);
}
