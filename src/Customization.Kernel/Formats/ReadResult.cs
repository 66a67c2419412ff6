using System.Collections.Immutable;
using Customization.Kernel.Language;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats;

/// <summary>What a reader made of a file: a model, or the reasons why not. Warnings may accompany a model.</summary>
public sealed record ReadResult(ProductModel? Model, ImmutableArray<Diagnostic> Diagnostics)
{
    /// <summary>Whether there is a model.</summary>
    public bool IsValid => Model is not null;

    /// <summary>The tree of features, where the file is a feature model; null for every other model.</summary>
    public FeatureModel? Features { get; init; }
}

/// <summary>Bounds on what readers accept, so that a hostile file ends in a diagnostic and not in a hang.</summary>
public sealed record ReadLimits
{
    /// <summary>The limits used where the caller states none.</summary>
    public static readonly ReadLimits Default = new();

    /// <summary>Characters of a file.</summary>
    public int CharactersMax { get; init; } = 64 * 1024 * 1024;

    /// <summary>Characteristics of a model.</summary>
    public int CharacteristicsMax { get; init; } = 100_000;

    /// <summary>Values of one characteristic.</summary>
    public int ValuesPerCharacteristicMax { get; init; } = 10_000;

    /// <summary>Values of all characteristics together.</summary>
    public int ValuesMax { get; init; } = 10_000_000;

    /// <summary>Depth of nested parentheses, groups or elements.</summary>
    public int NestingMax { get; init; } = 500;

    /// <summary>Errors reported of one file; reading stops after as many.</summary>
    public int ErrorsMax { get; init; } = 20;

    /// <summary>Operators and operands of all formulas together.</summary>
    public int FormulaNodesMax { get; init; } = 20_000_000;

    /// <summary>Operators evaluated to write conditions out as tables where they have no other form.</summary>
    public int ExpansionStepsMax { get; init; } = 20_000_000;

    /// <summary>Variables that parts of arrays such as <c>x[]</c> name, in all lists together: about 200 bytes are made
    /// of each.</summary>
    public int ListedVariablesMax { get; init; } = 2_000_000;

    /// <summary>Cells (rows times columns) of all tables together.</summary>
    public int TableCellsMax { get; init; } = 50_000_000;
}
