namespace Customization.Domain.Ordering;

/// <summary>
/// How far an order is.
///
///     RequestQuote -> Holding -> Quoted -> AcceptQuote -+
///                        |         |                    v
///     PlaceOrder ----> Holding ----|--------------> Confirming -> Confirmed -> Producing -> Produced -> Shipped
///                        |         |                    |             |            |           |          |
///                        v         v                    v             +------------+-----------+          v
///                     Rejected   Expired             Rejected                  Cancelled        Delivered,
///                                                                                               PartlyDelivered
///
/// CancelOrder leads to Cancelled from every status before Shipped, as long as no lot has left: lots leave one after
/// the other while the order is Producing or Produced, and with the last one it is Shipped. Where the plant gives up an
/// order of which lots are made already, only the others are cancelled: those that are made leave and arrive, and it
/// ends PartlyDelivered. A confirmed order that lost a claim keeps its status while it acquires another
/// (<see cref="OrderState.Moving"/>).
/// </summary>
public enum OrderStatus
{
    /// <summary>Nobody asked for anything yet.</summary>
    Unknown,

    /// <summary>Stock and slots are being held.</summary>
    Holding,

    /// <summary>All is held until the quote expires.</summary>
    Quoted,

    /// <summary>Holds are becoming reservations.</summary>
    Confirming,

    /// <summary>All is reserved.</summary>
    Confirmed,

    /// <summary>Released to the plant: components are taken and operations run.</summary>
    Producing,

    /// <summary>All operations are done.</summary>
    Produced,

    /// <summary>With the carrier.</summary>
    Shipped,

    /// <summary>With the customer.</summary>
    Delivered,

    /// <summary>The plant could not promise it.</summary>
    Rejected,

    /// <summary>Ended by customer or plant.</summary>
    Cancelled,

    /// <summary>The quote was not accepted in time.</summary>
    Expired,

    /// <summary>Some of its lots are with the customer; the plant gave up the others.</summary>
    PartlyDelivered,
}

/// <summary>Questions about a status.</summary>
public static class OrderStatuses
{
    /// <summary>Whether nothing more will happen but the release of what is held.</summary>
    public static bool IsEnded(this OrderStatus status) => status >= OrderStatus.Delivered;

    /// <summary>Whether the customer has it, or the part of it that came.</summary>
    public static bool HasArrived(this OrderStatus status) =>
        status is OrderStatus.Delivered or OrderStatus.PartlyDelivered;

    /// <summary>Whether it was confirmed and still lives.</summary>
    public static bool IsConfirmed(this OrderStatus status) =>
        status is >= OrderStatus.Confirmed and <= OrderStatus.Shipped;
}
