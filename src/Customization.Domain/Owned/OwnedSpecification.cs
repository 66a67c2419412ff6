using System.Collections.Immutable;
using Customization.Domain.Catalog;
using Customization.Domain.Catalog.Definitions;
using Customization.Domain.Owned.Definitions;
using Customization.Kernel.Model;

namespace Customization.Domain.Owned;

/// <summary>What one configuration can adjust, with the bounds that were built: all that an owned product has to know,
/// so that it works when its product version is long gone.</summary>
/// <param name="Absent">Settings that were not built.</param>
public sealed record OwnedSpecification(
    LocalizedText Title, ImmutableArray<BuiltSetting> Settings, ImmutableArray<FactoryPreset> Presets,
    ImmutableArray<LearningRule> Learning, ImmutableArray<AbsentSetting> Absent)
{
    /// <summary>The setting of this code, or null. O(settings).</summary>
    public BuiltSetting? Setting(string code) => Settings.FirstOrDefault(each => each.Code == code);

    /// <summary>The factory's preset of this code, or null. O(presets).</summary>
    public FactoryPreset? Preset(string code) => Presets.FirstOrDefault(each => each.Code == code);

    /// <summary>The rule by which a setting of a preset learns, or null. O(targets).</summary>
    public LearningRule? RuleOf(string preset, string setting) =>
        Learning.FirstOrDefault(rule => rule.Preset == preset && rule.Settings.Contains(setting));
}

/// <summary>A setting of one configuration.</summary>
/// <param name="MinWhy">Why the lower bound is narrower than the author's own; empty where it is not.</param>
/// <param name="StepWhy">Why the step is longer.</param>
public sealed record BuiltSetting(
    string Code, LocalizedText Title, string Unit, SettingRange Range, long Factory, LocalizedText MinWhy,
    LocalizedText MaxWhy, LocalizedText StepWhy);

/// <summary>A setting that this configuration does not have.</summary>
/// <param name="When">What it would take, as the author wrote it.</param>
public sealed record AbsentSetting(string Code, string When);

/// <summary>What an order brings: so many things of one specification.</summary>
public sealed record OwnedBuild(int Pieces, OwnedSpecification Specification)
{
    /// <summary>What a full configuration brings; null where there is nothing to adjust. O(settings).</summary>
    public static OwnedBuild? Of(OwnedDefinition? definition, ReadOnlySpan<int> configuration)
    {
        if (definition is null)
        {
            return null;
        }

        var pieces = (int)Math.Clamp(
            Evaluation.ValueOf(definition.Pieces.Term, configuration), 0, OwnedLimits.PiecesMax);
        var settings = ImmutableArray.CreateBuilder<BuiltSetting>();
        var absent = ImmutableArray.CreateBuilder<AbsentSetting>();
        foreach (var setting in definition.Settings)
        {
            if (setting.When is { } when && !Evaluation.Holds(when.Formula, configuration))
            {
                absent.Add(new AbsentSetting(setting.Code, when.Text));
            }
            else
            {
                settings.Add(Built(setting, configuration));
            }
        }

        return pieces == 0 || settings.Count == 0
            ? null
            : new OwnedBuild(pieces, Made(definition, settings.ToImmutable(), absent.ToImmutable()));
    }

    /// <summary>Presets and rules keep what they say about settings that are there.</summary>
    private static OwnedSpecification Made(
        OwnedDefinition definition, ImmutableArray<BuiltSetting> settings, ImmutableArray<AbsentSetting> absent)
    {
        var known = settings.ToDictionary(setting => setting.Code, StringComparer.Ordinal);
        ImmutableArray<FactoryPreset> presets =
        [
            .. definition.Presets.Select(preset => preset with
            {
                Values = preset.Values.Where(value => known.ContainsKey(value.Key)).ToImmutableSortedDictionary(
                    value => value.Key, value => known[value.Key].Range.Nearest(value.Value), StringComparer.Ordinal),
            }).Where(preset => !preset.Values.IsEmpty),
        ];
        var learning = definition.Learning
            .Select(rule => rule with { Settings = [.. rule.Settings.Where(known.ContainsKey)] })
            .Where(rule => !rule.Settings.IsEmpty);
        return new OwnedSpecification(definition.Title, settings, presets, [.. learning], absent);
    }

    private static BuiltSetting Built(SettingDefinition setting, ReadOnlySpan<int> configuration)
    {
        var range = setting.Range;
        var (minWhy, maxWhy, stepWhy) = (LocalizedText.Empty, LocalizedText.Empty, LocalizedText.Empty);
        foreach (var bound in setting.Bounds)
        {
            if (!Evaluation.Holds(bound.When.Formula, configuration))
            {
                continue;
            }

            (range, minWhy) = bound.Min > range.Min
                ? (range with { Min = bound.Min.Value }, bound.Message)
                : (range, minWhy);
            (range, maxWhy) = bound.Max < range.Max
                ? (range with { Max = bound.Max.Value }, bound.Message)
                : (range, maxWhy);
            (range, stepWhy) = bound.Step > range.Step
                ? (range with { Step = bound.Step.Value }, bound.Message)
                : (range, stepWhy);
        }

        return new BuiltSetting(
            setting.Code, setting.Title, setting.Unit, range, range.Nearest(setting.Factory), minWhy, maxWhy, stepWhy);
    }
}
