using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Customization.Domain.Entities;

/// <summary>What is stored of one entity: its state, what it still has to send, what wakes it, and how often it
/// changed.</summary>
/// <remarks>The outbox is part of the state, so a crash between a decision and its effects loses nothing. Shells call
/// <see cref="Decide"/>, store the change, then send what <see cref="Outbox"/> holds until each is answered.</remarks>
public sealed record Envelope<TState>(
    TState State,
    ImmutableSortedDictionary<string, Effect.Send> Outbox,
    ImmutableSortedDictionary<string, DateTimeOffset> Timers,
    long Version)
    where TState : class
{
    /// <summary>When it last changed otherwise than by a timer of its own, in Unix seconds, for kinds with
    /// <see cref="IDecider{TState}.HasRetention"/>; 0 for others and where an earlier release stored it last.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long TouchedAt { get; init; }
}

/// <summary>One stored step of an entity: what a decision changed, self-contained for replay.</summary>
public sealed record Change(
    long Version, DateTimeOffset At, ImmutableArray<Event> Events, ImmutableArray<Effect> Effects,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Answered,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Fired);

/// <summary>Runs a decider over an envelope: the one place that both shells and the simulator share.</summary>
public static class Envelope
{
    /// <summary>The envelope of an entity that was never stored.</summary>
    public static Envelope<TState> New<TDecider, TState>(string key)
        where TDecider : IDecider<TState>
        where TState : class =>
        new(TDecider.Initial(key), ImmutableSortedDictionary<string, Effect.Send>.Empty,
            ImmutableSortedDictionary<string, DateTimeOffset>.Empty, 0);

    /// <summary>Decides; the change is null where nothing is to be stored.</summary>
    /// <remarks>A reply to a send that is no longer pending, or a timer that is no longer set, decides nothing.
    /// </remarks>
    public static (Change? Change, Reply Reply) Decide<TDecider, TState>(
        Envelope<TState> envelope, Command command, DecisionContext context)
        where TDecider : IDecider<TState>
        where TState : class
    {
        var (change, reply, _) = Decided<TDecider, TState>(envelope, command, context);
        return (change, reply);
    }

    /// <summary>Decides and applies the change, without evolving what deciding evolved already.</summary>
    public static (Change? Change, Reply Reply, Envelope<TState> Next) Step<TDecider, TState>(
        Envelope<TState> envelope, Command command, DecisionContext context)
        where TDecider : IDecider<TState>
        where TState : class
    {
        var (change, reply, after) = Decided<TDecider, TState>(envelope, command, context);
        return change is null ? (null, reply, envelope)
            : after is null ? (change, reply, Apply<TDecider, TState>(envelope, change))
            : (change, reply, With<TDecider, TState>(envelope, change, after));
    }

    /// <summary>The envelope after a change: events evolve the state, then the answered send and the fired timer leave,
    /// then effects enter.</summary>
    public static Envelope<TState> Apply<TDecider, TState>(Envelope<TState> envelope, Change change)
        where TDecider : IDecider<TState>
        where TState : class
    {
        var state = envelope.State;
        foreach (var happened in change.Events)
        {
            state = TDecider.Evolve(state, happened);
        }

        return With<TDecider, TState>(envelope, change, state);
    }

    /// <summary>What becomes of an entity that nobody may have touched for long.</summary>
    /// <param name="retention">How long its kind is kept after that; zero for ever.</param>
    public static Retention RetentionOf<TDecider, TState>(
        Envelope<TState> envelope, DateTimeOffset now, TimeSpan retention)
        where TDecider : IDecider<TState>
        where TState : class
    {
        if (!TDecider.HasRetention || retention == TimeSpan.Zero)
        {
            return Retention.Stays;
        }

        return TDecider.MayGo(envelope, now, retention) ? Retention.Goes
            : envelope.TouchedAt == 0 ? Retention.IsDated
            : Retention.Stays;
    }

    /// <summary>The change after which an entity counts as touched now. Nothing else happens in it.</summary>
    public static Change Dating<TState>(Envelope<TState> envelope, DateTimeOffset now)
        where TState : class => new(envelope.Version + 1, now, [], [], null, null);

    private static (Change? Change, Reply Reply, TState? After) Decided<TDecider, TState>(
        Envelope<TState> envelope, Command command, DecisionContext context)
        where TDecider : IDecider<TState>
        where TState : class
    {
        var answered = (command as EffectReplied)?.Key;
        var fired = (command as TimerFired)?.Name;
        if ((answered is not null && !envelope.Outbox.ContainsKey(answered))
            || (fired is not null && !envelope.Timers.ContainsKey(fired)))
        {
            return (null, Done.Instance, null);
        }

        var decision = TDecider.Decide(envelope.State, command, context);
        var isChange = answered is not null || fired is not null
            || decision.Events.Length > 0 || decision.Effects.Length > 0;
        return isChange
            ? (new Change(envelope.Version + 1, context.Now, decision.Events, decision.Effects, answered, fired),
                decision.Reply, decision.After as TState)
            : (null, decision.Reply, null);
    }

    private static Envelope<TState> With<TDecider, TState>(Envelope<TState> envelope, Change change, TState state)
        where TDecider : IDecider<TState>
        where TState : class
    {
        var outbox = change.Answered is null ? envelope.Outbox : envelope.Outbox.Remove(change.Answered);
        var timers = change.Fired is null ? envelope.Timers : envelope.Timers.Remove(change.Fired);
        foreach (var effect in change.Effects)
        {
            switch (effect)
            {
                case Effect.Send send:
                    outbox = outbox.ContainsKey(send.Key) ? outbox : outbox.Add(send.Key, send);
                    break;
                case Effect.SetTimer timer:
                    timers = timers.SetItem(timer.Name, timer.Due);
                    break;
                case Effect.CancelTimer timer:
                    timers = timers.Remove(timer.Name);
                    break;
            }
        }

        return new Envelope<TState>(state, outbox, timers, change.Version)
        {
            TouchedAt = !TDecider.HasRetention ? 0
                : change.Fired is null ? change.At.ToUnixTimeSeconds()
                : envelope.TouchedAt,
        };
    }
}
