namespace Customization.Gateway.Health;

/// <summary>What orchestrators probe.</summary>
public static class HealthApi
{
    /// <summary>Maps <c>/healthz</c> (the process answers; storage does not matter) and <c>/readyz</c> (send requests
    /// here; drops as soon as the process was told to stop).</summary>
    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/healthz", () => TypedResults.Ok(new Health("ok")))
            .AllowAnonymous().DisableRateLimiting().WithTags("Health").WithName("Healthz")
            .WithSummary("The process is alive.");
        app.MapGet("/readyz", Results<Ok<Health>, Problem> (IHostApplicationLifetime lifetime) =>
                lifetime.ApplicationStopping.IsCancellationRequested
                    ? Problem.Of("stopping", "This process is about to stop; ask another one.")
                    : TypedResults.Ok(new Health("ready")))
            .AllowAnonymous().DisableRateLimiting().WithTags("Health").WithName("Readyz")
            .WithSummary("The process takes requests.");
    }
}

/// <summary>Answer of a probe.</summary>
public sealed record Health(string Status);
