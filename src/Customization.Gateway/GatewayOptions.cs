using Customization.Gateway.Development;
using Customization.Gateway.Operators;

namespace Customization.Gateway;

/// <summary>What the composition root decides about the gateway.</summary>
public sealed record GatewayOptions
{
    /// <summary>Fewest bytes of <see cref="TokenKey"/>: HS256 asks for 256 bits.</summary>
    public const int TokenKeyBytesMin = 32;

    /// <summary>Addresses to listen on, e.g. <c>http://127.0.0.1:8080</c>; port 0 takes a free one.</summary>
    public required IReadOnlyList<string> Urls { get; init; }

    /// <summary>The secret that bearer tokens are signed with (HMAC-SHA256).</summary>
    public required ReadOnlyMemory<byte> TokenKey { get; init; }

    /// <summary>Whether <c>/v1/dev/token</c> gives a token with any role to anybody. Never on a reachable address.
    /// </summary>
    public bool IssuesDevelopmentTokens { get; init; }

    /// <summary>The engine's clock where operators may move it with <c>/v1/dev/clock</c>; null in earnest.</summary>
    public MovableClock? DevelopmentClock { get; init; }

    /// <summary>Pages for operators beside the API; null for none.</summary>
    public OperatorPages? OperatorPages { get; init; }

    /// <summary>Requests per second that one subject, or one address without a token, may make on average.</summary>
    public int RequestsPerSecond { get; init; } = 200;

    /// <summary>Requests that one subject may make at once after a pause.</summary>
    public int RequestsBurst { get; init; } = 400;

    /// <summary>How long the gateway still answers after readiness dropped, so that load balancers look away first.
    /// </summary>
    public TimeSpan DrainDelay { get; init; } = TimeSpan.Zero;

    /// <summary>Silence after which an event stream says that it is alive.</summary>
    public TimeSpan HeartbeatInterval { get; init; } = TimeSpan.FromSeconds(15);
}
