using Customization.Domain.Entities;

namespace Customization.Cluster.Tests.Agreement;

/// <summary>What an engine has stored: tells exactly whether it has anything left to do.</summary>
/// <remarks>All that happens after a reply comes from a stored send or timer, which stays stored until what it brought
/// about is stored. So an engine in whose store nothing is due does nothing before it is asked again or time moves.
/// </remarks>
public interface IStored
{
    /// <summary>Entities with something to send, or with a timer that is due.</summary>
    IReadOnlyList<EntityAddress> Due(DateTimeOffset now);

    /// <summary>When the next timer of any entity is due after a time; null where there is none.</summary>
    DateTimeOffset? NextDue(DateTimeOffset now);

    /// <summary>The stored version of an entity; 0 where it was never stored.</summary>
    long VersionOf(EntityAddress address);

    /// <summary>Makes the engine's outlook that of what is stored.</summary>
    Task Refresh();
}
