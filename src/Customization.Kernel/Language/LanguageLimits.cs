namespace Customization.Kernel.Language;

/// <summary>Bounds on one rule text, so that a hostile text ends in a diagnostic and not in a hang.</summary>
public sealed record LanguageLimits
{
    /// <summary>The limits used where the caller states none.</summary>
    public static readonly LanguageLimits Default = new();

    /// <summary>Characters of a text.</summary>
    public int CharactersMax { get; init; } = 1024 * 1024;

    /// <summary>Depth of parentheses, negations and chained implications. Parsing, binding and evaluation recurse
    /// this deep, some twelve stack frames a level.</summary>
    public int NestingMax { get; init; } = 200;

    /// <summary>Integers that the bound form of one text may hold: value sets, attribute columns, table cells.
    /// </summary>
    public int CellsMax { get; init; } = 5_000_000;

    /// <summary>Diagnostics of one text; further ones are dropped.</summary>
    public int DiagnosticsMax { get; init; } = 20;

    /// <summary>No term may leave plus or minus this: 2^62 - 1, so that the difference of two terms still fits 64 bits.
    /// </summary>
    public const long MagnitudeMax = (1L << 62) - 1;
}
