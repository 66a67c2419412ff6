using System.Collections.Immutable;

namespace Customization.Domain.Owned;

/// <summary>Takes back what was learned, and what the owner set.</summary>
internal static class OwnedResets
{
    /// <summary>Resets what there is to reset.</summary>
    public static OwnedRejection? Reset(OwnedTurn turn, OwnedCommand.Reset reset)
    {
        var state = turn.State;
        if (reset.Setting is { } setting && turn.RefusalOf(setting) is { } unknown)
        {
            return unknown;
        }

        if (reset.Preset is { } preset && state.OwnValuesOf(preset) is null)
        {
            return new OwnedRejection.PresetUnknown(preset);
        }

        var happened = new OwnedEvent.WasReset(reset.To, reset.Preset, reset.Setting);
        var after = After(state, happened);
        foreach (var (_, schedule) in after.Schedules)
        {
            if (after.OwnValuesOf(schedule.Preset) is null)
            {
                return OwnedPresets.Scheduled(state, schedule.Preset);
            }
        }

        if (!AreSame(state, after))
        {
            turn.Record(happened);
        }

        return null;
    }

    /// <summary>The state after a reset.</summary>
    public static OwnedState After(OwnedState state, OwnedEvent.WasReset reset)
    {
        var after = state with
        {
            Learned = Outside(state.Learned, reset),
            Uses = Outside(state.Uses, reset),
        };
        if (reset.To == ResetTo.Owner)
        {
            return after;
        }

        return after with
        {
            Settings = reset.Preset is not null ? after.Settings
                : reset.Setting is { } setting ? after.Settings.Remove(setting)
                : after.Settings.Clear(),
            Presets = reset.Setting is { } inPresets
                ? after.Presets.SetItems(after.Presets.Where(preset => IsIn(preset.Key, reset.Preset)).Select(preset =>
                    KeyValuePair.Create(preset.Key, AsMade(state, preset.Key, preset.Value, inPresets))))
                : after.Presets.RemoveRange(after.Presets.Keys.Where(name => IsIn(name, reset.Preset))),
            Schedules = reset is { Preset: null, Setting: null } ? after.Schedules.Clear() : after.Schedules,
        };
    }

    /// <summary>The preset with the factory's value for a setting; a preset of the owner's own has none, and keeps its
    /// value.</summary>
    private static SavedPreset AsMade(OwnedState state, string name, SavedPreset preset, string setting) =>
        state.Specification.Preset(name)?.Values.TryGetValue(setting, out var made) == true
            ? preset with { Values = preset.Values.SetItem(setting, made) }
            : preset;

    private static bool IsIn(string name, string? wanted) => wanted is null || name == wanted;

    private static ImmutableSortedDictionary<string, T> Outside<T>(
        ImmutableSortedDictionary<string, T> all, OwnedEvent.WasReset reset) =>
        all.RemoveRange(all.Keys.Where(key =>
        {
            var split = key.IndexOf('/', StringComparison.Ordinal);
            return IsIn(key[..split], reset.Preset) && IsIn(key[(split + 1)..], reset.Setting);
        }));

    private static bool AreSame(OwnedState one, OwnedState other) =>
        one.Learned.Count == other.Learned.Count && one.Uses.Count == other.Uses.Count
        && one.Settings.Count == other.Settings.Count && one.Schedules.Count == other.Schedules.Count
        && one.Presets.Count == other.Presets.Count
        && one.Presets.All(preset => preset.Value.Values.SequenceEqual(other.Presets[preset.Key].Values));
}
