using Customization.Domain.Entities;

namespace Customization.Grains.Entities;

/// <summary>A decision that is not yet the state in memory.</summary>
/// <param name="HasMissed">It was refused, and something that it names is not in the catalog of this silo.</param>
internal readonly record struct Decided<TState>(Change? Change, Reply Reply, Envelope<TState> Next, bool HasMissed)
    where TState : class
{
    /// <summary>Decides on an envelope. Never awaits.</summary>
    public static Decided<TState> On<TDecider>(GrainParts parts, Envelope<TState> current, Command command)
        where TDecider : IDecider<TState>
    {
        var catalog = new CatalogProbe(parts.World.Catalog);
        var context = new DecisionContext(parts.Time.GetUtcNow(), catalog, parts.World.Outlook)
        {
            Demand = parts.World.Demand,
        };
        var (change, reply, next) = Envelope.Step<TDecider, TState>(current, command, context);
        return new Decided<TState>(
            change, reply, next,
            HasMissed: catalog.HasMissed && change is null && reply is Rejection);
    }

    /// <summary>The decision that an envelope counts as touched now.</summary>
    public static Decided<TState> Dating<TDecider>(GrainParts parts, Envelope<TState> current)
        where TDecider : IDecider<TState>
    {
        var change = Envelope.Dating(current, parts.Time.GetUtcNow());
        return new Decided<TState>(change, Done.Instance, Envelope.Apply<TDecider, TState>(current, change), false);
    }
}
