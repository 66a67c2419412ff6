using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Tests.Runtime;

/// <summary>A small entity that does everything a runtime has to run: counts, sends counts on, waits, fails.</summary>
public sealed record CounterState(int Total, ImmutableSortedDictionary<string, int> Seen)
{
    public static readonly CounterState Empty = new(0, ImmutableSortedDictionary<string, int>.Empty);
}

public abstract record CounterCommand : Command
{
    /// <summary>Adds once per id.</summary>
    public sealed record Add(string Id, int Amount) : CounterCommand;

    public sealed record Read : CounterCommand;

    /// <summary>Adds here, then sends the same amount on.</summary>
    public sealed record Forward(string Id, int Amount, EntityAddress To) : CounterCommand;

    /// <summary>Adds when the time has come.</summary>
    public sealed record AddLater(string Id, DateTimeOffset Due) : CounterCommand;

    /// <summary>Adds one, every time.</summary>
    public sealed record Tick : CounterCommand;

    public sealed record Erase : CounterCommand;

    public sealed record Throw : CounterCommand;
}

public abstract record CounterEvent : Event
{
    public sealed record Added(string Id, int Amount) : CounterEvent;

    public sealed record Ticked : CounterEvent;

    public sealed record Acknowledged(string Key) : CounterEvent;

    public sealed record Erased : CounterEvent, IErasesHistory;
}

public sealed record CounterTotal(int Total) : Reply;

/// <summary>The rules that all three kinds share.</summary>
public static class Counter
{
    public static readonly System.Text.Json.JsonSerializerOptions Json = EntityJson.Create(typeof(Counter).Assembly);

    public static Decision Decide(CounterState state, Command command) => command switch
    {
        CounterCommand.Add add => Add(state, add.Id, add.Amount, []),
        CounterCommand.Read => Decision.Answer(new CounterTotal(state.Total)),
        CounterCommand.Forward forward => Add(
            state, forward.Id, forward.Amount,
            [new Effect.Send(forward.Id, forward.To, new CounterCommand.Add(forward.Id, forward.Amount))]),
        CounterCommand.AddLater later => new Decision([], [new Effect.SetTimer(later.Id, later.Due)], Done.Instance),
        CounterCommand.Tick => Decision.Of(new CounterTotal(state.Total + 1), new CounterEvent.Ticked()),
        CounterCommand.Erase => Decision.Of(Done.Instance, new CounterEvent.Erased()),
        TimerFired fired => Add(state, fired.Name, 1, []),
        EffectReplied replied => Decision.Of(Done.Instance, new CounterEvent.Acknowledged(replied.Key)),
        _ => throw new InvalidOperationException("a planted bug"),
    };

    public static CounterState Evolve(CounterState state, Event happened) => happened switch
    {
        CounterEvent.Added added => new CounterState(
            state.Total + added.Amount, state.Seen.SetItem(added.Id, added.Amount)),
        CounterEvent.Ticked => state with { Total = state.Total + 1 },
        CounterEvent.Erased => CounterState.Empty,
        _ => state,
    };

    private static Decision Add(CounterState state, string id, int amount, ImmutableArray<Effect> effects) =>
        state.Seen.ContainsKey(id)
            ? Decision.Answer(new CounterTotal(state.Total))
            : new Decision([new CounterEvent.Added(id, amount)], effects, new CounterTotal(state.Total + amount));
}

public sealed class EagerCounter : IDecider<CounterState>
{
    public static EntityKind Kind => EntityKind.Order;

    public static CounterState Initial(string key) => CounterState.Empty;

    public static Decision Decide(CounterState state, Command command, DecisionContext context) =>
        Counter.Decide(state, command);

    public static CounterState Evolve(CounterState state, Event happened) => Counter.Evolve(state, happened);
}

public sealed class CoalescedCounter : IDecider<CounterState>
{
    public static EntityKind Kind => EntityKind.Customer;

    public static Durability Durability => Durability.Coalesced;

    public static string? OwnerOf(CounterState state) => $"owner-{state.Total % 2}";

    public static CounterState Initial(string key) => CounterState.Empty;

    public static Decision Decide(CounterState state, Command command, DecisionContext context) =>
        Counter.Decide(state, command);

    public static CounterState Evolve(CounterState state, Event happened) => Counter.Evolve(state, happened);
}

public sealed class LazyCounter : IDecider<CounterState>
{
    public static EntityKind Kind => EntityKind.ConfigurationSession;

    public static Durability Durability => Durability.Lazy;

    public static CounterState Initial(string key) => CounterState.Empty;

    public static Decision Decide(CounterState state, Command command, DecisionContext context) =>
        Counter.Decide(state, command);

    public static CounterState Evolve(CounterState state, Event happened) => Counter.Evolve(state, happened);
}
