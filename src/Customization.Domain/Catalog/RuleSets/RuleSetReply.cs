using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>What a rule set answers.</summary>
public abstract record RuleSetReply : Reply
{
    private RuleSetReply()
    {
    }

    /// <summary>This version is the latest.</summary>
    public sealed record VersionIsLatest(int Version) : RuleSetReply;

    /// <summary>The rule set as it is.</summary>
    public sealed record RuleSetRead(RuleSetState RuleSet) : RuleSetReply;
}
