using System.Collections.Immutable;

namespace Customization.Domain.Entities;

/// <summary>How an engine fares at one moment. Counts only grow: what happened between two looks is their difference.
/// </summary>
/// <param name="Processes">Where entities live.</param>
/// <param name="Active">Entities in memory, by the engine's name of their kind.</param>
/// <param name="Asks">Commands that this process asked.</param>
public sealed record EngineHealth(
    DateTimeOffset At, ImmutableArray<ProcessHealth> Processes, ImmutableSortedDictionary<string, int> Active,
    LatencyCounts Asks)
{
    /// <summary>Most entities of <see cref="Hottest"/>.</summary>
    public const int HottestMax = 20;

    /// <summary>Batches written; null where this process does not know.</summary>
    public LatencyCounts? Commits { get; init; }

    /// <summary>Entity writes in those batches; null where this process does not know.</summary>
    public long? Writes { get; init; }

    /// <summary>Entities that took most messages, but none of people; empty where this process does not
    /// know.</summary>
    public ImmutableArray<HotEntity> Hottest { get; init; } = [];
}

/// <summary>A process that has entities in memory.</summary>
public sealed record ProcessHealth(string Name, int Active);

/// <summary>An entity that is asked much.</summary>
/// <param name="Messages">Taken since it came into memory.</param>
/// <param name="Waiting">Commands that wait for a reply now.</param>
public sealed record HotEntity(EntityAddress Address, long Messages, int Waiting);
