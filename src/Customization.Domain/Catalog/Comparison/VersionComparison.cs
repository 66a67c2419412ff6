using System.Collections.Immutable;
using System.Numerics;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Comparison;

/// <summary>What an author can change in a definition.</summary>
public enum ChangedThing
{
    Characteristic,
    Value,
    Rule,
    Preference,
    Default,
    PriceList,
    Price,
    Cost,
    Days,
    Component,
    Operation,
    Parameter,
    Lane,
    Document,
}

/// <summary>How it changed.</summary>
public enum ChangeKind
{
    Added,
    Removed,
    Changed,
}

/// <summary>One difference between two versions.</summary>
/// <param name="Name">Names it among its kind, e.g. <c>sole = spike</c> or <c>sole = spike in eur</c>.</param>
/// <param name="Before">What the older version says; null where it is added.</param>
/// <param name="After">What the newer version says; null where it is removed.</param>
public sealed record VersionChange(ChangedThing Thing, ChangeKind Kind, string Name, string? Before, string? After);

/// <summary>What differs between two versions of a product, by names.</summary>
/// <param name="Before">Configurations of the older version; null where that is unknown.</param>
/// <param name="After">Configurations of the newer one.</param>
/// <param name="Changes">By kind of thing, then by name. A value that is added or removed stands for its price,
/// cost and days too.</param>
public sealed record VersionComparison(BigInteger? Before, BigInteger? After, ImmutableArray<VersionChange> Changes)
{
    /// <summary>Compares two versions in the periods that are looked at. O(size of both definitions).</summary>
    public static VersionComparison Of(PublishedProduct before, PublishedProduct after) => new(
        CountOf(before), CountOf(after), ChangesOf(before.Definition, after.Definition));

    /// <summary>What differs between two definitions.</summary>
    public static ImmutableArray<VersionChange> ChangesOf(ProductDefinition before, ProductDefinition after)
    {
        var old = DefinitionFacts.Of(before);
        var now = DefinitionFacts.Of(after);
        return
        [
            .. old.Keys.Union(now.Keys).Order()
                .Select(key => ChangeOf(key, old.GetValueOrDefault(key), now.GetValueOrDefault(key), old, now))
                .OfType<VersionChange>(),
        ];
    }

    private static VersionChange? ChangeOf(
        FactKey key, Fact? before, Fact? after, IReadOnlyDictionary<FactKey, Fact> old,
        IReadOnlyDictionary<FactKey, Fact> now)
    {
        if (string.Equals(before?.Text, after?.Text, StringComparison.Ordinal)
            || ((before ?? after)!.Of is { } value && !(old.ContainsKey(value) && now.ContainsKey(value))))
        {
            return null;
        }

        var kind = before is null ? ChangeKind.Added : after is null ? ChangeKind.Removed : ChangeKind.Changed;
        return new VersionChange(key.Thing, kind, key.Name, before?.Text, after?.Text);
    }

    private static BigInteger? CountOf(PublishedProduct product) =>
        product.Configurators.Use(configurator => configurator.Count(Selection.Empty(product.Model)));
}
