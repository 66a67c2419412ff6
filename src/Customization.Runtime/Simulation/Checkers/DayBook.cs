using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Ordering;
using Customization.Domain.Production;

namespace Customization.Runtime.Simulation.Checkers;

/// <summary>A second book of one cell-day, kept from its durable events (I1, I4): when it is open and who has which
/// minutes.</summary>
internal sealed class DayBook(string day, Verdict verdict)
{
    private readonly SortedDictionary<string, Slot> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DateTimeOffset> _ended = [];
    private readonly HashSet<string> _everHeld = [];
    private readonly HashSet<(string Order, string Operation)> _lost = [];
    private ImmutableArray<MinuteInterval> _opening = [];

    /// <summary>When it is open.</summary>
    public ImmutableArray<MinuteInterval> Opening => _opening;

    public bool HasHeld(string hold) => _everHeld.Contains(hold);

    public bool IsCompleted(string hold) =>
        _slots.TryGetValue(hold, out var slot) && slot.Status == SlotStatus.Completed;

    /// <summary>Whether a hold is over or done, or was never here.</summary>
    public bool IsFree(string hold) =>
        !_slots.TryGetValue(hold, out var slot) || slot.Status == SlotStatus.Completed;

    /// <summary>Whether exactly these minutes are reserved.</summary>
    public bool IsReserved(string hold, int start, int minutes) =>
        _slots.TryGetValue(hold, out var slot) && slot.Status != SlotStatus.Held
        && slot.Interval == new MinuteInterval(start, start + minutes);

    public IEnumerable<string> ClaimsOf(string order) => _slots
        .Where(slot => slot.Value.Status != SlotStatus.Completed && HoldId.OrderOf(slot.Key) == order)
        .Select(slot => $"{slot.Value.Status} {day} {slot.Value.Interval}");

    /// <summary>Minutes that were worked for an operation of an order.</summary>
    public long WorkedFor(string order, string operation) => _slots
        .Where(slot => slot.Value.Status == SlotStatus.Completed && HoldId.OrderOf(slot.Key) == order
            && slot.Key.EndsWith($"~{operation}", StringComparison.Ordinal))
        .Sum(slot => (long)slot.Value.Interval.Minutes);

    /// <summary>Whether a slot for an operation of an order was ever taken back.</summary>
    public bool HasLost(string order, string operation) => _lost.Contains((order, operation));

    /// <summary>Enters a change; the holds that it touched.</summary>
    public IEnumerable<string> Take(Deed deed)
    {
        var touched = new List<string>();
        foreach (var happened in deed.Change.Events)
        {
            Enter(happened, deed, touched);
        }

        Balance((CellDayState)deed.After, deed);
        if (deed.Command is TimerFired)
        {
            Calm(deed.At);
        }

        return touched;
    }

    public void Calm(DateTimeOffset now)
    {
        foreach (var (hold, slot) in _slots)
        {
            verdict.Require(
                slot.Status != SlotStatus.Held || slot.Expires > now, "expiry",
                $"{day} still holds {hold} at {now:u}, {slot.Expires:u} is over");
        }
    }

    private void Enter(Event happened, Deed deed, List<string> touched)
    {
        switch (happened)
        {
            case DayOpened opened:
                CheckPast(opened.Opening, MinuteOf(deed));
                _opening = opened.Opening;
                break;
            case SlotHeld held:
                Hold(held, deed);
                break;
            case SlotConfirmed confirmed:
                var slot = Find(confirmed.HoldId, SlotStatus.Held, deed);
                verdict.Require(
                    slot.Expires > deed.At, "expiry", $"{day} reserved {confirmed.HoldId} after it had expired");
                _slots[confirmed.HoldId] = slot with { Status = SlotStatus.Reserved };
                break;
            case SlotCompleted completed:
                _slots[completed.HoldId] =
                    Find(completed.HoldId, SlotStatus.Reserved, deed) with { Status = SlotStatus.Completed };
                break;
            case SlotReleased released:
                verdict.Require(
                    !IsCompleted(released.HoldId), "I1", $"{day} gave back {released.HoldId} that was worked");
                _slots.Remove(released.HoldId);
                _ended[released.HoldId] = released.RememberUntil ?? deed.At;
                touched.Add(released.HoldId);
                break;
            case SlotExpired expired:
                verdict.Require(
                    Find(expired.HoldId, SlotStatus.Held, deed).Expires <= deed.At, "expiry",
                    $"{day} ended {expired.HoldId} before its expiry");
                _slots.Remove(expired.HoldId);
                touched.Add(expired.HoldId);
                break;
            case SlotTaken taken:
                Lose(taken.Moved, deed);
                touched.Add(taken.Moved.HoldId);
                break;
        }
    }

