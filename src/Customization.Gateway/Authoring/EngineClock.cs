namespace Customization.Gateway.Authoring;

/// <summary>What time it is for the engine: the movable clock where there is one.</summary>
public sealed class EngineClock(GatewayOptions options, TimeProvider time)
{
    /// <summary>Now.</summary>
    public DateTimeOffset Now() => options.DevelopmentClock?.Now() ?? time.GetUtcNow();
}
