using Customization.Domain;
using Customization.Domain.Entities;

namespace Customization.Gateway.Operations;

/// <summary>How the engine fares.</summary>
public static class EngineBoard
{
    /// <summary>Counts so far: ask twice and subtract for rates and latencies of the time between.</summary>
    public static async Task<Ok<EngineHealth>> Read(ICustomization engine, CancellationToken cancellation) =>
        TypedResults.Ok(await engine.Health(cancellation));
}
