using System.Collections.Immutable;
using Customization.Kernel.Language;

namespace Customization.Kernel.Formats.Uvl;

/// <summary>The value of an attribute as far as arithmetic can use it; both null for truths and lists.</summary>
/// <param name="Raw">What the author wrote; empty for a name alone.</param>
/// <param name="Texts">The texts in a list.</param>
internal readonly record struct UvlValue(
    decimal? Number, string? Text, string Raw, ImmutableArray<string> Texts);

/// <summary>A constraint still to be read.</summary>
/// <param name="At">Its first token.</param>
/// <param name="Scope">Where its names are looked up.</param>
internal sealed record UvlConstraint(UvlCursor Cursor, int At, UvlScope Scope);

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

    /// <summary>Leaves the value and attributes to the instances below.</summary>
    public void BecomeContainer()
    {
        (Type, IsAbstract) = (null, true);
        Attributes.Clear();
    }
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

    /// <summary>For a name as written outside of instances, all features that it means.</summary>
    public Dictionary<string, List<int>> Clones { get; } = new(StringComparer.Ordinal);

    /// <summary>Instances of one feature, each with the one that must be there before it.</summary>
    public List<(int Later, int Earlier)> Order { get; } = [];

    /// <summary>Models that could not be imported; what they have is not reported as missing again.</summary>
    public HashSet<string> MissingImports { get; } = new(StringComparer.Ordinal);

    /// <summary>Characters of all imported texts so far.</summary>
    public long ImportedCharacters { get; set; }

    /// <summary>The constraints of all files, those at instances once per instance.</summary>
    public List<UvlConstraint> Constraints { get; } = [];

    /// <summary>Declares a feature under its name in a scope; false where the name is taken.</summary>
    public bool TryDeclare(UvlFeature feature, UvlScope scope, string localName)
    {
        if (!FeatureByName.TryAdd(feature.Name, Features.Count))
        {
            return false;
        }

        AddClone(scope, localName, Features.Count);
        Features.Add(feature);
        return true;
    }

    /// <summary>Lets the names that have a meaning outside of instances mean this feature too.</summary>
    public void AddClone(UvlScope scope, string localName, int feature)
    {
        var isClone = false;
        for (var at = scope; at.Outer is { } outer; at = outer)
        {
            isClone |= at.IsInstance;
            localName = at.IsInstance ? localName : at.Local + localName;
            if (isClone)
            {
                AddClone(outer.Prefix + localName, feature);
            }
        }
    }

    public void AddClone(string name, int feature)
    {
        if (!Clones.TryGetValue(name, out var features))
        {
            Clones.Add(name, features = []);
        }

        features.Add(feature);
    }
}
