using System.Collections.Immutable;
using Customization.Domain.Catalog.Pricing;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>A quote (with expiry) or an order was asked for.</summary>
public sealed record OrderPlaced(
    string CustomerId, OrderItem Item, ShippingLane Lane, IntentStamp Stamp, DateTimeOffset At,
    DateTimeOffset? QuoteExpires) : Event
{
    /// <summary>The item of a run that it is made for; null for all others.</summary>
    public RunOrder? Run { get; init; }
}

/// <summary>The key that names this order stands for a request that another order answers.</summary>
public sealed record KeyClaimed(IntentStamp Stamp) : Event;

/// <summary>A plan was made: these claims are to be acquired, beside those that live on.</summary>
/// <param name="Promise">What the plan would allow.</param>
public sealed record OrderPlanned(Promise Promise, ImmutableArray<OrderClaim> Claims) : Event;

/// <summary>A claim came to a phase.</summary>
/// <param name="Start">Where the slot was asked for or granted; null where that does not change.</param>
public sealed record ClaimMoved(string Key, ClaimPhase Phase, PlantMinute? Start) : Event;

/// <summary>A claim is over: released, or it never came to be.</summary>
public sealed record ClaimEnded(string Key) : Event;

/// <summary>The plant refused or took a claim; planning goes around what it said.</summary>
/// <param name="Refusals">All that it said since a promise last stood.</param>
public sealed record ClaimRefused(string Key, PlanRefusals Refusals, string Reason) : Event;

/// <summary>Reserved goods have not arrived: nothing is taken before a time.</summary>
public sealed record ReleasePostponed(DateTimeOffset At) : Event;

/// <summary>There is nothing to do but to wait for a plan.</summary>
public sealed record RetryScheduled(DateTimeOffset At, string Reason) : Event;

/// <summary>The wait is over.</summary>
public sealed record RetryBegun : Event;

/// <summary>Everything is held; the quote stands.</summary>
public sealed record OrderQuoted(Promise Promise, DateTimeOffset At) : Event;

/// <summary>A newer version of the product made the quoted configuration cheaper, and its author gives that to whoever
/// has a quote. What is made and promised stays.</summary>
/// <param name="Version">Whose price it is.</param>
public sealed record QuoteRepriced(PriceQuote Price, int Version, DateTimeOffset At) : Event;

/// <summary>The customer took the quote.</summary>
public sealed record QuoteAccepted(IntentStamp Stamp, DateTimeOffset At) : Event;

/// <summary>Everything is held; reservations are asked for.</summary>
public sealed record ConfirmationBegun(Promise Promise) : Event;

/// <summary>Everything is reserved: the order is confirmed, or confirmed anew after it was moved.</summary>
public sealed record OrderConfirmed(Promise Promise, DateTimeOffset At, string Reason) : Event;

/// <summary>A quote or a confirmed order lost a claim and looks for another.</summary>
public sealed record OrderUnsettled(string Reason, DateTimeOffset At) : Event;

/// <summary>The first slot has come, and what it needs is taken.</summary>
public sealed record ProductionStarted : Event;

/// <summary>All operations are done.</summary>
/// <param name="Promise">Later than before where the work took longer.</param>
public sealed record ProductionFinished(PlantMinute Finished, Promise Promise, DateTimeOffset At) : Event;

/// <summary>All operations of a lot are done.</summary>
/// <param name="Lot">Its number, from 1.</param>
/// <param name="Promise">Later than before where the work took longer.</param>
public sealed record LotFinished(int Lot, PlantMinute Finished, Promise Promise, DateTimeOffset At) : Event;

/// <summary>The carrier has a lot.</summary>
/// <param name="Promise">Later than before where it left late.</param>
public sealed record LotShipped(int Lot, string Tracking, Promise Promise, DateTimeOffset At) : Event;

/// <summary>The customer has a lot.</summary>
/// <param name="Presumed">Nobody reported it, but it is long due.</param>
public sealed record LotDelivered(int Lot, DateTimeOffset At, bool Presumed) : Event;

/// <summary>The plant gave up the lots from <see cref="CancelledLots.From"/> on; those before it are made.</summary>
/// <param name="Promise">Of those that come.</param>
public sealed record LotsCancelled(CancelledLots Lots, Promise Promise, DateTimeOffset At) : Event;

/// <summary>The carrier has it, or the last lot of it.</summary>
/// <param name="Promise">Later than before where it left late.</param>
public sealed record OrderShipped(string Tracking, Promise Promise, DateTimeOffset At) : Event;

/// <summary>The customer has it, or all that will come of it.</summary>
/// <param name="Presumed">Nobody reported it, but it is long due.</param>
public sealed record OrderDelivered(DateTimeOffset At, bool Presumed) : Event;

/// <summary>What the customer chose or said is forgotten, as far as plant and books go on without it.</summary>
public sealed record PersonForgotten(DateTimeOffset At) : Event, IErasesHistory;

/// <summary>It is to be forgotten once the order has ended.</summary>
public sealed record ForgettingAsked : Event;

/// <summary>The order ended without delivery.</summary>
/// <param name="Status">Rejected, Cancelled or Expired.</param>
public sealed record OrderEnded(OrderStatus Status, string Code, string Detail, DateTimeOffset At) : Event;
