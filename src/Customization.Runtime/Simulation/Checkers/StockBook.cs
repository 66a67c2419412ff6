using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Stock;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>A second book of one component, kept from its durable events (I2, I4): what is there, what comes, who has a
/// claim.</summary>
internal sealed class StockBook(string component, World world)
{
    private readonly SortedDictionary<string, StockClaim> _claims = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Quantity, DateOnly Date)> _receipts = [];
    private readonly HashSet<string> _counted = [];
    private readonly Dictionary<string, DateTimeOffset> _ended = [];
    private readonly Dictionary<string, long> _consumed = [];
    private readonly HashSet<string> _everHeld = [];
    private long _onHand;

    private Verdict Verdict => world.Verdict;

    /// <summary>Whether a receipt or an adjustment of an id was counted.</summary>
    public bool HasCounted(string id) => _counted.Contains(id);

    /// <summary>Whether a receipt is announced or came in.</summary>
    public bool Knows(string receipt) => _receipts.ContainsKey(receipt) || _counted.Contains(receipt);

    /// <summary>Whether a hold is or was here.</summary>
    public bool HasHeld(string hold) => _everHeld.Contains(hold);

    /// <summary>Whether a hold is over, or was never here.</summary>
    public bool IsFree(string hold) => !_claims.ContainsKey(hold);

    /// <summary>Whether a quantity is reserved, or taken out, under a hold.</summary>
    public bool IsReserved(string hold, int quantity) =>
        _claims.TryGetValue(hold, out var claim) && claim.Status != ClaimStatus.Held && claim.Quantity == quantity;

    public IEnumerable<string> ClaimsOf(string order) => _claims.Keys
        .Where(hold => HoldId.OrderOf(hold) == order).Select(hold => $"{_claims[hold].Status} {component}");

    public long ConsumedBy(string order) => _consumed.GetValueOrDefault(order);

    /// <summary>Enters a change; the holds that it touched.</summary>
    public IEnumerable<string> Take(Deed deed)
    {
        var touched = new List<string>();
        foreach (var happened in deed.Change.Events)
        {
            Enter(happened, deed, touched);
        }

        Balance((StockState)deed.After, deed);
        if (deed.Command is TimerFired)
        {
            Calm(deed.At);
        }

        return touched;
    }

    /// <summary>No hold outlives its expiry.</summary>
    public void Calm(DateTimeOffset now)
    {
        foreach (var (hold, claim) in _claims)
        {
            Verdict.Require(
                claim.Status != ClaimStatus.Held || MinuteAfter(claim.Expires) > now, "expiry",
                $"{component} still holds {hold} at {now:u}, {claim.Expires:u} is over");
        }
    }

    /// <summary>A component stores expiries as whole minutes, rounded up: after a restart a hold may last that much
    /// longer.</summary>
    private static DateTimeOffset MinuteAfter(DateTimeOffset time) =>
        new((time.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute,
            TimeSpan.Zero);

    private void Enter(Event happened, Deed deed, List<string> touched)
    {
        switch (happened)
        {
            case StockReceived received:
                Receive(received);
                break;
            case StockAdjusted adjusted:
                Verdict.Require(
                    _counted.Add(adjusted.AdjustmentId)
                    && world.Operators.Adjustments.GetValueOrDefault(adjusted.AdjustmentId) == adjusted.Delta,
                    "I2", $"{component} counted adjustment {adjusted.AdjustmentId} twice, or one that nobody made");
                _onHand += adjusted.Delta;
                break;
            case ReceiptAnnounced announced:
                _receipts[announced.ReceiptId] = (announced.Quantity, announced.Date);
                break;
            case ReplenishmentOrdered ordered:
                _receipts[ordered.ReceiptId] = (
                    ordered.Quantity + _receipts.GetValueOrDefault(ordered.ReceiptId).Quantity, ordered.Date);
                break;
            case ReceiptSlipped slipped:
                Verdict.Require(
                    _receipts[slipped.ReceiptId].Date < DayOf(deed) && slipped.Date > DayOf(deed), "I2",
                    $"{component} moved receipt {slipped.ReceiptId} that is not late");
                _receipts[slipped.ReceiptId] = (_receipts[slipped.ReceiptId].Quantity, slipped.Date);
                break;
            default:
                EnterClaim(happened, deed, touched);
                break;
        }
    }

    private void EnterClaim(Event happened, Deed deed, List<string> touched)
    {
        switch (happened)
        {
            case HoldPlaced placed:
                Hold(placed, deed);
                break;
            case HoldConfirmed confirmed:
                var held = Find(confirmed.HoldId, ClaimStatus.Held, deed);
                Verdict.Require(
                    MinuteAfter(held.Expires) > deed.At, "expiry",
                    $"{component} reserved {confirmed.HoldId} after it had expired");
                _claims[confirmed.HoldId] = held with { Status = ClaimStatus.Reserved };
                break;
            case HoldExpired expired:
                Verdict.Require(
                    Find(expired.HoldId, ClaimStatus.Held, deed).Expires <= deed.At, "expiry",
                    $"{component} ended {expired.HoldId} before its expiry");
                _claims.Remove(expired.HoldId);
                touched.Add(expired.HoldId);
                break;
            case HoldReleased released:
                _claims.Remove(released.HoldId);
                _ended[released.HoldId] = released.RememberUntil ?? deed.At;
                touched.Add(released.HoldId);
                break;
            case ReservationLost lost:
                Lose(lost, deed);
                touched.Add(lost.HoldId);
                break;
            case ReservationConsumed consumed:
                var claim = Find(consumed.HoldId, ClaimStatus.Reserved, deed);
                _claims[consumed.HoldId] = claim with { Status = ClaimStatus.Consumed };
                _onHand -= claim.Quantity;
                var order = HoldId.OrderOf(consumed.HoldId);
                _consumed[order] = _consumed.GetValueOrDefault(order) + claim.Quantity;
                break;
        }
    }

    private void Receive(StockReceived received)
    {
        var id = received.ReceiptId;
        var due = id == "initial"
            ? world.Swarm.OnHand
            : _receipts.TryGetValue(id, out var announced) ? announced.Quantity
            : world.Operators.Receipts.GetValueOrDefault(id);
        var asked = world.Operators.Receipts.GetValueOrDefault(id, due);
        Verdict.Require(_counted.Add(id), "I2", $"{component} counted receipt {id} twice");
        Verdict.Require(
            received.Quantity == due || received.Quantity == asked, "I2",
            $"{component} received {received.Quantity} by {id}, {due} came");
        _receipts.Remove(id);
        _onHand += received.Quantity;
    }

    private void Hold(HoldPlaced placed, Deed deed)
    {
        Verdict.Require(
            placed.Quantity > 0 && placed.Expires > deed.At && !_claims.ContainsKey(placed.HoldId), "I2",
            $"{component} placed {placed.HoldId} that is over or there already");
        Verdict.Require(
            !_ended.TryGetValue(placed.HoldId, out var until) || until <= deed.At, "I4",
            $"{component} held {placed.HoldId} again after its release");
        _claims[placed.HoldId] =
            new StockClaim(placed.Quantity, placed.NeededBy, placed.Expires, ClaimStatus.Held);
        _everHeld.Add(placed.HoldId);
    }

    private void Lose(ReservationLost lost, Deed deed)
    {
        Verdict.Require(
            LeastProjected(DayOf(deed)) < 0, "I3", $"{component} took {lost.HoldId} although nothing is short");
        Verdict.Require(
            deed.Change.Effects.Any(effect => effect is Effect.Send { Command: StockLost told }
                && told.HoldId == lost.HoldId),
            "I3", $"{component} took {lost.HoldId} and told nobody");
        _claims.Remove(lost.HoldId);
    }

    private StockClaim Find(string hold, ClaimStatus status, Deed deed)
    {
        if (_claims.TryGetValue(hold, out var claim) && claim.Status == status)
        {
            return claim;
        }

        Verdict.Fail(
            "I2", $"{component} {deed.Command.GetType().Name} of {hold}, which is {claim?.Status} not {status}");
        return claim ?? new StockClaim(0, DateOnly.MinValue, DateTimeOffset.MaxValue, status);
    }

    /// <summary>The state agrees with the book, and neither promises what is not there.</summary>
    private void Balance(StockState state, Deed deed)
    {
        Verdict.Require(
            state.OnHand == _onHand && state.Claims.Count == _claims.Count && state.Receipts.Count == _receipts.Count
            && state.Claims.All(claim => _claims.TryGetValue(claim.Key, out var mine)
                && mine.Status == claim.Value.Status && mine.Quantity == claim.Value.Quantity),
            "I2", $"{component} has {state.OnHand} and {state.Claims.Count} claims, by its events {_onHand} and "
                + $"{_claims.Count}");
        Verdict.Require(_onHand >= 0, "I2", $"{component} has {_onHand}");
        var least = LeastProjected(DayOf(deed));
        Verdict.Require(least >= 0, "I2", $"{component} would have {least} after {deed.Command.GetType().Name}");
    }

    /// <summary>The least stock of any day from today on, if all that is claimed is taken on its day.</summary>
    private long LeastProjected(DateOnly today)
    {
        var least = Projected(today);
        foreach (var claim in _claims.Values)
        {
            if (claim.NeededBy > today && claim.Status != ClaimStatus.Consumed)
            {
                least = Math.Min(least, Projected(claim.NeededBy));
            }
        }

        return least;

        // What is overdue counts for today.
        long Projected(DateOnly day) => _onHand
            + _receipts.Values.Where(receipt => receipt.Date <= day).Sum(receipt => (long)receipt.Quantity)
            - _claims.Values.Where(claim => claim.Status != ClaimStatus.Consumed && claim.NeededBy <= day)
                .Sum(claim => (long)claim.Quantity);
    }

    private static DateOnly DayOf(Deed deed) => DateOnly.FromDateTime(deed.At.UtcDateTime);
}
