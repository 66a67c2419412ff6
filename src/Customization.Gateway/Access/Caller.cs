using System.Security.Claims;

namespace Customization.Gateway.Access;

/// <summary>Who makes the request, as its verified token says.</summary>
/// <param name="Subject">The customer id; empty without a token, which only public endpoints let through.</param>
public sealed record Caller(string Subject, bool IsOperator)
{
    /// <summary>What an entity is told about who asks: null for the operator, who may do everything.</summary>
    public string? Actor => IsOperator ? null : Subject;

    /// <summary>Whether what belongs to this owner may be shown to the caller.</summary>
    public bool MaySee(string owner) => IsOperator || string.Equals(owner, Subject, StringComparison.Ordinal);

    /// <summary>Binds a handler's parameter.</summary>
    public static ValueTask<Caller> BindAsync(HttpContext context) => ValueTask.FromResult(Of(context.User));

    /// <summary>The caller behind verified claims.</summary>
    public static Caller Of(ClaimsPrincipal user) =>
        new(user.FindFirstValue(Tokens.SubjectClaim) ?? "", user.IsInRole(Roles.Operator));
}
