using System.Collections.Immutable;
using Customization.Domain.Catalog.Definitions;
using Customization.Kernel.Model;

namespace Customization.Domain.Catalog.Display;

/// <summary>What pages show when. Never constrains: no value and no price depends on it.</summary>
/// <param name="Visible">Conditions of characteristics; one without any is always visible.</param>
/// <param name="Groups">In the order in which a page shows them.</param>
public sealed record DisplayRules(
    ImmutableArray<VisibleRule> Visible, ImmutableArray<Hint> Hints, ImmutableArray<DisplayGroup> Groups)
{
    /// <summary>Everything is visible, in the order of the model.</summary>
    public static readonly DisplayRules None = new([], [], []);

    /// <summary>Whether there is no rule.</summary>
    public bool IsEmpty => Visible.Length + Hints.Length + Groups.Length == 0;
}

/// <summary>A question that makes sense under a condition only.</summary>
public sealed record VisibleRule(CharacteristicIndex Characteristic, Condition When);

/// <summary>Something to tell the customer while a condition holds.</summary>
/// <param name="At">The characteristic that it is shown beside, or null for the whole page.</param>
public sealed record Hint(
    string Name, Condition When, CharacteristicIndex? At, HintLevel Level, LocalizedText Message);

/// <summary>How urgent a hint is.</summary>
public enum HintLevel
{
    /// <summary>Good to know.</summary>
    Hint,

    /// <summary>To be thought over.</summary>
    Warning,
}

/// <summary>Questions that belong together while a condition holds.</summary>
/// <param name="Members">In the order in which a page shows them.</param>
/// <param name="When">Null holds always.</param>
public sealed record DisplayGroup(
    string Name, LocalizedText Title, ImmutableArray<CharacteristicIndex> Members, Condition? When);
