using System.Collections.Immutable;

namespace Customization.Domain.Entities;

/// <summary>A wish addressed to one entity. Imperative name. Concrete commands are sealed records.</summary>
public abstract record Command;

/// <summary>What happened to one entity; its state is the fold of its events. Past-tense name.</summary>
public abstract record Event;

/// <summary>What an entity answers to a command. A concrete reply is a sealed record; see <see cref="Rejection"/>.
/// </summary>
public abstract record Reply;

/// <summary>The command was carried out, and there is nothing more to say.</summary>
public sealed record Done : Reply
{
    /// <summary>The one instance.</summary>
    public static readonly Done Instance = new();
}

/// <summary>The command was refused for a reason the caller may be told; nothing changed. Returned, never thrown.
/// </summary>
/// <remarks>Each entity closes its rejections in one hierarchy. <see cref="Code"/> is stable kebab-case; the gateway
/// maps it to a status in one place.</remarks>
public abstract record Rejection : Reply
{
    /// <summary>Stable kebab-case code, e.g. <c>stock-short</c>.</summary>
    public abstract string Code { get; }

    /// <summary>One sentence for a person.</summary>
    public abstract string Detail { get; }
}

/// <summary>Something that the shell does after the decision is durable.</summary>
public abstract record Effect
{
    private Effect()
    {
    }

    /// <summary>Sends a command to another entity, at least once, until it replied. The reply comes back to the sender
    /// as <see cref="EffectReplied"/> with the same key. The receiver is idempotent by what the command names.
    /// </summary>
    /// <param name="Key">Unique among the sender's pending sends, e.g. <c>hold:cpu-i7</c>; sending again under a pending
    /// key replaces nothing and is ignored.</param>
    public sealed record Send(string Key, EntityAddress To, Command Command) : Effect;

    /// <summary>Asks for <see cref="TimerFired"/> at or after a time; the same name replaces an earlier one. Durable.
    /// </summary>
    public sealed record SetTimer(string Name, DateTimeOffset Due) : Effect;

    /// <summary>Forgets a timer; nothing if there is none.</summary>
    public sealed record CancelTimer(string Name) : Effect;
}

/// <summary>Comes back to the sender of <see cref="Effect.Send"/>; the pending send is removed with this decision.
/// </summary>
public sealed record EffectReplied(string Key, Reply Reply) : Command;

/// <summary>A timer came due; it is removed with this decision.</summary>
public sealed record TimerFired(string Name) : Command;

/// <summary>What an entity decided: events to make durable, effects to run afterwards, the reply to give after that.
/// </summary>
/// <remarks>No events and no effects means that nothing changed and nothing is stored.</remarks>
public sealed record Decision(ImmutableArray<Event> Events, ImmutableArray<Effect> Effects, Reply Reply)
{
    /// <summary>What happened, in order.</summary>
    public ImmutableArray<Event> Events
    {
        get;
        init => (field, After) = (value, null);
    } = Events;

    /// <summary>The state after the events, where it was worked out on the way; null otherwise, as after other events
    /// were put in their place.</summary>
    public object? After { get; init; }

    /// <summary>Only an answer.</summary>
    public static Decision Answer(Reply reply) => new([], [], reply);

    /// <summary>Events without effects.</summary>
    public static Decision Of(Reply reply, params ImmutableArray<Event> events) => new(events, [], reply);
}
