using System.Collections.Concurrent;
using System.Security.Claims;

namespace Customization.Gateway.Access;

/// <summary>Tokens that were verified, so that the next request with one need not verify its signature again.</summary>
/// <remarks>A token counts no longer than it is valid. Two generations of at most <see cref="KeptMax"/> tokens: a full
/// one becomes the older one, and what is used of that one moves on. Safe for any number of threads.</remarks>
public sealed class VerifiedTokens(TimeProvider clock)
{
    /// <summary>Most tokens of a generation.</summary>
    public const int KeptMax = 20_000;

    private ConcurrentDictionary<string, Verified> _young = new(StringComparer.Ordinal);
    private ConcurrentDictionary<string, Verified> _old = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>Who the bearer of a token is, or null where that must be verified.</summary>
    public ClaimsPrincipal? Find(string token)
    {
        if (!_young.TryGetValue(token, out var verified))
        {
            if (!_old.TryGetValue(token, out verified))
            {
                return null;
            }

            Put(token, verified);
        }

        return clock.GetUtcNow() < verified.Until ? verified.Bearer : null;
    }

    /// <summary>Remembers a token that was verified just now.</summary>
    /// <param name="until">When it is no longer valid.</param>
    public void Add(string token, ClaimsPrincipal bearer, DateTimeOffset until) =>
        Put(token, new Verified(bearer, until));

    private void Put(string token, Verified verified)
    {
        if (Interlocked.Increment(ref _count) > KeptMax)
        {
            Volatile.Write(ref _old, _young);
            Volatile.Write(ref _young, new(StringComparer.Ordinal));
            Volatile.Write(ref _count, 1);
        }

        _young[token] = verified;
    }

    private sealed record Verified(ClaimsPrincipal Bearer, DateTimeOffset Until);
}
