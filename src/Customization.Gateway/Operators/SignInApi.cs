using System.Security.Claims;
using Customization.Gateway.Access;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Customization.Gateway.Operators;

/// <summary>Lets a browser, which cannot send a bearer token by itself, see the pages for operators: it hands in the
/// token once and gets it back as a cookie for these pages.</summary>
/// <remarks>The cookie is the token itself, so nothing is kept here and it ends when the token does. Scripts cannot
/// read it, other sites cannot use it, other endpoints do not look at it, and it never travels unencrypted, but for
/// loopback, where browsers allow it.</remarks>
internal static class SignInApi
{
    /// <summary>Name of the cookie.</summary>
    public const string Cookie = "customization-operator";

    private const string Page = """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <title>Sign in</title>
        <form method="post">
          <label>Token of an operator <input type="password" name="token" autocomplete="off" required autofocus></label>
          <button>Sign in</button>
        </form>
        </html>
        """;

    /// <summary>Maps the form and what it sends to.</summary>
    public static void MapSignIn(this RouteGroupBuilder root, GatewayOptions options, string start)
    {
        root.MapGet("/sign-in", (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy =
                "default-src 'none'; form-action 'self'; frame-ancestors 'none'";
            return TypedResults.Content(Page, "text/html; charset=utf-8");
        }).AllowAnonymous();
        root.MapPost("/sign-in", (HttpContext context, CancellationToken cancellation) =>
            SignIn(context, options, start, cancellation)).AllowAnonymous();
    }

    /// <summary>The token of a request for these pages: from the cookie where there is no header.</summary>
    public static string? TokenOf(HttpRequest request) =>
        request.Path.StartsWithSegments(OperatorPages.Root)
        && request.Headers.Authorization.Count == 0
            ? request.Cookies[Cookie]
            : null;

    private static async Task<Results<StatusCodeHttpResult, Problem>> SignIn(
        HttpContext context, GatewayOptions options, string start, CancellationToken cancellation)
    {
        if (!context.Request.HasFormContentType)
        {
            return Problem.Of("media-type-unsupported", "Send the form of this page.");
        }

        var form = await context.Request.ReadFormAsync(cancellation);
        var token = form["token"].ToString().Trim();
        var verified = await new JsonWebTokenHandler().ValidateTokenAsync(token, Tokens.Validation(options.TokenKey));
        if (!verified.IsValid)
        {
            return Problem.Of("unauthenticated", "The token is not valid, or no longer.");
        }

        if (!Caller.Of(new ClaimsPrincipal(verified.ClaimsIdentity)).IsOperator)
        {
            return Problem.Of("forbidden", "The token is not that of an operator.");
        }

        context.Response.Cookies.Append(Cookie, token, new CookieOptions
        {
            HttpOnly = true,
            Secure = true,
            SameSite = SameSiteMode.Strict,
            Path = OperatorPages.Root,
            Expires = verified.SecurityToken.ValidTo,
        });
        context.Response.Headers.Location = start;
        return TypedResults.StatusCode(StatusCodes.Status303SeeOther);
    }
}
