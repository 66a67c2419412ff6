using Customization.Runtime.Journal;
using Microsoft.Extensions.Logging;

namespace Customization.Runtime.Simulation;

/// <summary>Hears the runtime's log: what it calls an error is a bug, unless a planted fault is behind it.</summary>
internal sealed class BugLog(Verdict verdict) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (exception is StoreException || (logLevel == LogLevel.Error && exception is not IOException))
        {
            var where = exception?.StackTrace?.Split('\n').FirstOrDefault()?.Trim();
            verdict.Fail("bug", $"{formatter(state, exception)}: {exception?.Message} {where}");
        }
    }
}
