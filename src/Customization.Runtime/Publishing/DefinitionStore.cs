using Customization.Domain.Catalog.Publishing;
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

    /// <summary>Reads the texts again; loads the diagram, or compiles where another build made it. Null where that
    /// fails.</summary>
    public ReadyDefinition? Restore(string hash)
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

        if (ModelCompiler.Compile(definition.Model).Compiled is not { } compiled)
        {
            return null;
        }

        var ready = new ReadyDefinition(definition, compiled);
        Write(hash, ready);
        return ready;
    }
}
