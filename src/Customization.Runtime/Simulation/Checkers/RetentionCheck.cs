using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Sessions;
using Customization.Runtime.Simulation.Faults;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>A session is deleted only long after somebody touched it, and nothing hangs on it then.</summary>
/// <remarks>Where the store is sealed, one that was opened before its owner was erased cannot be read any more, nor
/// what it had to send, also where it is stored later: it may go at once.</remarks>
internal sealed class RetentionCheck(World world)
{
    private readonly Dictionary<EntityAddress, DateTimeOffset> _touched = [];
    private readonly Dictionary<EntityAddress, DateTimeOffset> _opened = [];

    private Verdict Verdict => world.Verdict;

    /// <summary>Enters a change of a session.</summary>
    public void Take(Deed deed)
    {
        if (deed.Change.Fired is null)
        {
            _touched[deed.Address] = deed.At;
        }

        if (deed.Before is SessionState { IsOpen: false })
        {
            _opened[deed.Address] = deed.At;
        }
    }

    /// <summary>A session is no longer in the store.</summary>
    public void Deleted(Deed last)
    {
        var now = world.Time.GetUtcNow();
        world.Faults.CountLoss("session-deleted");
        if (IsUnreadable(last.Address))
        {
            return;
        }

        Verdict.Require(
            _touched[last.Address] + world.Swarm.Limits.SessionRetention <= now + (2 * SkewedTime.SkewMax), "retention",
            $"{last.Address} was touched at {_touched[last.Address]:O} and is deleted");
        Verdict.Require(
            last.Outbox.IsEmpty, "retention",
            $"{last.Address} is deleted and still has to send {last.Outbox.Keys.FirstOrDefault()}");
        var quote = ((SessionState)last.After).Quote?.OrderId;
        var order = quote is null
            ? null
            : world.Checks.Truth.Find<OrderState>(new EntityAddress(EntityKind.Order, quote));
        Verdict.Require(
            order is not { Status: OrderStatus.Quoted, QuoteExpires: { } end } || end <= now, "retention",
            $"{last.Address} is deleted, and its quote {quote} still holds stock until {order?.QuoteExpires:O}");
    }

    private bool IsUnreadable(EntityAddress session) => world.Swarm.IsSealed
        && world.Checks.Erasures.OwnerErasedAt(session) is { } erased
        && _opened.GetValueOrDefault(session) <= erased + (2 * SkewedTime.SkewMax);
}
