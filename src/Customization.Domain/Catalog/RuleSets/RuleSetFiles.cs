using System.Collections.Immutable;
using System.Text.Json;
using Customization.Domain.Catalog.Definitions.Sections;
using Customization.Domain.Catalog.Yaml;
using Customization.Domain.Entities;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>The rule sets among the files of a product definition: each is an import named <c>colours@3</c>, so that a
/// stored definition reads the same for ever, whatever is published later.</summary>
public static class RuleSetFiles
{
    /// <summary>The sets at hand in a definition's files; the latest version is the highest one among them.</summary>
    public static RuleSetSource In(DefinitionFiles files) => wanted =>
    {
        var version = wanted.Version > 0
            ? new RuleSetVersion(wanted.Code, wanted.Version)
            : files.Imports.Keys.Select(RuleSetVersion.Parse).OfType<RuleSetVersion>()
                .Where(each => string.Equals(each.Code, wanted.Code, StringComparison.Ordinal))
                .MaxBy(each => each.Version);
        return version is not null && files.Imports.TryGetValue(version.ToString(), out var text)
            ? new RuleSetText(version, version.ToString(), text)
            : null;
    };

    /// <summary>The sets that a definition refers to, each once; none where it cannot be read, which its reader will
    /// tell.</summary>
    public static ImmutableArray<RuleSetReference> Wanted(DefinitionFiles files)
    {
        var report = new Report(files.FileName, 0);
        var uses = YamlReader.Read(files.Text, report, YamlLimits.Default) is DefinitionNode.Mapping root
            ? root.Entries.FirstOrDefault(entry => entry.Key.Text == "uses").Value
            : null;
        return [.. UsesSection.References(uses, report).Distinct()];
    }

    /// <summary>The files without any set: what a caller sends along does not count as published.</summary>
    public static DefinitionFiles Without(DefinitionFiles files) => files with
    {
        Imports = files.Imports.RemoveRange(files.Imports.Keys.Where(path => RuleSetVersion.Parse(path) is not null)),
    };

    /// <summary>The files with one set more.</summary>
    /// <param name="stored">What <see cref="Publishing.StoredDefinition.Write(DefinitionFiles)"/> made of it.</param>
    public static DefinitionFiles With(DefinitionFiles files, RuleSetVersion version, ReadOnlySpan<byte> stored) =>
        JsonSerializer.Deserialize<DefinitionFiles>(stored, EntityJson.Options) is { } set
            ? files with { Imports = files.Imports.SetItem(version.ToString(), set.Text) }
            : files;
}
