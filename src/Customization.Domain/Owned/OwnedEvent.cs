using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Owned;

/// <summary>What happened to a product that somebody owns.</summary>
public abstract record OwnedEvent : Event
{
    private OwnedEvent()
    {
    }

    /// <summary>It was delivered to its owner.</summary>
    public sealed record Registered(string Owner, OwnedOrigin Origin, OwnedSpecification Specification) : OwnedEvent;

    /// <summary>The owner set a setting.</summary>
    public sealed record SettingChanged(string Setting, long Value) : OwnedEvent;

    /// <summary>The owner saved a preset.</summary>
    public sealed record PresetSaved(string Name, SavedPreset Preset) : OwnedEvent;

    /// <summary>The owner applied a preset; these settings changed.</summary>
    public sealed record PresetApplied(string Name, ImmutableSortedDictionary<string, long> Values) : OwnedEvent;

    /// <summary>A saved preset was forgotten, and what was learned for it.</summary>
    public sealed record PresetRemoved(string Name) : OwnedEvent;

    /// <summary>A preset has a time.</summary>
    public sealed record ScheduleSet(string Name, OwnedSchedule Schedule) : OwnedEvent;

    /// <summary>A schedule was forgotten.</summary>
    public sealed record ScheduleRemoved(string Name) : OwnedEvent;

    /// <summary>A report came in.</summary>
    /// <param name="Uses">Those that count.</param>
    public sealed record UseReported(string Batch, ImmutableArray<ObservedUse> Uses) : OwnedEvent;

    /// <summary>A setting of a preset was adapted to its uses, which are used up.</summary>
    public sealed record PresetAdapted(string Preset, string Setting, LearnedValue Learned) : OwnedEvent;

    /// <summary>Learning was switched on, or off and what was observed was forgotten.</summary>
    public sealed record LearningSwitched(bool On) : OwnedEvent;

    /// <summary>What was learned, or set, was taken back.</summary>
    public sealed record WasReset(ResetTo To, string? Preset, string? Setting) : OwnedEvent;

    /// <summary>It is nobody's any more.</summary>
    public sealed record Disowned(DateTimeOffset At) : OwnedEvent, IErasesHistory;
}
