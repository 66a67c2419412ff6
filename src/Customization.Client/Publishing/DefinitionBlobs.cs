using System.Collections.Concurrent;
using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Kernel.Compilation;

namespace Customization.Client.Publishing;

/// <summary>Definitions and diagrams of this process: each is loaded from storage once, by hash.</summary>
/// <remarks>A diagram that another build made is compiled again and kept under this build's name. Safe for any number
/// of threads.</remarks>
internal sealed class DefinitionBlobs(IBlobStore blobs)
{
    private readonly ConcurrentDictionary<string, ReadyDefinition> _ready = new(StringComparer.Ordinal);

    /// <summary>Stores a definition before it is published.</summary>
    public async Task Write(CompiledDefinition compiled, CancellationToken cancellation)
    {
        await Write(compiled.Hash, compiled.Ready, cancellation).ConfigureAwait(false);
        _ready[compiled.Hash] = compiled.Ready;
    }

    /// <summary>Stores the text of a rule set before it is published.</summary>
    public ValueTask Write(string hash, RuleSetDefinition set, CancellationToken cancellation) =>
        blobs.Write(StoredDefinition.TextsName(hash), StoredDefinition.Write(set.Files), cancellation);

    /// <summary>The texts of a hash as they were written, or null.</summary>
    public ValueTask<byte[]?> ReadTexts(string hash, CancellationToken cancellation) =>
        blobs.Read(StoredDefinition.TextsName(hash), cancellation);

    /// <summary>The definition of a hash, or null where it is not stored or not understood by this build.</summary>
    public async ValueTask<ReadyDefinition?> Read(string hash, CancellationToken cancellation)
    {
        if (_ready.TryGetValue(hash, out var known))
        {
            return known;
        }

        var ready = await Load(hash, cancellation).ConfigureAwait(false);
        return ready is null ? null : _ready.GetOrAdd(hash, ready);
    }

    private async Task<ReadyDefinition?> Load(string hash, CancellationToken cancellation)
    {
        var texts = await blobs.Read(StoredDefinition.TextsName(hash), cancellation).ConfigureAwait(false);
        if (texts is null || StoredDefinition.ReadTexts(texts) is not { } definition)
        {
            return null;
        }

        var diagram = await blobs.Read(StoredDefinition.DiagramName(hash), cancellation).ConfigureAwait(false);
        if (diagram is not null && StoredDefinition.ReadDiagram(hash, definition, diagram) is { } kept)
        {
            return new ReadyDefinition(definition, kept);
        }

        var result = await Task.Run(
            () => ModelCompiler.CompileOrSearch(definition.Model, cancellation: cancellation), cancellation)
            .ConfigureAwait(false);
        if (result.Compiled is not { } compiled)
        {
            return null;
        }

        var ready = new ReadyDefinition(definition, compiled);
        await Write(hash, ready, cancellation).ConfigureAwait(false);
        return ready;
    }

    private async Task Write(string hash, ReadyDefinition ready, CancellationToken cancellation)
    {
        var texts = StoredDefinition.Write(ready.Definition.Files);
        await blobs.Write(StoredDefinition.TextsName(hash), texts, cancellation).ConfigureAwait(false);
        var diagram = StoredDefinition.Write(hash, ready.Compiled);
        await blobs.Write(StoredDefinition.DiagramName(hash), diagram, cancellation).ConfigureAwait(false);
    }
}
