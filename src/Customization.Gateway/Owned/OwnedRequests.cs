using System.Collections.Immutable;
using Customization.Domain.Owned;

namespace Customization.Gateway.Owned;

/// <summary>A value for a setting.</summary>
public sealed record SettingRequest(long Value);

/// <summary>A preset.</summary>
/// <param name="Title">For people; may be absent.</param>
/// <param name="Values">By setting; absent for all settings as they are.</param>
public sealed record PresetRequest(string? Title = null, Dictionary<string, long>? Values = null)
{
    internal ImmutableSortedDictionary<string, long>? ValuesOrNull =>
        Values?.ToImmutableSortedDictionary(StringComparer.Ordinal);
}

/// <summary>When a preset comes.</summary>
/// <param name="Time">Local time of the day, e.g. 19:30.</param>
public sealed record ScheduleRequest(string Preset, string Time, IReadOnlyList<DayOfWeek> Days);

/// <summary>How the device was used.</summary>
public sealed record ObservationRequest(IReadOnlyList<UseRequest> Uses);

/// <summary>One use.</summary>
/// <param name="At">Local time without zone, e.g. 2027-01-31T19:30.</param>
public sealed record UseRequest(string Setting, long Value, string At);

/// <summary>Whether presets learn.</summary>
public sealed record LearningRequest(bool On);

/// <summary>What to take back.</summary>
/// <param name="Preset">Only in this preset; absent for settings and all presets.</param>
/// <param name="Setting">Only this setting; absent for all.</param>
public sealed record ResetRequest(ResetTo To, string? Preset = null, string? Setting = null);
