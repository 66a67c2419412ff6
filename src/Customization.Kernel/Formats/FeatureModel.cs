using System.Collections.Immutable;
using Customization.Kernel.Model;

namespace Customization.Kernel.Formats;

/// <summary>How the tree of a feature model declares a feature, relative to its parent.</summary>
public enum FeatureDeclaration
{
    /// <summary>The root: what the model is about.</summary>
    Root,

    /// <summary>Selected whenever its parent is.</summary>
    Mandatory,

    /// <summary>May be selected when its parent is.</summary>
    Optional,

    /// <summary>Member of a group of which at least one is selected with the parent.</summary>
    InOrGroup,

    /// <summary>Member of a group of which exactly one is selected with the parent.</summary>
    InAlternativeGroup,

    /// <summary>Member of a group with bounds on how many are selected with the parent.</summary>
    InCardinalityGroup,
}

/// <summary>A feature in the tree.</summary>
/// <param name="Characteristic">Its yes/no characteristic in the model.</param>
/// <param name="Parent">Position of its parent in <see cref="FeatureModel.Features"/>; -1 where it has none.</param>
/// <param name="IsAbstract">Whether the author says that it only structures the tree.</param>
public readonly record struct Feature(
    CharacteristicIndex Characteristic, int Parent, FeatureDeclaration Declaration, bool IsAbstract);

/// <summary>Members of one feature that are counted together.</summary>
/// <param name="Parent">Position of the feature in <see cref="FeatureModel.Features"/>.</param>
/// <param name="Min">Fewest members selected with the parent.</param>
/// <param name="Max">Most members selected with the parent.</param>
/// <param name="Members">Positions of the members, in the order of the file.</param>
public sealed record FeatureGroup(
    FeatureDeclaration Declaration, int Parent, int Min, int Max, ImmutableArray<int> Members);

/// <summary>An attribute that is no number.</summary>
/// <param name="Value">As the file writes it: a text in quotes, true, false or a list; empty for a name alone.</param>
public readonly record struct FeatureText(string Name, string Value);

/// <summary>The type of a feature that has a value of its own.</summary>
/// <param name="Type"><c>Integer</c>, <c>Real</c> or <c>String</c>.</param>
/// <param name="Characteristic">Its value in the model, with <c>none</c> first; null where nothing bounds it.</param>
/// <param name="Scale">By what its numbers were multiplied to become integers.</param>
/// <param name="IsOpen">Whether its last value stands for any other text.</param>
public sealed record FeatureType(string Type, CharacteristicIndex? Characteristic, long Scale, bool IsOpen);

/// <summary>The tree that a feature model declares; what it means is in the rules of the model.</summary>
/// <remarks>The usual analyses, all over the configurations that have the root (in UVL every one has; DIMACS only
/// names it): core features are in all of them, dead ones in none, and a false-optional feature may be left out by
/// its declaration (see <see cref="MayBeLeftOut"/>) but is in all of those that have its parent, which holds of every
/// child of a dead feature.</remarks>
/// <param name="Features">In the order of the file, parents before children.</param>
/// <param name="AttributeScales">By what the decimal values of an attribute were multiplied to become the integers of
/// the model: a power of ten per attribute that has decimals.</param>
public sealed record FeatureModel(
    ImmutableArray<Feature> Features, ImmutableSortedDictionary<string, long> AttributeScales)
{
    /// <summary>The or, alternative and cardinality groups, in the order of the file.</summary>
    public ImmutableArray<FeatureGroup> Groups { get; init; } = [];

    /// <summary>Attributes that are no numbers, by position of the feature.</summary>
    public ImmutableSortedDictionary<int, ImmutableArray<FeatureText>> Texts { get; init; } =
        ImmutableSortedDictionary<int, ImmutableArray<FeatureText>>.Empty;

    /// <summary>Types of features that have a value of their own, by position of the feature.</summary>
    public ImmutableSortedDictionary<int, FeatureType> Types { get; init; } =
        ImmutableSortedDictionary<int, FeatureType>.Empty;

    /// <summary>How many of the model's rules, counted from the first, say what the tree says; 0 where the tree is only
    /// a convention of names, as in DIMACS.</summary>
    public int TreeRules { get; init; }

    /// <summary>Whether the declaration lets a feature be absent although its parent is selected.</summary>
    public static bool MayBeLeftOut(FeatureDeclaration declaration) =>
        declaration is not (FeatureDeclaration.Root or FeatureDeclaration.Mandatory);
}
