using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>The value of an attribute as far as arithmetic can use it; both null for truths and lists.</summary>
internal readonly record struct UvlValue(decimal? Number, string? Text);

/// <summary>A feature as declared. Filled while its line is read, then left alone.</summary>
internal sealed class UvlFeature(string name, SourceSpan span, int parent, FeatureDeclaration declaration)
{
    public string Name => name;

    public SourceSpan Span => span;

    /// <summary>Position of the parent; -1 for the root.</summary>
    public int Parent => parent;

    public FeatureDeclaration Declaration => declaration;

    public bool IsAbstract { get; set; }

    /// <summary><c>Integer</c>, <c>Real</c> or <c>String</c> where the feature has a value of its own, otherwise null.
    /// </summary>
    public string? Type { get; set; }

    /// <summary>By name; a nested attribute is named with the outer one before a dot.</summary>
    public SortedDictionary<string, UvlValue> Attributes { get; } = new(StringComparer.Ordinal);
}

/// <summary>Children that share a group keyword under one parent.</summary>
/// <param name="Members">Positions of the features.</param>
/// <param name="Max">Null for no bound.</param>
internal sealed record UvlGroup(
    FeatureDeclaration Declaration, int Parent, int Min, int? Max, List<int> Members, SourceSpan Span);

/// <summary>Everything declared in one file. Mutable; owned by one reading.</summary>
internal sealed class UvlDocument
{
    public string Name { get; set; } = "";

    /// <summary>In the order of the file: parents before children, the descendants of a feature right behind it.
    /// </summary>
    public List<UvlFeature> Features { get; } = [];

    public Dictionary<string, int> FeatureByName { get; } = new(StringComparer.Ordinal);

    public List<UvlGroup> Groups { get; } = [];

    /// <summary>Names of imported models, which are not read.</summary>
    public HashSet<string> Imports { get; } = new(StringComparer.Ordinal);

    /// <summary>Where each constraint starts among the tokens.</summary>
    public List<int> ConstraintStarts { get; } = [];
}