    private void Hold(SlotHeld held, Deed deed)
    {
        var interval = held.Interval;
        verdict.Require(
            interval.From < interval.Until && interval.From >= MinuteOf(deed) && held.Expires > deed.At
            && !_slots.ContainsKey(held.HoldId),
            "I1", $"{day} held {interval} for {held.HoldId}, which is past or there already");
        verdict.Require(
            !_ended.TryGetValue(held.HoldId, out var until) || until <= deed.At, "I4",
            $"{day} held {held.HoldId} again after its release");
        foreach (var (other, slot) in _slots)
        {
            verdict.Require(
                slot.Interval.Until <= interval.From || interval.Until <= slot.Interval.From, "I1",
                $"{day} sold {interval} to {held.HoldId}, {slot.Interval} of it to {other}");
        }

        verdict.Require(IsOpen(interval), "I1", $"{day} sold {interval} to {held.HoldId} while it is closed");
        _slots[held.HoldId] = new Slot(interval, held.Expires, SlotStatus.Held);
        _everHeld.Add(held.HoldId);
    }

    private void Lose(MovedOrder moved, Deed deed)
    {
        verdict.Require(
            _slots.TryGetValue(moved.HoldId, out var slot) && !IsOpen(slot.Interval), "I3",
            $"{day} took {moved.HoldId} although it is open then");
        verdict.Require(
            deed.Change.Effects.Any(effect => effect is Effect.Send { Command: SlotLost told }
                && told.HoldId == moved.HoldId),
            "I3", $"{day} took {moved.HoldId} and told nobody");
        _slots.Remove(moved.HoldId);
        _lost.Add((HoldId.OrderOf(moved.HoldId), moved.HoldId[(moved.HoldId.LastIndexOf('~') + 1)..]));
    }

    private Slot Find(string hold, SlotStatus status, Deed deed)
    {
        if (_slots.TryGetValue(hold, out var slot) && slot.Status == status)
        {
            return slot;
        }

        verdict.Fail("I1", $"{day} {deed.Command.GetType().Name} of {hold}, which is {slot?.Status} not {status}");
        return slot ?? new Slot(new MinuteInterval(0, 0), DateTimeOffset.MaxValue, status);
    }

    /// <summary>No opening changes for minutes that are over.</summary>
    private void CheckPast(ImmutableArray<MinuteInterval> opening, int now)
    {
        verdict.Require(
            MinutesBefore(_opening, now) == MinutesBefore(opening, now), "I1", $"{day} changed before minute {now}");
        verdict.Require(
            opening.Zip(opening.Skip(1)).All(pair => pair.First.Until < pair.Second.From)
            && opening.All(open => open.From >= 0 && open.From < open.Until && open.Until <= 1440),
            "I1", $"{day} has openings that overlap or leave the day");
    }

    private static int MinutesBefore(ImmutableArray<MinuteInterval> opening, int now) =>
        opening.Sum(open => Math.Max(0, Math.Min(open.Until, now) - open.From));

    private void Balance(CellDayState state, Deed deed)
    {
        verdict.Require(
            state.Slots.Count == _slots.Count && state.Opening.SequenceEqual(_opening)
            && state.Slots.All(slot => _slots.TryGetValue(slot.Key, out var mine)
                && mine.Status == slot.Value.Status && mine.Interval == slot.Value.Interval),
            "I1", $"{day} has {state.Slots.Count} slots, by its events {_slots.Count}");
        var now = MinuteOf(deed);
        foreach (var (hold, slot) in _slots)
        {
            verdict.Require(
                slot.Status == SlotStatus.Completed || slot.Interval.Until <= now || IsOpen(slot.Interval), "I1",
                $"{day} is closed at {slot.Interval} and keeps {hold}");
        }
    }

    private bool IsOpen(MinuteInterval interval)
    {
        foreach (var open in _opening)
        {
            if (open.From <= interval.From && interval.Until <= open.Until)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Minutes of this day that are over.</summary>
    private int MinuteOf(Deed deed)
    {
        var date = DateOnly.ParseExact(day[^10..], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var start = new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        return (int)Math.Clamp(Math.Ceiling((deed.At - start).TotalMinutes), 0, 1440);
    }
}
