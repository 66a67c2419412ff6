using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Entities.Secrets;

namespace Customization.Domain.Ordering;

/// <summary>One quote or order from the first request to delivery.</summary>
/// <param name="CustomerId">The owner; empty until placed.</param>
/// <param name="Item">What is ordered; null until placed.</param>
/// <param name="Lane">The shipping lane as it was then.</param>
/// <param name="Placed">Key and body of the first request.</param>
/// <param name="Accepted">Key and body of the acceptance of the quote.</param>
/// <param name="IsQuote">Holds are kept for an acceptance that did not come yet.</param>
/// <param name="QuoteExpires">When the quote ends; null for a direct order.</param>
/// <param name="SettleBy">When holding and confirming end in rejection; set while they run.</param>
/// <param name="RetryAt">When a wait for a plan ends (in orders of before also one for goods); null where nothing
/// waits.</param>
/// <param name="Attempt">Plans made so far: names their claims.</param>
/// <param name="Tries">Plans made since a promise last stood.</param>
/// <param name="Refusals">What the plant refused since the last success: planning goes around it.</param>
/// <param name="Claims">By claim key; ended claims are gone.</param>
/// <param name="Promise">Planned while holding, then backed by claims.</param>
/// <param name="Moving">Why a confirmed order acquires other claims; null while it holds all of them.</param>
/// <param name="MovingSince">When that began.</param>
/// <param name="Moves">How often that happened.</param>
/// <param name="Outcome">The first settled answer, which never changes: the reply to every repeat.</param>
/// <param name="EndReason">Why it ended, or only a part of it came; empty while it lives and for one that came whole.
/// </param>
/// <param name="Finished">When the last operation ended, once produced.</param>
/// <param name="History">Promises so far, oldest first, the latest <see cref="OrderLimits.HistoryMax"/>.</param>
public sealed record OrderState(
    string Id, OrderStatus Status, string CustomerId, OrderItem? Item, ShippingLane? Lane, DateTimeOffset PlacedAt,
    IntentStamp? Placed, IntentStamp? Accepted, bool IsQuote, DateTimeOffset? QuoteExpires,
    DateTimeOffset? SettleBy, DateTimeOffset? RetryAt, int Attempt, int Tries, PlanRefusals Refusals,
    ImmutableSortedDictionary<string, OrderClaim> Claims, Promise? Promise, string? Moving, DateTimeOffset? MovingSince,
    int Moves, OrderOutcome? Outcome, string EndReason, PlantMinute? Finished, string Tracking,
    ImmutableArray<PromiseChange> History)
{
    /// <summary>The request on another order that this order's key stands for; null where there is none.</summary>
    public IntentStamp? Claimed { get; init; }

    /// <summary>The item of a run that it is made for; null for all others.</summary>
    public RunOrder? Run { get; init; }

    /// <summary>How far its lots are, up to the last one that anything is known of; empty for an order without lots.
    /// </summary>
    [LeftOutEmpty]
    public ImmutableArray<OrderLot> Lots { get; init; } = [];

    /// <summary>The lots that will not come; null while all are to come.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CancelledLots? CancelledLots { get; init; }

    /// <summary>Before which no components are taken, since some had not arrived; null where that never was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ReleaseAt { get; init; }

    /// <summary>How far a lot is.</summary>
    /// <param name="position">From 0.</param>
    public OrderLot LotAt(int position) => position < Lots.Length ? Lots[position] : OrderLot.New;

    /// <summary>What the customer chose is forgotten as soon as it ends.</summary>
    public bool IsForgottenAtEnd { get; init; }

    /// <summary>An order that nobody placed yet.</summary>
    public static OrderState Initial(string id) => new(
        id, OrderStatus.Unknown, "", null, null, default, null, null, false, null, null, null, 0, 0,
        PlanRefusals.None,
        ImmutableSortedDictionary.Create<string, OrderClaim>(StringComparer.Ordinal), null, null, null, 0,
        null, "", null, "", []);
}

/// <summary>Which request an order answered.</summary>
/// <param name="BodyHash">Empty once the customer is forgotten: who guesses the body would know it by its hash.</param>
public sealed record IntentStamp(string IdempotencyKey, string BodyHash)
{
    /// <summary>Empty once the customer is forgotten.</summary>
    [Personal]
    public string BodyHash { get; init; } = BodyHash ?? "";

    /// <summary>Whether a request with the same key is the same request; any is once its body is forgotten.</summary>
    public bool IsOf(string bodyHash) =>
        BodyHash.Length == 0 || string.Equals(BodyHash, bodyHash, StringComparison.Ordinal);
}
