using System.Collections.Concurrent;
using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Catalog.Publishing;
using Customization.Kernel.Compilation;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime.Publishing;

/// <summary>The catalog of this process: follows the product models, holds what they publish ready to configure.
/// </summary>
/// <remarks>A version appears with the durable change that publishes it, because its diagram is made before. Safe for
/// any number of threads; readers take a snapshot.</remarks>
internal sealed partial class EmbeddedCatalog(DefinitionStore store, ILogger log)
{
    private readonly ConcurrentDictionary<string, ReadyDefinition> _ready = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private volatile CatalogSnapshot _current = CatalogSnapshot.Empty;

    /// <summary>The products now.</summary>
    public ICatalog Current => _current;

    /// <summary>Holds a compiled definition ready for its publication.</summary>
    public void Prepare(string hash, ReadyDefinition ready) => _ready[hash] = ready;

    /// <summary>Forgets a definition whose publication is decided.</summary>
    public void Forget(string hash) => _ready.TryRemove(hash, out _);

    /// <summary>Follows a product model to a state of it.</summary>
    public void Follow(ProductModelState state)
    {
        lock (_gate)
        {
            var before = _current.Products.GetValueOrDefault(state.Code)?.Versions;
            var versions = ImmutableDictionary.CreateBuilder<int, PublishedProduct>();
            foreach (var version in state.Versions)
            {
                if (before?.GetValueOrDefault(version.Version) is { } known)
                {
                    versions.Add(version.Version, known);
                }
                else if (Find(version.DefinitionHash) is { } found)
                {
                    versions.Add(
                        version.Version,
                        new PublishedProduct(
                            found.Definition, version.Version, found.Compiled, found.Preferred));
                }
                else
                {
                    LogVersionLost(log, state.Code, version.Version);
                }
            }

            var entry = new CatalogEntry(versions.ToImmutable(), state.Current);
            _current = new CatalogSnapshot(_current.Products.SetItem(state.Code, entry));
        }
    }

    private ReadyDefinition? Find(string hash) =>
        _ready.TryRemove(hash, out var ready) ? ready : Restore(hash);

    /// <summary>Reads the texts again; loads the diagram, or compiles where another build made it.</summary>
    private ReadyDefinition? Restore(string hash)
    {
        if (store.Read(hash) is not { } files
            || ProductDefinitionReader.Read(files).Definition is not { } definition)
        {
            return null;
        }

        var compiled = store.ReadDiagram(hash, definition);
        if (compiled is null)
        {
            compiled = ModelCompiler.Compile(definition.Model).Compiled;
            if (compiled is null)
            {
                return null;
            }

            store.Write(hash, definition, compiled);
        }

        return new ReadyDefinition(definition, compiled, null);
    }
}
