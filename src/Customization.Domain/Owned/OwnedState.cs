using System.Collections.Immutable;

namespace Customization.Domain.Owned;

/// <summary>One thing that somebody owns: what was built, what the owner made of it, what it learned.</summary>
/// <param name="Owner">Empty before it is registered, and when it was disowned.</param>
/// <param name="Origin">Null before it is registered.</param>
/// <param name="Settings">What the owner set; the factory's value where there is none.</param>
/// <param name="Presets">What the owner saved.</param>
/// <param name="Learned">Values of presets that learned, by <see cref="KeyOf"/>.</param>
/// <param name="Uses">What is observed and may lead to the next adaptation, oldest first, by the same key.</param>
/// <param name="Batches">Keys of the latest reports, oldest first.</param>
/// <param name="SeenUntil">Local time of the latest use that counted, by setting.</param>
/// <param name="Version">Counts events.</param>
public sealed record OwnedState(
    string Serial, string Owner, OwnedOrigin? Origin, OwnedSpecification Specification,
    ImmutableSortedDictionary<string, long> Settings,
    ImmutableSortedDictionary<string, SavedPreset> Presets,
    ImmutableSortedDictionary<string, OwnedSchedule> Schedules,
    ImmutableSortedDictionary<string, LearnedValue> Learned,
    ImmutableSortedDictionary<string, ImmutableArray<TimedValue>> Uses,
    ImmutableArray<string> Batches,
    ImmutableSortedDictionary<string, DateTime> SeenUntil,
    bool IsLearning, long Version)
{
    /// <summary>A serial number that was never delivered.</summary>
    public static OwnedState Unknown(string serial) => new(
        serial, "", null, new OwnedSpecification(Catalog.LocalizedText.Empty, [], [], [], []), None<long>(),
        None<SavedPreset>(), None<OwnedSchedule>(), None<LearnedValue>(), None<ImmutableArray<TimedValue>>(), [],
        None<DateTime>(), true, 0);

    /// <summary>Names a setting of a preset: codes have no slash.</summary>
    public static string KeyOf(string preset, string setting) => $"{preset}/{setting}";

    /// <summary>What a setting is now.</summary>
    public long ValueOf(BuiltSetting setting) => Settings.GetValueOrDefault(setting.Code, setting.Factory);

    /// <summary>Names of all presets, the factory's first.</summary>
    public IEnumerable<string> PresetNames =>
        Specification.Presets.Select(preset => preset.Code).Concat(Presets.Keys).Distinct();

    /// <summary>The values of a preset as the owner saved it or the factory made it, or null where there is none.
    /// </summary>
    public ImmutableSortedDictionary<string, long>? OwnValuesOf(string preset) =>
        Presets.GetValueOrDefault(preset)?.Values ?? Specification.Preset(preset)?.Values;

    /// <summary>The values of a preset as learned, or null where there is none.</summary>
    public ImmutableSortedDictionary<string, long>? ValuesOf(string preset)
    {
        if (OwnValuesOf(preset) is not { } values)
        {
            return null;
        }

        foreach (var setting in values.Keys)
        {
            values = Learned.TryGetValue(KeyOf(preset, setting), out var learned)
                ? values.SetItem(setting, learned.Value)
                : values;
        }

        return values;
    }

    private static ImmutableSortedDictionary<string, T> None<T>() =>
        ImmutableSortedDictionary.Create<string, T>(StringComparer.Ordinal);
}

/// <summary>Where a thing comes from.</summary>
/// <param name="Piece">Which of the order's pieces, from 1.</param>
/// <param name="ProductVersion">The version that was built.</param>
public sealed record OwnedOrigin(
    string OrderId, int Piece, string Product, int ProductVersion, DateTimeOffset DeliveredAt);

/// <summary>Values that the owner keeps under a name.</summary>
/// <param name="Title">May be empty.</param>
public sealed record SavedPreset(string Title, ImmutableSortedDictionary<string, long> Values);

/// <summary>A preset at a local time of some weekdays.</summary>
/// <param name="Days">Each once.</param>
public sealed record OwnedSchedule(string Preset, TimeOnly Time, ImmutableArray<DayOfWeek> Days)
{
    /// <inheritdoc/>
    public bool Equals(OwnedSchedule? other) =>
        other is not null && Preset == other.Preset && Time == other.Time && Days.SequenceEqual(other.Days);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Preset, Time, Days.Length);
}

/// <summary>How a device was used once.</summary>
/// <param name="At">Local time of the owner, without zone.</param>
public sealed record ObservedUse(string Setting, long Value, DateTime At);

/// <summary>The same under the name of its setting.</summary>
public readonly record struct TimedValue(DateTime At, long Value);

/// <summary>A value that a preset learned, and why.</summary>
/// <param name="Before">The value until then.</param>
/// <param name="Uses">How many uses led to it,</param>
/// <param name="First">from this local time</param>
/// <param name="Last">to this one,</param>
/// <param name="Least">between this value</param>
/// <param name="Most">and this one;</param>
/// <param name="Middle">their median.</param>
/// <param name="Limit">Why it is not the median.</param>
/// <param name="At">When it was learned.</param>
public sealed record LearnedValue(
    long Value, long Before, int Uses, DateTime First, DateTime Last, long Least, long Most, long Middle,
    LearningLimit Limit, DateTimeOffset At);

/// <summary>What kept a learned value from the median of the uses.</summary>
public enum LearningLimit
{
    /// <summary>Nothing but, perhaps, the step.</summary>
    None,

    /// <summary>It would be too far from what the owner chose.</summary>
    Drift,
}
