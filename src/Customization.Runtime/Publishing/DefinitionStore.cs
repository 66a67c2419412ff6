using Customization.Domain.Catalog.Publishing;
using Customization.Domain.Catalog.RuleSets;
using Customization.Kernel.Compilation;
using Customization.Runtime.Journal;

namespace Customization.Runtime.Publishing;

/// <summary>Keeps definition texts and their diagrams in the store, by the hash of the texts.</summary>
internal sealed class DefinitionStore(IJournal journal)
{
    /// <summary>Keeps texts and diagram of a definition; durable on return.</summary>
    public void Write(string hash, ReadyDefinition ready)
    {
        journal.WriteBlob(StoredDefinition.TextsName(hash), StoredDefinition.Write(ready.Definition.Files));
        journal.WriteBlob(StoredDefinition.DiagramName(hash), StoredDefinition.Write(hash, ready.Compiled));
    }

    /// <summary>Keeps the text of a rule set; durable on return.</summary>
    public void Write(string hash, RuleSetDefinition set) =>
        journal.WriteBlob(StoredDefinition.TextsName(hash), StoredDefinition.Write(set.Files));

    /// <summary>The texts of a hash as they were written, or null.</summary>
    public byte[]? ReadTexts(string hash) => journal.ReadBlob(StoredDefinition.TextsName(hash));

    /// <summary>Reads the texts again; loads the diagram, or compiles where another build made it. Null where that
    /// fails.</summary>
    /// <param name="isSearched">Whether the definition was published on the search engine, and is not to be compiled.
    /// </param>
    public ReadyDefinition? Restore(string hash, bool isSearched)
    {
        if (journal.ReadBlob(StoredDefinition.TextsName(hash)) is not { } texts
            || StoredDefinition.ReadTexts(texts) is not { } definition)
        {
            return null;
        }

        if (journal.ReadBlob(StoredDefinition.DiagramName(hash)) is { } diagram
            && StoredDefinition.ReadDiagram(hash, definition, diagram) is { } kept)
        {
            return new ReadyDefinition(definition, kept);
        }

        var result = isSearched ? CompiledModel.ForSearch(definition.Model) : ModelCompiler.Compile(definition.Model);
        if (result.Compiled is not { } compiled)
        {
            return null;
        }

        var ready = new ReadyDefinition(definition, compiled);
        Write(hash, ready);
        return ready;
    }
}
