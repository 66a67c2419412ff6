using Customization.Gateway.Operators;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Customization.Gateway.Access;

/// <summary>Sets up who may call what. Without an explicit policy an endpoint needs a valid token.</summary>
public static class TokenAccess
{
    private const string BearerPrefix = JwtBearerDefaults.AuthenticationScheme + " ";

    /// <summary>Adds verification of tokens and one policy per role.</summary>
    public static void AddTokenAccess(this IServiceCollection services, GatewayOptions options)
    {
        var verified = new VerifiedTokens(TimeProvider.System);
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.RequireHttpsMetadata = false; // There is no metadata: the key is known beforehand.
            bearer.TokenValidationParameters = Tokens.Validation(options.TokenKey);
            bearer.Events = new JwtBearerEvents
            {
                OnMessageReceived = context => Receive(context, verified),
                OnTokenValidated = context => Accept(context, verified),
                OnChallenge = Challenge,
                OnForbidden = context => Problem.Of("forbidden", "The token's roles do not allow this.")
                    .ExecuteAsync(context.HttpContext),
            };
        });
        services.WithoutKeyFiles();
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build())
            .AddPolicy(Roles.Customer, policy => policy.RequireRole(Roles.Customer))
            .AddPolicy(Roles.Author, policy => policy.RequireRole(Roles.Author))
            .AddPolicy(Roles.Operator, policy => policy.RequireRole(Roles.Operator))
            .AddPolicy(Roles.Machine, policy => policy.RequireRole(Roles.Machine))
            .AddPolicy(Roles.CustomerOrOperator, policy => policy.RequireRole(Roles.Customer, Roles.Operator))
            .AddPolicy(Roles.AuthorOrOperator, policy => policy.RequireRole(Roles.Author, Roles.Operator));
    }

    /// <summary>Authentication brings data protection, which at its start would put a key file into the user's home; no
    /// token here is made with it.</summary>
    private static void WithoutKeyFiles(this IServiceCollection services)
    {
        var dataProtection = typeof(KeyManagementOptions).Assembly;
        foreach (var service in services.Where(service => service.ServiceType == typeof(IHostedService)
            && service.ImplementationType?.Assembly == dataProtection).ToArray())
        {
            services.Remove(service);
        }
    }

    /// <summary>A browser's token is in a cookie; one that was verified already is not verified again.</summary>
    private static Task Receive(MessageReceivedContext context, VerifiedTokens verified)
    {
        context.Token = SignInApi.TokenOf(context.Request);
        if ((context.Token ?? BearerOf(context.Request)) is { } token && verified.Find(token) is { } bearer)
        {
            context.Principal = bearer;
            context.Success();
        }

        return Task.CompletedTask;
    }

    private static string? BearerOf(HttpRequest request) =>
        request.Headers.Authorization is [{ } value] && value.StartsWith(BearerPrefix, StringComparison.Ordinal)
            ? value[BearerPrefix.Length..]
            : null;

    /// <summary>Subjects become entity keys, so they follow the rules of keys.</summary>
    private static Task Accept(TokenValidatedContext context, VerifiedTokens verified)
    {
        if (context.Principal is not { } bearer || !Keys.IsCustomer(Caller.Of(bearer).Subject))
        {
            context.Fail($"The subject is not 1-{Keys.CustomerLengthMax} letters, digits or any of - _ . :");
        }
        else if (context.SecurityToken is JsonWebToken token)
        {
            verified.Add(token.EncodedToken, bearer, new DateTimeOffset(token.ValidTo, TimeSpan.Zero));
        }

        return Task.CompletedTask;
    }

    private static Task Challenge(JwtBearerChallengeContext context)
    {
        context.HandleResponse();
        context.Response.Headers.WWWAuthenticate = JwtBearerDefaults.AuthenticationScheme;
        var detail = context.AuthenticateFailure is not null
            ? "The bearer token is not valid, or no longer."
            : context.Request.Path.StartsWithSegments(OperatorPages.Root)
                ? $"This needs a bearer token; a browser gets in at {OperatorPages.Root}/sign-in."
                : "This needs a bearer token in the Authorization header.";
        return Problem.Of("unauthenticated", detail).ExecuteAsync(context.HttpContext);
    }
}
