using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>What authors ask of a rule set.</summary>
public abstract record RuleSetCommand : Command
{
    private RuleSetCommand()
    {
    }

    /// <summary>Makes a text, which the shell has read and stored, the latest version.</summary>
    /// <remarks>Idempotent by the hash: publishing what is the latest changes nothing.</remarks>
    /// <param name="By">Who asks.</param>
    public sealed record PublishVersion(string DefinitionHash, int Rules, string By) : RuleSetCommand;

    /// <summary>Ends a version: no product can use it anew.</summary>
    public sealed record WithdrawVersion(int Version, string By) : RuleSetCommand;

    /// <summary>Asks for the versions.</summary>
    public sealed record ReadRuleSet : RuleSetCommand;
}
