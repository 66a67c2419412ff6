using System.Collections.Immutable;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>The versions of one rule set.</summary>
/// <remarks>A withdrawn version cannot be used anew; products that use it keep it, since they carry its text.</remarks>
/// <param name="Versions">Published and not withdrawn, by rising number; the last one is the latest.</param>
/// <param name="LastVersion">Highest number ever given.</param>
public sealed record RuleSetState(string Code, ImmutableArray<PublishedRuleSet> Versions, int LastVersion)
{
    /// <summary>Most versions at a time: 200 of 250 bytes stay below the limit of a state.</summary>
    public const int VersionsMax = 200;

    /// <summary>A rule set that nobody published yet.</summary>
    public static RuleSetState Initial(string code) => new(code, [], 0);

    /// <summary>The version that a product asks for, 0 for the latest one, or null.</summary>
    public PublishedRuleSet? Find(int version) =>
        version == 0 ? Versions.LastOrDefault() : Versions.FirstOrDefault(each => each.Version == version);
}

/// <summary>One version of a rule set.</summary>
/// <param name="Version">From 1.</param>
/// <param name="DefinitionHash">Hash of the text, by which shells find it.</param>
/// <param name="Rules">How many it has.</param>
public sealed record PublishedRuleSet(
    int Version, string DefinitionHash, int Rules, string PublishedBy, DateTimeOffset PublishedAt);
