using Customization.Domain.Owned;
using Customization.Domain.Owned.Definitions;

namespace Customization.Gateway.Owned;

/// <summary>A thing that somebody owns, complete: also its export.</summary>
/// <param name="Owner">Absent where it is nobody's any more.</param>
/// <param name="Absent">Settings that were not built, and what they would have taken.</param>
public sealed record OwnedResource(
    string Serial, string? Owner, string Title, string Product, int ProductVersion, string Order, int Piece,
    DateTimeOffset DeliveredAt, long Version, IReadOnlyList<SettingResource> Settings,
    IReadOnlyList<AbsentSetting> Absent, IReadOnlyList<PresetResource> Presets,
    IReadOnlyDictionary<string, ScheduleResource> Schedules, LearningResource Learning)
{
    /// <summary>The product in a language.</summary>
    public static OwnedResource Of(OwnedState state, string language)
    {
        var origin = state.Origin!;
        return new OwnedResource(
            state.Serial, state.Owner.Length == 0 ? null : state.Owner,
            state.Specification.Title.In(language, origin.Product), origin.Product, origin.ProductVersion,
            origin.OrderId, origin.Piece, origin.DeliveredAt, state.Version,
            [.. state.Specification.Settings.Select(setting => SettingResource.Of(state, setting, language))],
            state.Specification.Absent,
            [.. state.PresetNames.Select(preset => PresetResource.Of(state, preset, language))],
            state.Schedules.ToDictionary(schedule => schedule.Key, schedule => ScheduleResource.Of(schedule.Value)),
            LearningResource.Of(state));
    }
}

/// <summary>A setting within what was built.</summary>
/// <param name="Source">Who the value is from.</param>
public sealed record SettingResource(
    string Code, string Title, string Unit, long Min, long Max, long Step, long Factory, long Value, ValueSource Source)
{
    internal static SettingResource Of(OwnedState state, BuiltSetting setting, string language) => new(
        setting.Code, setting.Title.In(language, setting.Code), setting.Unit, setting.Range.Min, setting.Range.Max,
        setting.Range.Step, setting.Factory, state.ValueOf(setting),
        state.Settings.ContainsKey(setting.Code) ? ValueSource.Owner : ValueSource.Factory);
}

/// <summary>A preset as learned.</summary>
/// <param name="Source">Who made it: the factory or the owner.</param>
/// <param name="Learned">Why values differ from what their maker chose, by setting.</param>
public sealed record PresetResource(
    string Name, string Title, ValueSource Source, IReadOnlyDictionary<string, long> Values,
    IReadOnlyDictionary<string, LearnedResource> Learned)
{
    internal static PresetResource Of(OwnedState state, string name, string language)
    {
        var saved = state.Presets.GetValueOrDefault(name);
        var own = state.OwnValuesOf(name)!;
        var made = state.Specification.Preset(name)?.Title.In(language, name) ?? name;
        return new PresetResource(
            name, saved is { Title.Length: > 0 } ? saved.Title : made,
            saved is null ? ValueSource.Factory : ValueSource.Owner, state.ValuesOf(name)!,
            own.Where(value => state.Learned.ContainsKey(OwnedState.KeyOf(name, value.Key))).ToDictionary(
                value => value.Key,
                value => LearnedResource.Of(state.Learned[OwnedState.KeyOf(name, value.Key)], value.Value)));
    }
}

/// <summary>What was learned and from which uses.</summary>
/// <param name="Own">What the owner, or else the factory, chose.</param>
/// <param name="Before">The value until then.</param>
/// <param name="Uses">How many uses led to it.</param>
/// <param name="Middle">Their median.</param>
/// <param name="Limit">Why it is not the median.</param>
public sealed record LearnedResource(
    long Value, long? Own, long Before, int Uses, DateTime First, DateTime Last, long Least, long Most, long Middle,
    LearningLimit Limit, DateTimeOffset At)
{
    internal static LearnedResource Of(LearnedValue learned, long? own) => new(
        learned.Value, own, learned.Before, learned.Uses, learned.First, learned.Last, learned.Least, learned.Most,
        learned.Middle, learned.Limit, learned.At);
}

/// <summary>When a preset comes.</summary>
public sealed record ScheduleResource(string Preset, string Time, IReadOnlyList<DayOfWeek> Days)
{
    internal static ScheduleResource Of(OwnedSchedule schedule) =>
        new(schedule.Preset, LocalTimes.Write(schedule.Time), schedule.Days);
}

/// <summary>How it learns.</summary>
/// <param name="Observed">Uses that may lead to the next adaptation.</param>
public sealed record LearningResource(
    bool On, IReadOnlyList<LearningRuleResource> Rules, IReadOnlyList<ObservedResource> Observed)
{
    internal static LearningResource Of(OwnedState state) => new(
        state.IsLearning, [.. state.Specification.Learning.Select(LearningRuleResource.Of)],
        [.. state.Uses.Select(uses => new ObservedResource(
            uses.Key[..uses.Key.IndexOf('/', StringComparison.Ordinal)],
            uses.Key[(uses.Key.IndexOf('/', StringComparison.Ordinal) + 1)..], uses.Value))]);
}

/// <summary>A learning rule.</summary>
public sealed record LearningRuleResource(
    string Name, string Preset, IReadOnlyList<string> Settings, string From, string Until, int Uses, long Near,
    long Drift)
{
    internal static LearningRuleResource Of(LearningRule rule) => new(
        rule.Name, rule.Preset, rule.Settings, LocalTimes.Write(rule.From), LocalTimes.Write(rule.Until), rule.Uses,
        rule.Near, rule.Drift);
}

/// <summary>Uses of a setting that count for a preset, oldest first.</summary>
public sealed record ObservedResource(string Preset, string Setting, IReadOnlyList<TimedValue> Uses);

/// <summary>What schedules want.</summary>
public sealed record ProgramResource(ProgramStep? Now, ProgramStep? Next)
{
    internal static ProgramResource Of(OwnedProgram program) => new(program.Now, program.Next);
}

/// <summary>Why a value is what it is.</summary>
/// <param name="Min">The lower bound that was built, and why.</param>
/// <param name="Owner">What the owner set, if so.</param>
/// <param name="Factory">What the factory set, if so.</param>
/// <param name="Rule">How it learns, if it does.</param>
/// <param name="Observed">Uses since, of as many as the rule asks for.</param>
public sealed record ExplanationResource(
    string Setting, string? Preset, long Value, ValueSource Source, long? Owner, long? Factory, BoundResource Min,
    BoundResource Max, BoundResource Step, LearnedResource? Learned, LearningRuleResource? Rule,
    IReadOnlyList<TimedValue> Observed)
{
    internal static ExplanationResource Of(OwnedExplanation of, string language) => new(
        of.Setting.Code, of.Preset, of.Value, of.Source, of.OwnerValue, of.FactoryValue,
        BoundResource.Of(of.Setting.Range.Min, of.Setting.MinWhy.In(language)),
        BoundResource.Of(of.Setting.Range.Max, of.Setting.MaxWhy.In(language)),
        BoundResource.Of(of.Setting.Range.Step, of.Setting.StepWhy.In(language)),
        of.Learned is null ? null : LearnedResource.Of(of.Learned, of.OwnerValue ?? of.FactoryValue),
        of.Rule is null ? null : LearningRuleResource.Of(of.Rule), of.Uses);
}

/// <summary>A bound and the author's reason, if it is narrower for what was built.</summary>
public sealed record BoundResource(long Value, string? Why)
{
    internal static BoundResource Of(long value, string why) => new(value, why.Length == 0 ? null : why);
}
