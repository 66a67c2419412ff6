using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Owned;

/// <summary>What the events of an owned product do to its state.</summary>
internal static class OwnedEvolution
{
    /// <summary>Total: events that no longer make sense change nothing but the version.</summary>
    public static OwnedState Evolve(OwnedState state, Event happened)
    {
        var after = happened switch
        {
            OwnedEvent.Registered registered => state with
            {
                Owner = registered.Owner,
                Origin = registered.Origin,
                Specification = registered.Specification,
            },
            OwnedEvent.SettingChanged changed => state with
            {
                Settings = state.Settings.SetItem(changed.Setting, changed.Value),
            },
            OwnedEvent.PresetApplied applied => state with { Settings = state.Settings.SetItems(applied.Values) },
            OwnedEvent.PresetSaved saved => Unlearned(state, saved.Name) with
            {
                Presets = state.Presets.SetItem(saved.Name, saved.Preset),
            },
            OwnedEvent.PresetRemoved removed => Unlearned(state, removed.Name) with
            {
                Presets = state.Presets.Remove(removed.Name),
            },
            OwnedEvent.ScheduleSet set => state with { Schedules = state.Schedules.SetItem(set.Name, set.Schedule) },
            OwnedEvent.ScheduleRemoved removed => state with { Schedules = state.Schedules.Remove(removed.Name) },
            OwnedEvent.UseReported reported => OwnedLearning.Remember(state, reported),
            OwnedEvent.PresetAdapted adapted => Adapted(state, adapted),
            OwnedEvent.LearningSwitched switched => state with
            {
                IsLearning = switched.On,
                Uses = switched.On ? state.Uses : state.Uses.Clear(),
                SeenUntil = switched.On ? state.SeenUntil : state.SeenUntil.Clear(),
            },
            OwnedEvent.WasReset reset => OwnedResets.After(state, reset),
            OwnedEvent.Disowned => OwnedState.Unknown(state.Serial) with
            {
                Origin = state.Origin,
                Specification = state.Specification,
                Version = state.Version,
            },
            _ => state,
        };
        return after with { Version = state.Version + 1 };
    }

    /// <summary>The state without what was learned and observed for a preset.</summary>
    private static OwnedState Unlearned(OwnedState state, string preset)
    {
        var prefix = OwnedState.KeyOf(preset, "");
        return state with
        {
            Learned = Without(state.Learned, prefix),
            Uses = Without(state.Uses, prefix),
        };
    }

    private static ImmutableSortedDictionary<string, T> Without<T>(
        ImmutableSortedDictionary<string, T> all, string prefix) =>
        all.RemoveRange(all.Keys.Where(key => key.StartsWith(prefix, StringComparison.Ordinal)));

    private static OwnedState Adapted(OwnedState state, OwnedEvent.PresetAdapted adapted)
    {
        var key = OwnedState.KeyOf(adapted.Preset, adapted.Setting);
        return state with { Learned = state.Learned.SetItem(key, adapted.Learned), Uses = state.Uses.Remove(key) };
    }
}
