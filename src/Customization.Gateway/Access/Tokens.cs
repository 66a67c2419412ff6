using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Customization.Gateway.Access;

/// <summary>Bearer tokens: JWT, HS256, with a subject and roles.</summary>
/// <remarks>The algorithm is fixed, so a token cannot choose a weaker one for itself.</remarks>
public static class Tokens
{
    /// <summary>Issuer and audience of every token.</summary>
    public const string Issuer = "customization";

    /// <summary>Claim that holds the customer id.</summary>
    public const string SubjectClaim = "sub";

    /// <summary>Claim that holds a role, or an array of them.</summary>
    public const string RoleClaim = "role";

    /// <summary>A signed token.</summary>
    public static string Issue(
        ReadOnlyMemory<byte> key, string subject, IEnumerable<string> roles, DateTimeOffset now, TimeSpan lifetime)
    {
        var claims = new ClaimsIdentity(
            [new Claim(SubjectClaim, subject), .. roles.Select(role => new Claim(RoleClaim, role))]);
        var signing = new SigningCredentials(
            new SymmetricSecurityKey(key.ToArray()), SecurityAlgorithms.HmacSha256);
        return new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Issuer,
            Subject = claims,
            IssuedAt = now.UtcDateTime,
            NotBefore = now.UtcDateTime,
            Expires = (now + lifetime).UtcDateTime,
            SigningCredentials = signing,
        });
    }

    /// <summary>What a token must satisfy.</summary>
    public static TokenValidationParameters Validation(ReadOnlyMemory<byte> key) => new()
    {
        ValidIssuer = Issuer,
        ValidAudience = Issuer,
        IssuerSigningKey = new SymmetricSecurityKey(key.ToArray()),
        ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        NameClaimType = SubjectClaim,
        RoleClaimType = RoleClaim,
        ClockSkew = TimeSpan.FromSeconds(30),
    };
}
