using Customization.Gateway.Access;

namespace Customization.Gateway.Development;

/// <summary>Gives tokens to anybody: for trying things out on one's own machine.</summary>
public static class DevTokenApi
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Maps <c>/v1/dev/token</c>.</summary>
    public static void MapDevTokens(this RouteGroupBuilder v1, GatewayOptions options) =>
        v1.MapPost("/dev/token", Results<Ok<DevToken>, Problem> (DevTokenRequest? request, TimeProvider clock) =>
            Issue(request ?? new DevTokenRequest(), options, clock))
            .AllowAnonymous()
            .WithTags("Development")
            .WithName("IssueDevelopmentToken")
            .WithSummary("A token for any subject and roles; without a subject a new anonymous customer.");

    private static Results<Ok<DevToken>, Problem> Issue(
        DevTokenRequest request, GatewayOptions options, TimeProvider clock)
    {
        var subject = request.Subject ?? $"anon-{Guid.CreateVersion7():N}";
        var roles = request.Roles ?? [Roles.Customer];
        if (!Keys.IsCustomer(subject))
        {
            return Problem.Of("request-invalid", "The subject has characters that no key has, or too many.");
        }

        if (roles.FirstOrDefault(role => !Roles.All.Contains(role)) is { } unknown)
        {
            return Problem.Of(
                "request-invalid", $"There is no role '{unknown}'; there are {string.Join(", ", Roles.All)}.");
        }

        var token = Tokens.Issue(options.TokenKey, subject, roles, clock.GetUtcNow(), Lifetime);
        return TypedResults.Ok(new DevToken(token, subject, roles, (int)Lifetime.TotalSeconds));
    }
}

/// <summary>What token is wanted.</summary>
/// <param name="Subject">Customer id; a new anonymous one where it is left out.</param>
/// <param name="Roles">customer, author, operator; only customer where it is left out.</param>
public sealed record DevTokenRequest(string? Subject = null, IReadOnlyList<string>? Roles = null);

/// <summary>A token to send as <c>Authorization: Bearer ...</c>.</summary>
public sealed record DevToken(string Token, string Subject, IReadOnlyList<string> Roles, int ExpiresInSeconds);
