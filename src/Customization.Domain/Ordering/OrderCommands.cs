using System.Text.Json.Serialization;
using Customization.Domain.Entities;

namespace Customization.Domain.Ordering;

/// <summary>Who orders what, and by which lane.</summary>
/// <param name="CustomerId">The owner.</param>
/// <param name="Configuration">Configuration code of a full configuration.</param>
/// <param name="Lane">Code of the shipping lane.</param>
/// <param name="IdempotencyKey">Client-made id that names this intent.</param>
/// <param name="BodyHash">Hash of the request body: the same key with another body is refused.</param>
/// <param name="PriceList">Code of the price list, or null for the product's own choice.</param>
/// <param name="Language">Of the price lines.</param>
public sealed record OrderRequest(
    string CustomerId, string Configuration, string Lane, string IdempotencyKey, string BodyHash,
    string? PriceList = null, string Language = "en")
{
    /// <summary>The item of a run that it is made for; null for all others.</summary>
    public RunOrder? Run { get; init; }
}

/// <summary>Asks for a dated price that is held until it expires: stock and slots are held, nothing is reserved.
/// Answered by <see cref="OrderAccepted"/>, the same for every repeat.</summary>
public sealed record RequestQuote(OrderRequest Request) : Command;

/// <summary>Orders directly. Answered by <see cref="OrderAccepted"/>, the same for every repeat; what became of it is
/// <see cref="OrderView.Outcome"/>.</summary>
public sealed record PlaceOrder(OrderRequest Request) : Command;

/// <summary>Turns a quote into an order. Answered like <see cref="PlaceOrder"/>.</summary>
public sealed record AcceptQuote(string CustomerId, string IdempotencyKey, string BodyHash) : Command;

/// <summary>Binds an idempotency key to a request that another order answers, such as the acceptance of a quote.
/// </summary>
/// <remarks>Sent to the order that the key itself names, so that one key never stands for two intents. Idempotent.
/// </remarks>
public sealed record ClaimKey(string IdempotencyKey, string BodyHash) : Command;

/// <summary>Ends a quote or an order before it, or the first lot of it, is shipped; everything it holds is released.
/// Idempotent.</summary>
public sealed record CancelOrder(string Reason) : Command;

/// <summary>An operator reports that an operation is done. Idempotent.</summary>
public sealed record CompleteOperation(string Operation) : Command;

/// <summary>The carrier collected the goods. Idempotent.</summary>
/// <param name="Tracking">The carrier's number, or empty.</param>
/// <param name="Lot">Number of the lot that left, from 1; 0 for the whole order or all that is left of it, once all of
/// its work is done.</param>
public sealed record ShipOrder(
    string Tracking, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Lot = 0) : Command;

/// <summary>The customer has the goods. Idempotent.</summary>
/// <param name="Lot">Number of the lot that arrived, from 1; 0 for the whole order or all of it that is under way, once
/// everything has left.</param>
public sealed record ConfirmDelivery(
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] int Lot = 0) : Command;

/// <summary>From a cell-day: a slot was taken because the cell broke or its calendar shrank.</summary>
public sealed record SlotLost(string HoldId, string Cell, DateOnly Date, string Reason) : Command;

/// <summary>From a component: a claim is no longer covered because stock was lost or a receipt slipped.</summary>
public sealed record StockLost(string HoldId, string Component, DateOnly Earliest, string Reason) : Command;

/// <summary>Forgets what the customer chose or said; the order goes on. Idempotent.</summary>
/// <param name="OnceEnded">Not before plant and carrier are done with it.</param>
public sealed record ForgetPerson(bool OnceEnded = false) : Command;

/// <summary>From the customer: a later order of the same product was cancelled, so that this one is the latest sale
/// again, if it is one. It is then reported as at its confirmation. Idempotent.</summary>
/// <param name="Cancelled">The later order.</param>
public sealed record ReportSaleAgain(string Cancelled) : Command;

/// <summary>Asks for <see cref="OrderView"/>.</summary>
public sealed record ReadOrder : Command;
