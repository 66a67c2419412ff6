using System.Text.Json.Serialization;

namespace Customization.Domain.Stock;

/// <summary>
/// What a claim is at.
///
///     PlaceHold -> Held -> ConfirmHold -> Reserved -> ConsumeReservation -> Consumed
///     Held ends by ReleaseHold or expiry; Reserved by ReleaseHold or loss; Consumed by ReleaseHold
/// </summary>
public enum ClaimStatus
{
    Held,
    Reserved,
    Consumed,
}

/// <summary>An order's claim on a quantity, counted against every day from the day it is needed.</summary>
/// <param name="Expires">When the hold ends by itself; no meaning once reserved, but kept for late copies.</param>
[JsonConverter(typeof(StockClaimJson))]
public sealed record StockClaim(int Quantity, DateOnly NeededBy, DateTimeOffset Expires, ClaimStatus Status);

/// <summary>Goods that a supplier will bring.</summary>
/// <param name="IsReplenishment">Ordered by this entity to cover holds, not announced by a person.</param>
public sealed record Receipt(int Quantity, DateOnly Date, bool IsReplenishment);
