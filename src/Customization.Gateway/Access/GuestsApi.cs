namespace Customization.Gateway.Access;

/// <summary>Lets anybody be a customer without saying who they are: the pages of the shop need no account.</summary>
/// <remarks>A guest is a new customer id and sees nothing of anybody else. How often an address may ask is limited as
/// every request is.</remarks>
public static class GuestsApi
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>Maps <c>/v1/guests</c>.</summary>
    public static void MapGuests(this RouteGroupBuilder v1, GatewayOptions options) =>
        v1.MapPost("/guests", (TimeProvider clock) => TypedResults.Ok(Issue(options, clock)))
            .AllowAnonymous().WithTags("Customers").WithName("WelcomeGuest")
            .WithSummary("A token of a new customer without a name, good for thirty days.");

    private static GuestToken Issue(GatewayOptions options, TimeProvider clock)
    {
        var subject = $"guest-{Guid.CreateVersion7():N}";
        var token = Tokens.Issue(options.TokenKey, subject, [Roles.Customer], clock.GetUtcNow(), Lifetime);
        return new GuestToken(token, subject, (int)Lifetime.TotalSeconds);
    }
}

/// <summary>A token to send as <c>Authorization: Bearer ...</c>.</summary>
public sealed record GuestToken(string Token, string Subject, int ExpiresInSeconds);
