using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Sessions;
using Customization.Kernel.Compilation;
using Customization.Kernel.Queries;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>The products of a process at one moment: what their product models publish, ready to configure.</summary>
public sealed record CatalogSnapshot(ImmutableDictionary<string, CatalogEntry> Products) : ICatalog
{
    /// <summary>No product.</summary>
    public static readonly CatalogSnapshot Empty =
        new(ImmutableDictionary.Create<string, CatalogEntry>(StringComparer.Ordinal));

    /// <summary>The answers that products of this process remember; null for none.</summary>
    public RememberedAnswers? Answers { get; init; }

    /// <inheritdoc/>
    public PublishedProduct? Current(string productCode) =>
        Products.TryGetValue(productCode, out var entry) ? entry.Versions.GetValueOrDefault(entry.Current) : null;

    /// <inheritdoc/>
    public PublishedProduct? Version(string productCode, int version) =>
        Products.TryGetValue(productCode, out var entry) ? entry.Versions.GetValueOrDefault(version) : null;

    /// <summary>Lets go of scratch memory of versions that nobody asked since the last call.</summary>
    public void Trim()
    {
        foreach (var (_, entry) in Products)
        {
            foreach (var (_, version) in entry.Versions)
            {
                version.Trim();
            }
        }
    }

    /// <summary>Follows a product model to a state of it.</summary>
    /// <param name="find">The definition of a hash with its diagram; called for versions that are not here yet. Null
    /// leaves the version out.</param>
    public CatalogSnapshot Follow(ProductModelState state, Func<PublishedVersion, ReadyDefinition?> find)
    {
        var before = Products.GetValueOrDefault(state.Code)?.Versions;
        var versions = ImmutableDictionary.CreateBuilder<int, PublishedProduct>();
        foreach (var version in state.Versions)
        {
            if (before?.GetValueOrDefault(version.Version) is { } known)
            {
                versions.Add(version.Version, known);
            }
            else if (find(version) is { } ready)
            {
                versions.Add(version.Version, new PublishedProduct(ready, version.Version) { Answers = Answers });
            }
        }

        var entry = new CatalogEntry(versions.ToImmutable(), state.Current);
        return this with { Products = Products.SetItem(state.Code, entry) };
    }
}

/// <summary>One product: its versions that can be configured, and which is current (0 for none).</summary>
public sealed record CatalogEntry(ImmutableDictionary<int, PublishedProduct> Versions, int Current);

/// <summary>A definition with the diagram of its model.</summary>
/// <param name="Preferred">The author's preferences; null to compile them when they are first asked for.</param>
public sealed record ReadyDefinition(
    ProductDefinition Definition, CompiledModel Compiled, PreferredCompletions? Preferred = null)
{
    /// <summary>Compiled models of the later periods of a definition with dates; those that are missing are compiled
    /// when they are first asked for.</summary>
    public ImmutableArray<ReadyModel> Later { get; init; } = [];
}

/// <summary>The compiled model of one period.</summary>
/// <param name="Preferred">As in <see cref="ReadyDefinition"/>.</param>
public sealed record ReadyModel(CompiledModel Compiled, PreferredCompletions? Preferred);
