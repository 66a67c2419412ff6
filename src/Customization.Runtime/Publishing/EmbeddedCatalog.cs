using System.Collections.Concurrent;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Sessions;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime.Publishing;

/// <summary>The catalog of this process: follows the product models, holds what they publish ready to configure.
/// </summary>
/// <remarks>A version appears with the durable change that publishes it, because its diagram is made before. Safe for
/// any number of threads; readers take a snapshot.</remarks>
internal sealed partial class EmbeddedCatalog(DefinitionStore store, RememberedAnswers answers, ILogger log)
{
    private readonly ConcurrentDictionary<string, ReadyDefinition> _ready = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private volatile CatalogSnapshot _current = CatalogSnapshot.Empty with { Answers = answers };

    /// <summary>The products now.</summary>
    public ICatalog Current => _current;

    /// <summary>Lets go of scratch memory that nobody used since the last call.</summary>
    public void Trim() => _current.Trim();

    /// <summary>Holds a compiled definition ready for its publication.</summary>
    public void Prepare(string hash, ReadyDefinition ready) => _ready[hash] = ready;

    /// <summary>Forgets a definition whose publication is decided.</summary>
    public void Forget(string hash) => _ready.TryRemove(hash, out _);

    /// <summary>Follows a product model to a state of it.</summary>
    public void Follow(ProductModelState state)
    {
        lock (_gate)
        {
            _current = _current.Follow(state, version => Find(state.Code, version));
        }
    }

    private ReadyDefinition? Find(string product, PublishedVersion version)
    {
        var hash = version.DefinitionHash;
        var found = _ready.TryRemove(hash, out var ready)
            ? ready
            : store.Restore(hash, version.Summary.Configurations is null);
        if (found is null)
        {
            LogVersionLost(log, product, version.Version);
        }

        return found;
    }
}
