using System.Globalization;

namespace Customization.Gateway.Owned;

/// <summary>Times on the owner's clock, which have no zone: devices know theirs, the server does not.</summary>
internal static class LocalTimes
{
    private const string TimeOfDay = "HH:mm";
    private const int ShownMax = 40;

    private static readonly string[] Formats = ["yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];

    /// <summary>Date and time, or null.</summary>
    public static DateTime? Read(string text) =>
        DateTime.TryParseExact(text, Formats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    /// <summary>Hours and minutes, or null.</summary>
    public static TimeOnly? ReadTimeOfDay(string text) =>
        TimeOnly.TryParseExact(text, TimeOfDay, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : null;

    /// <summary>Hours and minutes as they are read.</summary>
    public static string Write(TimeOnly time) => time.ToString(TimeOfDay, CultureInfo.InvariantCulture);

    /// <summary>The problem of a text that is no time.</summary>
    public static Problem Refused(string text)
    {
        var shown = text.Length > ShownMax ? text[..ShownMax] : text;
        return Problem.Of(
            "request-invalid", $"'{shown}' is no local time such as 19:30 or 2027-01-31T19:30, without zone.");
    }
}
