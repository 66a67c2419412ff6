using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>What happened to a rule set.</summary>
public abstract record RuleSetEvent : Event
{
    private RuleSetEvent()
    {
    }

    /// <summary>A new version is there.</summary>
    public sealed record VersionPublished(PublishedRuleSet Version) : RuleSetEvent;

    /// <summary>A version ended.</summary>
    public sealed record VersionWithdrawn(int Version, string By, DateTimeOffset At) : RuleSetEvent;
}
