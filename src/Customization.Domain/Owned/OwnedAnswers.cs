using Customization.Domain.Entities;

namespace Customization.Domain.Owned;

/// <summary>What is due, and why things are as they are.</summary>
internal static class OwnedAnswers
{
    private const int DaysOfWeek = 7;

    /// <summary>The latest time of a schedule until a moment, that moment included, and the first one after it. Of two
    /// at the same time the later name counts.</summary>
    public static OwnedProgram Program(OwnedState state, DateTime at)
    {
        var local = DateTime.SpecifyKind(at, DateTimeKind.Unspecified);
        ProgramStep? now = null;
        ProgramStep? next = null;
        foreach (var (name, schedule) in state.Schedules)
        {
            for (var day = -DaysOfWeek; day <= DaysOfWeek; day++)
            {
                // Days before the first and after the last date there is have no schedule.
                var offset = TimeSpan.FromDays(day);
                if ((day < 0 && local - DateTime.MinValue < -offset) || (day > 0 && DateTime.MaxValue - local < offset))
                {
                    continue;
                }

                var time = local.Date + offset + schedule.Time.ToTimeSpan();
                if (!schedule.Days.Contains(time.DayOfWeek))
                {
                    continue;
                }

                var step = new ProgramStep(name, schedule.Preset, time, state.ValuesOf(schedule.Preset)!);
                now = time <= local && (now is null || time >= now.At) ? step : now;
                next = time > local && (next is null || time <= next.At) ? step : next;
            }
        }

        return new OwnedProgram(now, next);
    }

    /// <summary>Where the value of a setting, or of a setting in a preset, comes from.</summary>
    public static Reply Explain(OwnedState state, OwnedCommand.Explain explain)
    {
        if (new OwnedTurn(state, default).RefusalOf(explain.Setting) is { } unknown)
        {
            return unknown;
        }

        var setting = state.Specification.Setting(explain.Setting)!;
        return explain.Preset is { } preset ? OfPreset(state, preset, setting) : OfSetting(state, setting);
    }

    private static OwnedExplanation OfSetting(OwnedState state, BuiltSetting setting)
    {
        long? own = state.Settings.TryGetValue(setting.Code, out var set) ? set : null;
        return new OwnedExplanation(
            setting, null, own ?? setting.Factory, own is null ? ValueSource.Factory : ValueSource.Owner, own,
            setting.Factory, null, null, []);
    }

    private static Reply OfPreset(OwnedState state, string preset, BuiltSetting setting)
    {
        if (state.OwnValuesOf(preset) is not { } own)
        {
            return new OwnedRejection.PresetUnknown(preset);
        }

        if (!own.ContainsKey(setting.Code))
        {
            return new OwnedRejection.SettingUnknown($"{preset}/{setting.Code}", "");
        }

        var key = OwnedState.KeyOf(preset, setting.Code);
        var saved = state.Presets.GetValueOrDefault(preset)?.Values;
        var made = state.Specification.Preset(preset)?.Values;
        var learned = state.Learned.GetValueOrDefault(key);
        return new OwnedExplanation(
            setting, preset, state.ValuesOf(preset)![setting.Code],
            learned is not null ? ValueSource.Learned : saved is not null ? ValueSource.Owner : ValueSource.Factory,
            saved?[setting.Code], made is not null && made.TryGetValue(setting.Code, out var factory) ? factory : null,
            learned, state.Specification.RuleOf(preset, setting.Code), state.Uses.GetValueOrDefault(key, []));
    }
}
