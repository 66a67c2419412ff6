using System.Collections.Immutable;
using Customization.Domain;
using Customization.Domain.Delivery;
using Customization.Gateway.Operators;
using Microsoft.Extensions.Logging;

namespace Customization.Cli.Serve;

/// <summary>What an engine is started with.</summary>
internal sealed record EngineParts(
    ServeOptions Options, ImmutableArray<ShippingLane> Lanes, TimeProvider Time, ILoggerFactory Loggers);

/// <summary>An engine and what has to be stopped after the server that is in front of it.</summary>
internal sealed record RunningEngine(ICustomization Engine, IAsyncDisposable Owner) : IAsyncDisposable
{
    /// <summary>What the engine shows to operators; null for nothing.</summary>
    public OperatorPages? Pages { get; init; }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => Owner.DisposeAsync();
}
