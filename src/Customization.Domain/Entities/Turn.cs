using System.Collections.Immutable;

namespace Customization.Domain.Entities;

/// <summary>Collects one decision while it is being made: each event evolves the state at once, so that the next step
/// of the same decision sees it.</summary>
/// <remarks>Mutable, owned by one call of <see cref="IDecider{TState}.Decide"/>, never kept.</remarks>
internal class Turn<TDecider, TState>(TState before, DateTimeOffset now)
    where TDecider : IDecider<TState>
    where TState : class
{
    private readonly ImmutableArray<Event>.Builder _events = ImmutableArray.CreateBuilder<Event>();
    private readonly ImmutableArray<Effect>.Builder _effects = ImmutableArray.CreateBuilder<Effect>();

    /// <summary>The state before the decision.</summary>
    public TState Before { get; } = before;

    /// <summary>The state with all events so far.</summary>
    public TState State { get; private set; } = before;

    /// <summary>The context's clock.</summary>
    public DateTimeOffset Now { get; } = now;

    /// <summary>Today in the plant.</summary>
    public DateOnly Today => Delivery.PlantMinute.DayOf(Now);

    /// <summary>Something happened.</summary>
    public void Record(Event happened)
    {
        _events.Add(happened);
        State = TDecider.Evolve(State, happened);
    }

    /// <summary>Something is to be done once this is durable.</summary>
    public void Then(Effect effect) => _effects.Add(effect);

    /// <summary>Sets, moves or clears a timer where its due time is another than before this decision.</summary>
    public void Wake(string name, DateTimeOffset? before, DateTimeOffset? after)
    {
        if (after is { } due && due != before)
        {
            Then(new Effect.SetTimer(name, due));
        }
        else if (after is null && before is not null)
        {
            Then(new Effect.CancelTimer(name));
        }
    }

    /// <summary>The decision.</summary>
    public Decision Answer(Reply reply) =>
        new(_events.ToImmutable(), _effects.ToImmutable(), reply) { After = State };
}
