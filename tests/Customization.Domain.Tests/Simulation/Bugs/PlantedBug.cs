using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Sessions;
using Customization.Runtime.Journal;
using Customization.Runtime.Simulation;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>A bug by its name and by what it does to decisions, to the store or to what comes out of the store.
/// </summary>
internal sealed class PlantedBug(string name) : Sabotage
{
    private Func<Site, Honest, (Change? Change, Reply Reply)> _decide =
        (site, honest) => honest(site.State, site.Command, site.Context);

    private Action<IReadOnlyList<EntityWrite>, IJournal> _commit = (batch, store) => store.Commit(batch);
    private Func<Envelope<SessionState>, Envelope<SessionState>> _seeRetention = envelope => envelope;
    private EntityKind? _lazy;
    private bool _losesOutbox;
    private bool _losesTimers;
    private bool _trustsMemory;

    /// <summary>Around every decision.</summary>
    public static PlantedBug Deciding(
        string name, Func<Site, Honest, (Change? Change, Reply Reply)> decide) => new(name) { _decide = decide };

    /// <summary>Around decisions about one command in one state.</summary>
    public static PlantedBug On<TState, TCommand>(
        string name, Func<TState, TCommand, Site, Honest, (Change? Change, Reply Reply)> decide)
        where TState : class
        where TCommand : Command =>
        Deciding(name, (site, honest) => site is { State: TState state, Command: TCommand command }
            ? decide(state, command, site, honest)
            : honest(site.State, site.Command, site.Context));

    /// <summary>Decides about one command as if the state were another.</summary>
    public static PlantedBug Seeing<TState, TCommand>(string name, Func<TState, TCommand, TState> see)
        where TState : class
        where TCommand : Command =>
        On<TState, TCommand>(name, (state, command, site, honest) =>
            honest(see(state, command), command, site.Context));

    /// <summary>Decides about another command instead.</summary>
    public static PlantedBug Hearing<TState, TCommand>(string name, Func<TState, TCommand, Command> hear)
        where TState : class
        where TCommand : Command =>
        On<TState, TCommand>(name, (state, command, site, honest) =>
            honest(state, hear(state, command), site.Context));

    /// <summary>Says yes to a command and does nothing.</summary>
    public static PlantedBug Ignoring<TState, TCommand>(string name)
        where TState : class
        where TCommand : Command =>
        On<TState, TCommand>(name, (_, _, _, _) => (null, Done.Instance));

    /// <summary>Loses events and effects of decisions in one kind of state.</summary>
    public static PlantedBug Dropping<TState>(string name, Func<object, bool> isDropped)
        where TState : class =>
        Changing<TState>(name, (_, each) => isDropped(each) ? null : each);

    /// <summary>Replaces events and effects of decisions in one kind of state; null leaves them out.</summary>
    public static PlantedBug Changing<TState>(string name, Func<TState, object, object?> change)
        where TState : class =>
        Deciding(name, (site, honest) =>
        {
            var (made, reply) = honest(site.State, site.Command, site.Context);
            return made is null || site.State is not TState state
                ? (made, reply)
                : (made with
                {
                    Events = Map(made.Events, each => change(state, each)),
                    Effects = Map(made.Effects, each => change(state, each)),
                }, reply);
        });

    /// <summary>Replaces replies.</summary>
    public static PlantedBug Replying<TReply>(string name, Func<TReply, Reply> reply)
        where TReply : Reply =>
        Deciding(name, (site, honest) =>
        {
            var (made, answer) = honest(site.State, site.Command, site.Context);
            return (made, answer is TReply wanted ? reply(wanted) : answer);
        });

    /// <summary>In the store.</summary>
    public static PlantedBug Storing(string name, Action<IReadOnlyList<EntityWrite>, IJournal> commit) =>
        new(name) { _commit = commit };

    /// <summary>Replies before the change is stored.</summary>
    public static PlantedBug Hasty(string name, EntityKind kind) => new(name) { _lazy = kind };

    /// <summary>Loses an outbox entry, or all timers, on the way through the store.</summary>
    public static PlantedBug Forgetting(string name, bool outbox, bool timers) =>
        new(name) { _losesOutbox = outbox, _losesTimers = timers };

    /// <summary>Deletes sessions as if they were others.</summary>
    public static PlantedBug Deleting(string name, Func<Envelope<SessionState>, Envelope<SessionState>> see) =>
        new(name) { _seeRetention = see };

    /// <summary>Never looks whether an entity lives a second time.</summary>
    public static PlantedBug Trusting(string name) => new(name) { _trustsMemory = true };

    public override bool TrustsMemory => _trustsMemory;

    public override Durability? DurabilityOf(EntityKind kind) => kind == _lazy ? Durability.Lazy : null;

    public override (Change? Change, Reply Reply) Decide(in Site site, Honest honest) => _decide(site, honest);

    public override Retention RetentionOf<TState>(
        Envelope<TState> envelope, Func<Envelope<TState>, Retention> honest) =>
        honest(envelope is Envelope<SessionState> session
            ? (Envelope<TState>)(object)_seeRetention(session)
            : envelope);

    public override Envelope<TState> Restored<TState>(Envelope<TState> envelope) => envelope with
    {
        Outbox = _losesOutbox && !envelope.Outbox.IsEmpty
            ? envelope.Outbox.Remove(envelope.Outbox.Keys.First())
            : envelope.Outbox,
        Timers = _losesTimers ? envelope.Timers.Clear() : envelope.Timers,
    };

    public override void Commit(IReadOnlyList<EntityWrite> batch, IJournal store) => _commit(batch, store);

    public override string ToString() => name;

    private static ImmutableArray<T> Map<T>(ImmutableArray<T> all, Func<object, object?> change)
        where T : class => [.. all.Select(each => (T?)change(each)).OfType<T>()];
}
