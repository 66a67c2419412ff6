using Customization.Gateway.Operators;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection.KeyManagement;

namespace Customization.Gateway.Access;

/// <summary>Sets up who may call what. Without an explicit policy an endpoint needs a valid token.</summary>
public static class TokenAccess
{
    /// <summary>Adds verification of tokens and one policy per role.</summary>
    public static void AddTokenAccess(this IServiceCollection services, GatewayOptions options)
    {
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(bearer =>
        {
            bearer.MapInboundClaims = false;
            bearer.RequireHttpsMetadata = false; // There is no metadata: the key is known beforehand.
            bearer.TokenValidationParameters = Tokens.Validation(options.TokenKey);
            bearer.Events = new JwtBearerEvents
            {
                OnMessageReceived = TakeCookie,
                OnTokenValidated = RefuseOddSubject,
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

    private static Task TakeCookie(MessageReceivedContext context)
    {
        context.Token = SignInApi.TokenOf(context.Request);
        return Task.CompletedTask;
    }

    /// <summary>Subjects become entity keys, so they follow the rules of keys.</summary>
    private static Task RefuseOddSubject(TokenValidatedContext context)
    {
        if (!Keys.IsCustomer(context.Principal is { } user ? Caller.Of(user).Subject : ""))
        {
            context.Fail($"The subject is not 1-{Keys.CustomerLengthMax} letters, digits or any of - _ . :");
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
