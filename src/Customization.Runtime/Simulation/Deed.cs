using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Runtime.Simulation;

/// <summary>One change of an entity with the entity before and after it, as it was decided.</summary>
internal sealed record Deed(
    EntityAddress Address, Change Change, Command Command, object Before, object After,
    ImmutableSortedDictionary<string, Effect.Send> Outbox, ImmutableSortedDictionary<string, DateTimeOffset> Timers)
{
    /// <summary>When it was decided, by the clock of its silo.</summary>
    public DateTimeOffset At => Change.At;
}
