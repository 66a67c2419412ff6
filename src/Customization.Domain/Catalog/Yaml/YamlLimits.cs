namespace Customization.Domain.Catalog.Yaml;

/// <summary>Bounds on a YAML text, so that a hostile one ends in a diagnostic and not in a hang.</summary>
public sealed record YamlLimits
{
    /// <summary>The limits used where the caller states none.</summary>
    public static readonly YamlLimits Default = new();

    /// <summary>Characters of the text.</summary>
    public int CharactersMax { get; init; } = 2 * 1024 * 1024;

    /// <summary>Depth of lists and mappings in each other.</summary>
    public int NestingMax { get; init; } = 32;

    /// <summary>Nodes after every alias is replaced by what it stands for.</summary>
    public int NodesMax { get; init; } = 200_000;

    /// <summary>Documents of one file, where more than one is meaningful.</summary>
    public int DocumentsMax { get; init; } = 200;

    /// <summary>Diagnostics of one file; further ones are dropped.</summary>
    public int DiagnosticsMax { get; init; } = 50;
}
