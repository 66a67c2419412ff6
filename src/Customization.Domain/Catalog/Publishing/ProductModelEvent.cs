using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>What happened to a product.</summary>
public abstract record ProductModelEvent : Event
{
    private ProductModelEvent()
    {
    }

    /// <summary>A new version is there and current.</summary>
    public sealed record VersionPublished(PublishedVersion Version) : ProductModelEvent;

    /// <summary>An older version is current again.</summary>
    public sealed record VersionRolledBack(int Version, string By, DateTimeOffset At) : ProductModelEvent;

    /// <summary>A version ended.</summary>
    public sealed record VersionWithdrawn(int Version, string By, DateTimeOffset At) : ProductModelEvent;

    /// <summary>The product is off sale.</summary>
    public sealed record ProductRetired(string By, DateTimeOffset At) : ProductModelEvent;
}
