using System.Security.Cryptography;
using System.Text;
using Customization.Domain.Entities;

namespace Customization.Gateway.Access;

/// <summary>Keys that come from outside, and how the gateway makes its own.</summary>
public static class Keys
{
    /// <summary>Most characters of a customer id: it is part of other keys.</summary>
    public const int CustomerLengthMax = 80;

    /// <summary>Most characters of an idempotency key.</summary>
    public const int IdempotencyLengthMax = 128;

    /// <summary>Whether the text can be a customer id.</summary>
    public static bool IsCustomer(string text) => text.Length <= CustomerLengthMax && IsKey(text);

    /// <summary>Whether the text can name an entity from a URL: a key without slashes.</summary>
    public static bool IsKey(string text) => text.Length is > 0 and <= EntityAddress.KeyLengthMax
        && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or ':');

    /// <summary>An id that nobody can guess, sorted by time of making.</summary>
    public static string NewSession() => $"s-{Guid.CreateVersion7():N}";

    /// <summary>The order that a customer's idempotency key names: always the same one.</summary>
    public static string OrderOf(string customer, string idempotencyKey)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{customer}\n{idempotencyKey}"));
        return $"o-{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }
}
