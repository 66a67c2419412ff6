namespace Customization.Domain.Entities;

/// <summary>The rules of one kind of entity: pure functions of state and command.</summary>
/// <typeparam name="TState">A sealed record that System.Text.Json round-trips; below 64 KB at design load.</typeparam>
/// <remarks><see cref="Decide"/> never awaits, never reads a clock or chance: time and the world come in the context.
/// <see cref="Evolve"/> is total: every event ever stored evolves, also one that no longer makes sense.</remarks>
public interface IDecider<TState>
    where TState : class
{
    /// <summary>The kind that this decider serves.</summary>
    static abstract EntityKind Kind { get; }

    /// <summary>When this kind's changes are durable; sessions alone are lazy.</summary>
    static virtual Durability Durability => Durability.BeforeReply;

    /// <summary>Whose entity it is, for lists by owner; null where it is nobody's.</summary>
    static virtual string? OwnerOf(TState state) => null;

    /// <summary>Whether nobody is likely to ask for the entity soon, so that it need not stay in memory: a job over
    /// many of them takes no more memory than one over few.</summary>
    static virtual bool LeavesSoon(TState state) => false;

    /// <summary>Whether entities of this kind are deleted some time after nobody touches them any more.</summary>
    static virtual bool HasRetention => false;

    /// <summary>Whether an entity may be deleted: nobody has touched it for so long, and nothing hangs on it.</summary>
    static virtual bool MayGo(Envelope<TState> envelope, DateTimeOffset now, TimeSpan retention) => false;

    /// <summary>The state before the first event.</summary>
    static abstract TState Initial(string key);

    /// <summary>What to do about a command. Unknown commands throw: they are bugs of the caller.</summary>
    static abstract Decision Decide(TState state, Command command, DecisionContext context);

    /// <summary>The state after an event.</summary>
    static abstract TState Evolve(TState state, Event @event);
}
