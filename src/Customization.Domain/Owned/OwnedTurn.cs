using Customization.Domain.Entities;

namespace Customization.Domain.Owned;

/// <summary>One decision of an owned product in the making.</summary>
internal sealed class OwnedTurn(OwnedState before, DateTimeOffset now) : Turn<OwnedDecider, OwnedState>(before, now)
{
    /// <summary>Why there is no such setting, or null where there is one.</summary>
    public OwnedRejection? RefusalOf(string setting) => State.Specification.Setting(setting) is not null
        ? null
        : new OwnedRejection.SettingUnknown(
            setting, State.Specification.Absent.FirstOrDefault(each => each.Code == setting)?.When ?? "");

    /// <summary>Why a setting cannot have a value, or null where it can.</summary>
    public OwnedRejection? RefusalOf(string setting, long value, string language) =>
        RefusalOf(setting) ?? OwnedRejection.SettingOutOfBounds.Of(
            State.Specification.Setting(setting)!, value, language);

    /// <summary>Whether a text can name what the owner makes.</summary>
    public static bool IsName(string text) => text.Length is > 0 and <= OwnedLimits.NameLengthMax
        && text.All(each => char.IsAsciiLetterOrDigit(each) || each is '-' or '_');
}
