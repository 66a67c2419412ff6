using System.Collections.Immutable;
using Customization.Domain.Catalog.RuleSets;
using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>What authors ask of a product.</summary>
public abstract record ProductModelCommand : Command
{
    private ProductModelCommand()
    {
    }

    /// <summary>Makes a definition, which the shell has read and compiled, the current version.</summary>
    /// <remarks>Idempotent by the hash: publishing what is current changes nothing, publishing an older version makes
    /// that one current again.</remarks>
    /// <param name="By">Who asks.</param>
    public sealed record PublishVersion(string DefinitionHash, ModelSummary Summary, string By) : ProductModelCommand
    {
        /// <summary>The versions of rule sets that the definition uses.</summary>
        public ImmutableArray<RuleSetVersion> RuleSets { get; init; } = [];
    }

    /// <summary>Makes an older version current again.</summary>
    public sealed record RollBackVersion(int Version, string By) : ProductModelCommand;

    /// <summary>Ends a version for good: its sessions migrate to the current one when touched.</summary>
    public sealed record WithdrawVersion(int Version, string By) : ProductModelCommand;

    /// <summary>Takes the product off sale: no new session; open ones can still be ordered.</summary>
    public sealed record RetireProduct(string By) : ProductModelCommand;

    /// <summary>Asks for the versions.</summary>
    public sealed record ReadProduct : ProductModelCommand;
}
