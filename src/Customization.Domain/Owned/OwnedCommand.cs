using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Owned;

/// <summary>What can be asked of a product that somebody owns. Answered by <see cref="OwnedView"/> unless stated
/// otherwise.</summary>
public abstract record OwnedCommand : Command
{
    private OwnedCommand()
    {
    }

    /// <summary>Who asks; null for the operator, whom the gateway lets only look, and for other entities. To anybody
    /// but the owner the product does not exist.</summary>
    public string? Actor { get; init; }

    /// <summary>Refuse with <c>owned-version-conflict</c> unless the product has this version; null not to care.
    /// </summary>
    public long? ExpectedVersion { get; init; }

    /// <summary>Of messages in a rejection, e.g. <c>de</c>.</summary>
    public string Language { get; init; } = "en";

    /// <summary>A thing was delivered: from its order, once. Answered by <see cref="Done"/>.</summary>
    public sealed record Register(string Owner, OwnedOrigin Origin, OwnedSpecification Specification) : OwnedCommand;

    /// <summary>Everything that is known: also the complete export.</summary>
    public sealed record Read : OwnedCommand;

    /// <summary>Asks what the schedules want at a local time, and what comes next. Answered by
    /// <see cref="OwnedProgram"/>.</summary>
    public sealed record ReadProgram(DateTime At) : OwnedCommand;

    /// <summary>Asks why a setting, or a setting in a preset, has its value. Answered by
    /// <see cref="OwnedExplanation"/>.</summary>
    public sealed record Explain(string Setting, string? Preset = null) : OwnedCommand;

    /// <summary>Sets a setting, within what was built.</summary>
    public sealed record ChangeSetting(string Setting, long Value) : OwnedCommand;

    /// <summary>Keeps values under a name, in place of an earlier preset of that name, also of one from the factory.
    /// What was learned for it ends: the owner's own values stand again.</summary>
    /// <param name="Title">May be empty.</param>
    /// <param name="Values">By setting; null for all settings as they are now.</param>
    public sealed record SavePreset(string Name, string Title, ImmutableSortedDictionary<string, long>? Values)
        : OwnedCommand;

    /// <summary>Sets all settings of a preset to its values, as learned.</summary>
    public sealed record ApplyPreset(string Name) : OwnedCommand;

    /// <summary>Forgets a saved preset; one from the factory stands again with its own values. Nothing where there is
    /// none.</summary>
    public sealed record RemovePreset(string Name) : OwnedCommand;

    /// <summary>A preset at a time of the day on some weekdays, in place of an earlier schedule of that name.</summary>
    public sealed record SetSchedule(string Name, OwnedSchedule Schedule) : OwnedCommand;

    /// <summary>Forgets a schedule; nothing where there is none.</summary>
    public sealed record RemoveSchedule(string Name) : OwnedCommand;

    /// <summary>The device saw how it was used. A report with a known key counts nothing, and so does a use that is not
    /// after the latest one of its setting; nothing is kept while learning is off.</summary>
    /// <param name="Batch">Key of the report, made by the device.</param>
    public sealed record ReportUse(string Batch, ImmutableArray<ObservedUse> Uses) : OwnedCommand;

    /// <summary>Switches learning on or off. Off forgets the uses that were observed; what was learned stays until it
    /// is reset.</summary>
    public sealed record SwitchLearning(bool On) : OwnedCommand;

    /// <summary>Takes back what was learned, or what the owner set too, in all or in a part.</summary>
    /// <param name="Preset">Only in this preset; null for settings and all presets.</param>
    /// <param name="Setting">Only this setting; null for all.</param>
    public sealed record Reset(ResetTo To, string? Preset = null, string? Setting = null) : OwnedCommand;

    /// <summary>The owner was erased: from now on it is nobody's, and nothing of the owner is left. Answered by
    /// <see cref="Done"/>.</summary>
    public sealed record Disown : OwnedCommand;
}

/// <summary>How far back a reset goes.</summary>
public enum ResetTo
{
    /// <summary>To what the owner set: what was learned goes.</summary>
    Owner,

    /// <summary>To the factory: what the owner set and saved goes too; where all is reset, schedules as well.</summary>
    Factory,
}
