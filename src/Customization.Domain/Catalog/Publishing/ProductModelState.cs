using System.Collections.Immutable;
using System.Numerics;
using Customization.Domain.Catalog.RuleSets;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>The versions of one product.</summary>
/// <remarks>Withdrawn versions leave the state and live on in the events only, so the state stays small.
/// <code>
///              PublishVersion            PublishVersion, RollBackVersion
///   (nothing) ----------------> on sale ----+
///                                  |  ^------+
///                   RetireProduct  v
///                               retired   (no version is current, all can still be reopened until withdrawn)
/// </code>
/// </remarks>
/// <param name="Code">Product code.</param>
/// <param name="Versions">Published and not withdrawn, by rising number.</param>
/// <param name="Current">Number of the version that new sessions use; 0 for none.</param>
/// <param name="LastVersion">Highest number ever given.</param>
public sealed record ProductModelState(
    string Code, ImmutableArray<PublishedVersion> Versions, int Current, int LastVersion, bool IsRetired)
{
    /// <summary>Most versions at a time: 100 of 400 bytes stay below the limit of a state.</summary>
    public const int VersionsMax = 100;

    /// <summary>A product that nobody published yet.</summary>
    public static ProductModelState Initial(string code) => new(code, [], 0, 0, false);

    /// <summary>The version of this number, or null.</summary>
    public PublishedVersion? Find(int version) => Versions.FirstOrDefault(each => each.Version == version);
}

/// <summary>One version of a product.</summary>
/// <param name="Version">From 1.</param>
/// <param name="DefinitionHash">Hash of the definition's texts, by which shells find them.</param>
public sealed record PublishedVersion(
    int Version, string DefinitionHash, ModelSummary Summary, string PublishedBy, DateTimeOffset PublishedAt)
{
    /// <summary>The versions of rule sets that it uses; they are part of its texts and never change.</summary>
    public ImmutableArray<RuleSetVersion> RuleSets { get; init; } = [];
}

/// <summary>What compiling a version found.</summary>
/// <param name="Values">Of all characteristics together.</param>
/// <param name="Configurations">Exact number; null where it is unknown, because the version is configured by search.
/// </param>
/// <param name="Nodes">Of the diagram; 0 where there is none.</param>
public sealed record ModelSummary(
    int Characteristics, int Values, int Rules, BigInteger? Configurations, int Nodes);
