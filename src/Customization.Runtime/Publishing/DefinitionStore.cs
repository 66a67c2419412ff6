using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Entities;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;
using Customization.Runtime.Journal;

namespace Customization.Runtime.Publishing;

/// <summary>Keeps definition texts and their diagrams in the store, by the hash of the texts.</summary>
/// <remarks>Diagrams are only a cache: their fingerprint includes the build of the kernel, so that a diagram of another
/// reader or compiler is compiled again rather than trusted.</remarks>
internal sealed class DefinitionStore(IJournal journal)
{
    private static readonly Guid KernelBuild = typeof(CompiledModel).Module.ModuleVersionId;

    /// <summary>The texts of a hash, or null.</summary>
    public DefinitionFiles? Read(string hash) => journal.ReadBlob($"definition:{hash}") is { } bytes
        ? JsonSerializer.Deserialize<DefinitionFiles>(bytes, EntityJson.Options)
        : null;

    /// <summary>Keeps texts and diagram of a definition; durable on return.</summary>
    public void Write(string hash, ProductDefinition definition, CompiledModel compiled)
    {
        journal.WriteBlob(
            $"definition:{hash}", JsonSerializer.SerializeToUtf8Bytes(definition.Files, EntityJson.Options));
        var fingerprint = Fingerprint(hash);
        journal.WriteBlob(NameOf(fingerprint), DiagramFile.Write(compiled.Diagram, fingerprint));
    }

    /// <summary>The diagram of a definition, if this build made it before.</summary>
    public CompiledModel? ReadDiagram(string hash, ProductDefinition definition)
    {
        var fingerprint = Fingerprint(hash);
        return journal.ReadBlob(NameOf(fingerprint)) is { } file
            ? CompiledModel.Load(definition.Model, file, fingerprint, out _)
            : null;
    }

    private static string NameOf(byte[] fingerprint) => $"diagram:{Convert.ToHexStringLower(fingerprint)}";

    private static byte[] Fingerprint(string hash) => SHA256.HashData(Encoding.UTF8.GetBytes($"{hash} {KernelBuild}"));
}
