using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Kernel.Language;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>A rule set that is right in itself; whether it fits a product shows where it is used.</summary>
/// <param name="Rules">How many rules it has.</param>
/// <param name="Warnings">What the author may want to mend.</param>
public sealed record RuleSetDefinition(
    string Code, DefinitionFiles Files, int Rules, ImmutableArray<Diagnostic> Warnings)
{
    /// <summary>What the rule set entity is asked.</summary>
    public RuleSetCommand.PublishVersion Command(string by) => new(Files.Hash(), Rules, by);

    /// <summary>The last step of the publication, by what the entity answered.</summary>
    public PublicationStep Outcome(Reply reply) => reply switch
    {
        RuleSetReply.VersionIsLatest latest => new PublicationStep.Published(Code, latest.Version, Warnings),
        Rejection rejection => new PublicationStep.Rejected(rejection),
        _ => throw new InvalidOperationException($"a rule set answered {reply.GetType().Name}"),
    };
}

/// <summary>What a reader made of a rule set's text: the set, or the reasons why not.</summary>
public sealed record RuleSetResult(RuleSetDefinition? Definition, ImmutableArray<Diagnostic> Diagnostics);
