using System.Globalization;
using Customization.Domain.Catalog;
using Customization.Domain.Entities;

namespace Customization.Domain.Owned;

/// <summary>Why an owned product refused a command.</summary>
public abstract record OwnedRejection : Rejection
{
    private OwnedRejection()
    {
    }

    /// <summary>No such thing was delivered, or it is somebody else's.</summary>
    public sealed record Unknown(string Serial) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "owned-unknown";

        /// <inheritdoc/>
        public override string Detail => $"Nothing with the serial number {Serial} is yours.";
    }

    /// <summary>It changed since the caller looked.</summary>
    public sealed record VersionConflict(long Version) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "owned-version-conflict";

        /// <inheritdoc/>
        public override string Detail =>
            string.Create(CultureInfo.InvariantCulture, $"It was changed meanwhile and is at version {Version}.");
    }

    /// <summary>There is no such setting, or it was not built.</summary>
    /// <param name="When">What it would have taken; empty where no configuration has it.</param>
    public sealed record SettingUnknown(string Setting, string When) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "setting-unknown";

        /// <inheritdoc/>
        public override string Detail => When.Length == 0
            ? $"There is no setting '{Setting}'."
            : $"The setting '{Setting}' was not built: it needs {When}.";
    }

    /// <summary>The value is beyond what was built.</summary>
    /// <param name="Bound">The bound that is in the way, e.g. <c>at least 10 %</c>.</param>
    /// <param name="Why">The author's reason in the caller's language; may be empty.</param>
    public sealed record SettingOutOfBounds(string Setting, long Value, string Bound, string Why) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "setting-out-of-bounds";

        /// <inheritdoc/>
        public override string Detail =>
            string.Create(CultureInfo.InvariantCulture, $"'{Setting}' cannot be {Value}: it is {Bound}")
            + (Why.Length == 0 ? "." : $". {Why}");

        /// <summary>Why a value is none of a setting, or null where it is one.</summary>
        public static SettingOutOfBounds? Of(BuiltSetting setting, long value, string language)
        {
            var range = setting.Range;
            var (bound, why) = value < range.Min ? (string.Create(
                    CultureInfo.InvariantCulture, $"at least {range.Min}{Unit(setting)}"), setting.MinWhy)
                : value > range.Max ? (string.Create(
                    CultureInfo.InvariantCulture, $"at most {range.Max}{Unit(setting)}"), setting.MaxWhy)
                : !range.Has(value) ? (string.Create(
                    CultureInfo.InvariantCulture, $"{range.Min} and steps of {range.Step} from there"), setting.StepWhy)
                : ("", LocalizedText.Empty);
            return bound.Length == 0 ? null : new SettingOutOfBounds(setting.Code, value, bound, why.In(language));
        }

        private static string Unit(BuiltSetting setting) => setting.Unit.Length == 0 ? "" : $" {setting.Unit}";
    }

    /// <summary>There is no such preset.</summary>
    public sealed record PresetUnknown(string Preset) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "preset-unknown";

        /// <inheritdoc/>
        public override string Detail => $"There is no preset '{Preset}'.";
    }

    /// <summary>Name, title or values of a preset are not accepted.</summary>
    public sealed record PresetInvalid(string Reason) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "preset-invalid";

        /// <inheritdoc/>
        public override string Detail => $"The preset is not accepted: {Reason}.";
    }

    /// <summary>No more room for presets.</summary>
    public sealed record PresetsFull : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "presets-full";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture,
            $"At most {OwnedLimits.PresetsMax} presets with {OwnedLimits.PresetValuesMax} values together are kept.");
    }

    /// <summary>The preset would be gone, and a schedule asks for it.</summary>
    public sealed record PresetScheduled(string Preset, string Schedule) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "preset-scheduled";

        /// <inheritdoc/>
        public override string Detail => $"The schedule '{Schedule}' asks for the preset '{Preset}'.";
    }

    /// <summary>Name or days of a schedule are not accepted.</summary>
    public sealed record ScheduleInvalid(string Reason) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "schedule-invalid";

        /// <inheritdoc/>
        public override string Detail => $"The schedule is not accepted: {Reason}.";
    }

    /// <summary>No more room for schedules.</summary>
    public sealed record SchedulesFull : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "schedules-full";

        /// <inheritdoc/>
        public override string Detail => string.Create(
            CultureInfo.InvariantCulture, $"At most {OwnedLimits.SchedulesMax} schedules are kept.");
    }

    /// <summary>Key, number or times of the uses in a report are not accepted.</summary>
    public sealed record ObservationInvalid(string Reason) : OwnedRejection
    {
        /// <inheritdoc/>
        public override string Code => "observation-invalid";

        /// <inheritdoc/>
        public override string Detail => $"The report is not accepted: {Reason}.";
    }
}
