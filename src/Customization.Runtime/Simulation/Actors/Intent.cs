using Customization.Domain.Entities;

namespace Customization.Runtime.Simulation.Actors;

/// <summary>Something that a customer wants once: the command carries its idempotency key and is repeated as it is.
/// </summary>
/// <param name="Order">Which order it makes or turns into one.</param>
internal sealed record Intent(string Order, string Key, string Body, Command Command)
{
    /// <summary>The first answer that said yes; every later one must be the same.</summary>
    public Reply? Answer { get; set; }

    /// <summary>What it costs by the price list, minor units; null where somebody else places the order.</summary>
    public long? Total { get; init; }

    /// <summary>Where the order is.</summary>
    public EntityAddress Address => new(EntityKind.Order, Order);
}
