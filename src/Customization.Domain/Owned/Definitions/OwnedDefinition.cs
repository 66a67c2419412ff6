using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;

namespace Customization.Domain.Owned.Definitions;

/// <summary>What the owner of a product can adjust after the sale, as the author wrote it for all configurations.
/// </summary>
/// <param name="Title">What the owned thing is called, e.g. <c>Light control</c>; may be empty.</param>
/// <param name="Pieces">How many things with a serial number an order brings, 0 to
/// <see cref="OwnedLimits.PiecesMax"/>.</param>
/// <param name="Presets">Those that come from the factory.</param>
public sealed record OwnedDefinition(
    LocalizedText Title, Expression Pieces, ImmutableArray<SettingDefinition> Settings,
    ImmutableArray<FactoryPreset> Presets, ImmutableArray<LearningRule> Learning);

/// <summary>A number that the owner can adjust.</summary>
/// <param name="Unit">e.g. <c>%</c>; may be empty.</param>
/// <param name="Factory">Within the range.</param>
/// <param name="When">Built where this holds; null always.</param>
/// <param name="Bounds">What narrows the range for some configurations. Whichever of them hold, a value is left.
/// </param>
public sealed record SettingDefinition(
    string Code, LocalizedText Title, string Unit, SettingRange Range, long Factory, Condition? When,
    ImmutableArray<BoundDefinition> Bounds);

/// <summary>Whole numbers between two bounds, both inclusive, by a step from the lower one.</summary>
public readonly record struct SettingRange(long Min, long Max, long Step)
{
    /// <summary>The greatest number of the range.</summary>
    public long Top => Min + ((Max - Min) / Step * Step);

    /// <summary>Whether a value is one of the range.</summary>
    public bool Has(long value) => value >= Min && value <= Max && (value - Min) % Step == 0;

    /// <summary>The number of the range that is nearest to a value; of two the lower one.</summary>
    public long Nearest(long value)
    {
        var within = Math.Clamp(value, Min, Top);
        var below = Min + ((within - Min) / Step * Step);
        return (within - below) * 2 > Step ? below + Step : below;
    }

    /// <summary>The numbers of the range that are at most so far from one of them.</summary>
    public SettingRange Around(long value, long distance)
    {
        var steps = distance / Step * Step;
        return this with { Min = Math.Max(Min, value - steps), Max = Math.Min(Top, value + steps) };
    }
}

/// <summary>What narrows a range where a condition on the built configuration holds.</summary>
/// <param name="Step">A longer one; null to keep it.</param>
/// <param name="Message">Why, for the owner; may be empty.</param>
public sealed record BoundDefinition(Condition When, long? Min, long? Max, long? Step, LocalizedText Message);

/// <summary>Values for several settings under one name that the product comes with.</summary>
public sealed record FactoryPreset(
    string Code, LocalizedText Title, ImmutableSortedDictionary<string, long> Values);

/// <summary>How a preset learns from use.</summary>
/// <param name="Settings">Those of the preset that learn.</param>
/// <param name="From">Uses count from this time of the day on,</param>
/// <param name="Until">before this one; past midnight where it is not after the first.</param>
/// <param name="Uses">So many uses in a row, at most <see cref="Near"/> apart, lead to their median.</param>
/// <param name="Drift">Farthest from what the owner chose, or the factory where the owner chose nothing.</param>
public sealed record LearningRule(
    string Name, string Preset, ImmutableArray<string> Settings, TimeOnly From, TimeOnly Until, int Uses, long Near,
    long Drift)
{
    /// <summary>Whether a time of the day is in the window.</summary>
    public bool Covers(TimeOnly time) => From < Until ? time >= From && time < Until : time >= From || time < Until;
}
