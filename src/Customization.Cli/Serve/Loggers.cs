using Microsoft.Extensions.Logging;

namespace Customization.Cli.Serve;

/// <summary>Where servers log: warnings and errors, to standard error.</summary>
internal static class Loggers
{
    /// <summary>Makes it.</summary>
    /// <param name="cluster">Least level of what Orleans says: it warns of much that a single silo need not know.
    /// </param>
    public static ILoggerFactory Create(LogLevel cluster) => LoggerFactory.Create(logging => logging
        .SetMinimumLevel(LogLevel.Warning)
        .AddFilter("Microsoft.AspNetCore.Http.Timeouts", LogLevel.Error) // The caller is told; that is enough.
        .AddFilter("Orleans", cluster)
        .AddFilter("Polly", cluster)
        .AddFilter("Microsoft.Extensions.Hosting", LogLevel.None) // What fails at start is thrown too.
        .AddConsole(console => console.LogToStandardErrorThreshold = LogLevel.Trace)
        .AddSimpleConsole(console => console.SingleLine = true));
}
