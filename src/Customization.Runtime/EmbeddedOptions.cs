using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Entities.Secrets;
using Customization.Runtime.Journal.Secrets;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Customization.Runtime;

/// <summary>How the embedded engine runs.</summary>
/// <param name="Directory">Where its store is; made where it is missing.</param>
public sealed record EmbeddedOptions(string Directory)
{
    /// <summary>The shipping lanes of the plant.</summary>
    public ImmutableArray<ShippingLane> Lanes { get; init; } = [];

    /// <summary>Its limits.</summary>
    public RuntimeLimits Limits { get; init; } = RuntimeLimits.Default;

    /// <summary>What customers' keys are wrapped with; null for those of <see cref="MasterKeyFile"/> beside the store,
    /// made where there are none.</summary>
    public MasterKeys? MasterKeys { get; init; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Where it logs.</summary>
    public ILogger Log { get; init; } = NullLogger.Instance;
}
