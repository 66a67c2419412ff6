using System.Collections.Immutable;
using Customization.Domain.Entities;
using Customization.Domain.Owned.Definitions;

namespace Customization.Domain.Owned;

/// <summary>All that is known of an owned product; with its uses it is the export.</summary>
public sealed record OwnedView(OwnedState Product) : Reply;

/// <summary>What the schedules want at a moment. Devices ask; nothing wakes a product at the times of its schedules.
/// </summary>
/// <param name="Now">The schedule that came last, within a week; null without schedules.</param>
/// <param name="Next">The one that comes next.</param>
public sealed record OwnedProgram(ProgramStep? Now, ProgramStep? Next) : Reply;

/// <summary>A schedule at one of its times.</summary>
/// <param name="At">Local time.</param>
/// <param name="Values">Of its preset, as learned.</param>
public sealed record ProgramStep(
    string Schedule, string Preset, DateTime At, ImmutableSortedDictionary<string, long> Values);

/// <summary>Why a setting, or a setting in a preset, has its value.</summary>
/// <param name="Source">Who the value is from.</param>
/// <param name="OwnerValue">What the owner set, if so.</param>
/// <param name="FactoryValue">What the factory set; null in a preset that only the owner has.</param>
/// <param name="Learned">What was learned and from which uses; null where nothing was.</param>
/// <param name="Rule">How it learns; null where it does not.</param>
/// <param name="Uses">What is observed since and may lead to the next adaptation.</param>
public sealed record OwnedExplanation(
    BuiltSetting Setting, string? Preset, long Value, ValueSource Source, long? OwnerValue, long? FactoryValue,
    LearnedValue? Learned, LearningRule? Rule, ImmutableArray<TimedValue> Uses) : Reply;

/// <summary>Who a value is from.</summary>
public enum ValueSource
{
    /// <summary>As it was made.</summary>
    Factory,

    /// <summary>The owner set it.</summary>
    Owner,

    /// <summary>Learned from use.</summary>
    Learned,
}
