using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Entities;
using Customization.Kernel.Compilation;
using Customization.Kernel.Diagram;

namespace Customization.Domain.Catalog.Publishing;

/// <summary>How definition texts and diagrams are kept as blobs, named by the hash of the texts.</summary>
/// <remarks>Diagrams are only a cache: their name includes the build of the kernel, so that a diagram of another reader
/// or compiler is compiled again rather than trusted.</remarks>
public static class StoredDefinition
{
    private static readonly Guid KernelBuild = typeof(CompiledModel).Module.ModuleVersionId;

    /// <summary>Name of the texts of a hash.</summary>
    public static string TextsName(string hash) => $"definition:{hash}";

    /// <summary>Name of the diagram of a hash, as this build makes it.</summary>
    public static string DiagramName(string hash) => $"diagram:{Convert.ToHexStringLower(Fingerprint(hash))}";

    /// <summary>The texts as bytes.</summary>
    public static byte[] Write(DefinitionFiles texts) => JsonSerializer.SerializeToUtf8Bytes(texts, EntityJson.Options);

    /// <summary>The diagram as bytes; a mark where the definition is configured by search.</summary>
    public static byte[] Write(string hash, CompiledModel compiled) => compiled.Engine == ConfigurationEngine.Diagram
        ? DiagramFile.Write(compiled.Diagram, Fingerprint(hash))
        : SearchMark.ToArray();

    /// <summary>The definition in bytes that <see cref="Write(DefinitionFiles)"/> made, or null where it is none that
    /// this build understands.</summary>
    public static ProductDefinition? ReadTexts(ReadOnlySpan<byte> texts) =>
        JsonSerializer.Deserialize<DefinitionFiles>(texts, EntityJson.Options) is { } files
            ? ProductDefinitionReader.Read(files).Definition
            : null;

    /// <summary>The diagram of a definition, or null where the bytes are none of it.</summary>
    public static CompiledModel? ReadDiagram(string hash, ProductDefinition definition, ReadOnlySpan<byte> diagram) =>
        diagram.SequenceEqual(SearchMark)
            ? CompiledModel.ForSearch(definition.Model).Compiled
            : CompiledModel.Load(definition.Model, diagram, Fingerprint(hash), out _);

    /// <summary>Stands where the diagram would be.</summary>
    private static ReadOnlySpan<byte> SearchMark => "configured by search"u8;

    private static byte[] Fingerprint(string hash) => SHA256.HashData(Encoding.UTF8.GetBytes($"{hash} {KernelBuild}"));
}
