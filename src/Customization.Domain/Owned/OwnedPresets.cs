using System.Collections.Immutable;

namespace Customization.Domain.Owned;

/// <summary>What the owner programs: presets, and when they come. Each gives null where all is well.</summary>
internal static class OwnedPresets
{
    /// <summary>Keeps a preset, within what was built.</summary>
    public static OwnedRejection? Save(OwnedTurn turn, OwnedCommand.SavePreset save)
    {
        var state = turn.State;
        var values = save.Values ?? state.Specification.Settings.ToImmutableSortedDictionary(
            setting => setting.Code, state.ValueOf, StringComparer.Ordinal);
        if (Refusal(turn, save, values) is { } refusal)
        {
            return refusal;
        }

        var before = state.Presets.GetValueOrDefault(save.Name);
        var count = state.Presets.Count + (before is null ? 1 : 0);
        var numbers = state.Presets.Sum(preset => preset.Value.Values.Count) - (before?.Values.Count ?? 0)
            + values.Count;
        if (count > OwnedLimits.PresetsMax || numbers > OwnedLimits.PresetValuesMax)
        {
            return new OwnedRejection.PresetsFull();
        }

        var preset = new SavedPreset(save.Title, values.WithComparers(StringComparer.Ordinal));
        var learned = OwnedState.KeyOf(save.Name, "");
        var isSame = before is not null && before.Title == preset.Title && before.Values.SequenceEqual(preset.Values)
            && !state.Learned.Keys.Any(key => key.StartsWith(learned, StringComparison.Ordinal));
        if (!isSame)
        {
            turn.Record(new OwnedEvent.PresetSaved(save.Name, preset));
        }

        return null;
    }

    /// <summary>Sets what a preset says.</summary>
    public static OwnedRejection? Apply(OwnedTurn turn, string name)
    {
        if (turn.State.ValuesOf(name) is not { } values)
        {
            return new OwnedRejection.PresetUnknown(name);
        }

        var changed = values.Where(value => !turn.State.Settings.Contains(value))
            .ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (!changed.IsEmpty)
        {
            turn.Record(new OwnedEvent.PresetApplied(name, changed));
        }

        return null;
    }

    /// <summary>Forgets a saved preset.</summary>
    public static OwnedRejection? Remove(OwnedTurn turn, string name)
    {
        if (!turn.State.Presets.ContainsKey(name))
        {
            return null;
        }

        if (Scheduled(turn.State, name) is { } scheduled)
        {
            return scheduled;
        }

        turn.Record(new OwnedEvent.PresetRemoved(name));
        return null;
    }

    /// <summary>The schedule that keeps a saved preset from going, or null where the factory has one of the same name,
    /// or no schedule asks for it.</summary>
    public static OwnedRejection.PresetScheduled? Scheduled(OwnedState state, string preset)
    {
        var schedule = state.Schedules.FirstOrDefault(each => each.Value.Preset == preset).Key;
        return schedule is null || state.Specification.Preset(preset) is not null
            ? null
            : new OwnedRejection.PresetScheduled(preset, schedule);
    }

    /// <summary>Gives a preset a time.</summary>
    public static OwnedRejection? SetSchedule(OwnedTurn turn, string name, OwnedSchedule schedule)
    {
        if (!OwnedTurn.IsName(name))
        {
            return new OwnedRejection.ScheduleInvalid(NameRule);
        }

        if (schedule.Days.IsEmpty || schedule.Days.Distinct().Count() != schedule.Days.Length)
        {
            return new OwnedRejection.ScheduleInvalid("it needs at least one day, and each once");
        }

        if (turn.State.OwnValuesOf(schedule.Preset) is null)
        {
            return new OwnedRejection.PresetUnknown(schedule.Preset);
        }

        var ordered = schedule with { Days = schedule.Days.Sort() };
        var before = turn.State.Schedules.GetValueOrDefault(name);
        if (before is null && turn.State.Schedules.Count >= OwnedLimits.SchedulesMax)
        {
            return new OwnedRejection.SchedulesFull();
        }

        if (before != ordered)
        {
            turn.Record(new OwnedEvent.ScheduleSet(name, ordered));
        }

        return null;
    }

    /// <summary>Forgets a schedule.</summary>
    public static OwnedRejection? RemoveSchedule(OwnedTurn turn, string name)
    {
        if (turn.State.Schedules.ContainsKey(name))
        {
            turn.Record(new OwnedEvent.ScheduleRemoved(name));
        }

        return null;
    }

    private static string NameRule =>
        $"a name has 1 to {OwnedLimits.NameLengthMax} letters, digits, - and _";

    private static OwnedRejection? Refusal(
        OwnedTurn turn, OwnedCommand.SavePreset save, ImmutableSortedDictionary<string, long> values)
    {
        var reason = !OwnedTurn.IsName(save.Name) ? NameRule
            : save.Title.Length > OwnedLimits.TitleLengthMax || save.Title.Any(char.IsControl)
                ? $"a title has at most {OwnedLimits.TitleLengthMax} characters and no control characters"
            : values.IsEmpty ? "it sets nothing"
            : null;
        return reason is not null
            ? new OwnedRejection.PresetInvalid(reason)
            : values.Select(value => turn.RefusalOf(value.Key, value.Value, save.Language))
                .FirstOrDefault(refusal => refusal is not null);
    }
}
