using Customization.Domain.Entities;
using Customization.Domain.Ordering;

namespace Customization.Domain.Sessions;

/// <summary>When a session that nobody touches any more is deleted.</summary>
/// <remarks>Its code brings it back, and what was saved or ordered from it does not need it.</remarks>
internal static class SessionRetention
{
    /// <summary>Longer than a quote holds stock, whatever the clocks of its session and of its order say.</summary>
    private static readonly TimeSpan QuoteOpen = 2 * OrderLimits.QuoteTtl;

    /// <summary>Whether it may go now. Of timers only that of the product's dates does not keep it: it tells those who
    /// look, and nobody does.</summary>
    public static bool MayGo(Envelope<SessionState> session, DateTimeOffset now, TimeSpan retention)
    {
        if (!session.Outbox.IsEmpty || session.Timers.Keys.Any(timer => timer != SessionLapse.Timer))
        {
            return false;
        }

        // What was never opened, or whose key was deleted with its owner, tells nothing any more.
        return !session.State.IsOpen
            || (session.TouchedAt > 0 && DateTimeOffset.FromUnixTimeSeconds(session.TouchedAt)
                + Longest(retention, session.State.Quote) <= now);
    }

    private static TimeSpan Longest(TimeSpan retention, QuoteReference? quote) =>
        quote is { Status: not QuoteStatus.Refused } && retention < QuoteOpen ? QuoteOpen : retention;
}
