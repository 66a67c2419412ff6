using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>The request is durable and its saga runs; the same for every repeat of the request.</summary>
public sealed record OrderAccepted(string OrderId) : Reply;

/// <summary>What first became of a quote or order; once there it never changes.</summary>
/// <param name="Status">Quoted, Confirmed, Rejected, Cancelled or Expired.</param>
/// <param name="Promise">The promise that was held or confirmed; null where there is none.</param>
/// <param name="Code">Why not: a stable kebab-case code; empty where there is a promise.</param>
/// <param name="Detail">The same in one sentence.</param>
public sealed record OrderOutcome(OrderStatus Status, Promise? Promise, string Code, string Detail);

/// <summary>A quote or order as its owner and operators see it.</summary>
/// <param name="Outcome">Null until holding, and for an order confirming, came to an end. For an accepted quote it is
/// that of the acceptance.</param>
/// <param name="Moving">Why the promise is being made anew; null while it stands.</param>
/// <param name="Work">The current slots, in the order of their start.</param>
public sealed record OrderView(
    string OrderId, OrderStatus Status, string CustomerId, OrderItem Item, string Lane, DateTimeOffset PlacedAt,
    DateTimeOffset? QuoteExpires, Promise? Promise, OrderOutcome? Outcome, string? Moving, string EndReason,
    string Tracking, ImmutableArray<OperationView> Work, ImmutableArray<PromiseChange> History) : Reply
{
    /// <summary>Its lots in the order in which they ship; empty where everything ships at once.</summary>
    [LeftOutEmpty]
    public ImmutableArray<LotView> Lots { get; init; } = [];

    /// <summary>The lots that will not come; null while all are to come.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public CancelledLots? CancelledLots { get; init; }

    /// <summary>How many pieces with serial numbers the customer has.</summary>
    public int Pieces => Status.HasArrived() ? OrderOwning.Pieces(Item, CancelledLots) : 0;
}

/// <summary>An operation of an order and its slot.</summary>
public sealed record OperationView(string Operation, string Cell, DateTimeOffset Start, int Minutes, bool IsDone);

/// <summary>Why an order refused a command.</summary>
public abstract record OrderRejection : Rejection
{
    private OrderRejection()
    {
    }

    /// <summary>Nobody placed this order.</summary>
    public sealed record Unknown(string OrderId) : OrderRejection
    {
        public override string Code => "order-unknown";

        public override string Detail => $"There is no order {OrderId}.";
    }

    /// <summary>A text of the request is empty or too long.</summary>
    public sealed record InvalidRequest(string Name) : OrderRejection
    {
        public override string Code => "order-request-invalid";

        public override string Detail => $"{Name} is empty or too long.";
    }

    /// <summary>No such product or version is published.</summary>
    public sealed record UnknownProduct(string Product) : OrderRejection
    {
        public override string Code => "product-unknown";

        public override string Detail => $"Product {Product} is not published.";
    }

    /// <summary>The code is damaged, of another product model, or not of a full configuration that its rules allow.
    /// </summary>
    public sealed record InvalidConfiguration(string Why) : OrderRejection
    {
        public override string Code => "configuration-invalid";

        public override string Detail => Why;
    }

    /// <summary>There is no such shipping lane.</summary>
    public sealed record UnknownLane(string Lane) : OrderRejection
    {
        public override string Code => "lane-unknown";

        public override string Detail => $"There is no shipping lane {Lane}.";
    }

    /// <summary>The same key came with another body.</summary>
    public sealed record KeyReused(string IdempotencyKey) : OrderRejection
    {
        public override string Code => "idempotency-key-reused";

        public override string Detail => "The idempotency key was used before with another body.";
    }

    /// <summary>The order exists by another key.</summary>
    public sealed record AlreadyPlaced(string OrderId) : OrderRejection
    {
        public override string Code => "order-already-placed";

        public override string Detail => $"Order {OrderId} was placed before by another request.";
    }

    /// <summary>The quote is still being held: ask again.</summary>
    public sealed record QuoteNotReady(string OrderId) : OrderRejection
    {
        public override string Code => "quote-not-ready";

        public override string Detail => "The quote is not ready yet.";
    }

    /// <summary>The quote ended before it was accepted.</summary>
    public sealed record QuoteOver(string OrderId) : OrderRejection
    {
        public override string Code => "quote-expired";

        public override string Detail => "The quote is over; ask for a new one.";
    }

    /// <summary>It is on its way: too late to cancel.</summary>
    public sealed record TooLate(string OrderId) : OrderRejection
    {
        public override string Code => "order-shipped";

        public override string Detail => "The order, or a lot of it, is shipped; it can no longer be cancelled.";
    }

    /// <summary>The routing has no such operation.</summary>
    public sealed record UnknownOperation(string Operation) : OrderRejection
    {
        public override string Code => "operation-unknown";

        public override string Detail => $"The order has no operation {Operation}.";
    }

    /// <summary>The order has no such lot.</summary>
    public sealed record UnknownLot(int Lot) : OrderRejection
    {
        public override string Code => "lot-unknown";

        public override string Detail => $"The order has no lot {Lot}.";
    }

    /// <summary>A lot cannot leave or arrive yet.</summary>
    public sealed record LotNotReady(int Lot, string Why) : OrderRejection
    {
        public override string Code => "lot-not-ready";

        public override string Detail => $"Lot {Lot} {Why}.";
    }

    /// <summary>The customer was erased: nothing tells any more what was chosen.</summary>
    public sealed record Forgotten(string OrderId) : OrderRejection
    {
        public override string Code => "order-forgotten";

        public override string Detail => "The customer was erased, and with them what was chosen.";
    }

    /// <summary>The order is not at the step that this belongs to, or an earlier operation is not done.</summary>
    public sealed record NotNow(OrderStatus Status) : OrderRejection
    {
        public override string Code => "order-not-ready";

        public override string Detail => $"This is not possible while the order is {Status}.";
    }
}
