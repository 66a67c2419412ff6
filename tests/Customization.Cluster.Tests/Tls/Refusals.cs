using Microsoft.Extensions.Logging;

namespace Customization.Cluster.Tests.Tls;

/// <summary>Counts the connections that a silo refused for their certificates, by what it logs.</summary>
public sealed class Refusals : ILoggerProvider, ILogger
{
    private const string Category = "Orleans.Connections.Security.TlsServerConnectionMiddleware";

    private int _count;

    /// <summary>How many so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) =>
        categoryName == Category ? this : Microsoft.Extensions.Logging.Abstractions.NullLogger.Instance;

    /// <inheritdoc/>
    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter) => Interlocked.Increment(ref _count);

    /// <inheritdoc/>
    public bool IsEnabled(LogLevel logLevel) => true;

    /// <inheritdoc/>
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
