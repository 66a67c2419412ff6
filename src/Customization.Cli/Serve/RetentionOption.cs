using System.CommandLine;
using System.Globalization;
using Customization.Cli.Cluster;
using Customization.Runtime;

namespace Customization.Cli.Serve;

/// <summary><c>--keep-sessions</c>: how long sessions are kept that nobody touches.</summary>
internal static class RetentionOption
{
    private const int DaysMax = 36_500;

    private static readonly int Days = RuntimeLimits.Default.SessionRetention.Days;

    /// <summary>The option.</summary>
    public static readonly Option<int?> Option = new("--keep-sessions")
    {
        Description = $"Days that a session is kept after somebody touched it last, {Days} without it, 0 for ever; "
            + "environment CUSTOMIZATION_KEEP_SESSIONS. Its code opens it after that.",
    };

    /// <summary>How long; zero for ever.</summary>
    /// <exception cref="InputException">It is no number of days.</exception>
    public static TimeSpan Of(ParseResult parsed)
    {
        var text = ClusterOptions.Variable("KEEP_SESSIONS") ?? $"{Days}";
        var days = parsed.GetValue(Option)
            ?? (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1);
        return days is >= 0 and <= DaysMax
            ? TimeSpan.FromDays(days)
            : throw new InputException($"--keep-sessions is 0 to {DaysMax}");
    }
}
