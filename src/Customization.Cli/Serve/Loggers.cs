using Microsoft.Extensions.Logging;

namespace Customization.Cli.Serve;

/// <summary>Where servers log: warnings and errors, to standard error.</summary>
internal static class Loggers
{
    /// <summary>Makes it.</summary>
    public static ILoggerFactory Create() => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error) // The caller is told; that is enough.
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // What fails at start is thrown too.
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddSimpleConsole(console => console.SingleLine = true));
}
