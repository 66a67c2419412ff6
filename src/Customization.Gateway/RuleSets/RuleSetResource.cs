using Customization.Domain.Catalog.RuleSets;

namespace Customization.Gateway.RuleSets;

/// <summary>A rule set and its versions.</summary>
/// <param name="Latest">What products get that name no version; absent where all versions are withdrawn.</param>
public sealed record RuleSetResource(string Code, int? Latest, IReadOnlyList<RuleSetVersionResource> Versions)
{
    /// <summary>The versions by rising number.</summary>
    public static RuleSetResource Of(RuleSetState set) => new(
        set.Code, set.Find(0)?.Version,
        [.. set.Versions.Select(each => new RuleSetVersionResource(
            each.Version, each.DefinitionHash, each.Rules, each.PublishedBy, each.PublishedAt))]);
}

/// <summary>One version.</summary>
public sealed record RuleSetVersionResource(
    int Version, string DefinitionHash, int Rules, string PublishedBy, DateTimeOffset PublishedAt);

/// <summary>A version of a product that uses a version of a rule set.</summary>
/// <param name="IsCurrent">Whether new sessions are on this version of the product.</param>
public sealed record RuleSetUserResource(string Product, int Version, bool IsCurrent);
