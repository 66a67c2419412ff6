using System.Globalization;

namespace Customization.Domain.Catalog.RuleSets;

/// <summary>A rule set as a product definition asks for it.</summary>
/// <param name="Version">From 1; 0 for the latest one.</param>
public readonly record struct RuleSetReference(string Code, int Version)
{
    /// <inheritdoc/>
    public override string ToString() => Version == 0 ? Code : new RuleSetVersion(Code, Version).ToString();
}

/// <summary>One version of a rule set.</summary>
/// <param name="Version">From 1.</param>
public sealed record RuleSetVersion(string Code, int Version)
{
    /// <summary>The version that <see cref="ToString"/> writes in this way, or null.</summary>
    public static RuleSetVersion? Parse(string text) =>
        text.Split('@') is [{ Length: > 0 } code, var number]
        && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version) && version > 0
            ? new RuleSetVersion(code, version)
            : null;

    /// <summary><c>colours@3</c>.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Code}@{Version}");
}

/// <summary>The text of a version of a rule set.</summary>
/// <param name="FileName">Named in diagnostics.</param>
public sealed record RuleSetText(RuleSetVersion Version, string FileName, string Text);

/// <summary>Finds the text of a rule set; null where it is not published.</summary>
public delegate RuleSetText? RuleSetSource(RuleSetReference wanted);
