using System.Collections.Immutable;
using Customization.Domain.Catalog;

namespace Customization.Runtime.Publishing;

/// <summary>The products of this process at one moment.</summary>
internal sealed record CatalogSnapshot(ImmutableDictionary<string, CatalogEntry> Products) : ICatalog
{
    public static readonly CatalogSnapshot Empty =
        new(ImmutableDictionary.Create<string, CatalogEntry>(StringComparer.Ordinal));

    /// <inheritdoc/>
    public PublishedProduct? Current(string productCode) =>
        Products.TryGetValue(productCode, out var entry) ? entry.Versions.GetValueOrDefault(entry.Current) : null;

    /// <inheritdoc/>
    public PublishedProduct? Version(string productCode, int version) =>
        Products.TryGetValue(productCode, out var entry) ? entry.Versions.GetValueOrDefault(version) : null;
}

/// <summary>One product: its versions that can be configured, and which is current (0 for none).</summary>
internal sealed record CatalogEntry(ImmutableDictionary<int, PublishedProduct> Versions, int Current);
