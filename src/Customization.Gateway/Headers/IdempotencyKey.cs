using Customization.Gateway.Access;

namespace Customization.Gateway.Headers;

/// <summary>The client-made id of one intent, from the header <c>Idempotency-Key</c>.</summary>
public static class IdempotencyKey
{
    /// <summary>Name of the header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>The key, or the problem with it.</summary>
    public static (string Key, Problem? Problem) Of(HttpContext context)
    {
        var key = context.Request.Headers[Header].ToString();
        var isAccepted = key.Length is > 0 and <= Keys.IdempotencyLengthMax && key.All(c => c is > ' ' and <= '~');
        return isAccepted
            ? (key, null)
            : ("", Problem.Of(
                "idempotency-key-missing",
                $"Send {Header} with 1-{Keys.IdempotencyLengthMax} printable characters, the same for each retry."));
    }
}
