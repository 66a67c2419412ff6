using System.Security.Cryptography;
using System.Text.Json;

namespace Customization.Gateway.Orders;

/// <summary>What to order: a quote by its id, or a configuration directly.</summary>
/// <param name="Configuration">Configuration code of a full configuration.</param>
/// <param name="Lane">Shipping lane of a direct order.</param>
/// <param name="PriceList">The product's own choice where it is left out.</param>
/// <param name="Language">Of the price lines.</param>
public sealed record OrderBody(
    string? Quote = null, string? Configuration = null, string? Lane = null, string? PriceList = null,
    string Language = "en")
{
    /// <summary>What the caller meant, however it was spaced or ordered: equal exactly where all members are.
    /// </summary>
    public string Hash() => Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(this)));
}

/// <summary>Why it is cancelled.</summary>
public sealed record CancelRequest(string Reason = "");

/// <summary>What the carrier said.</summary>
/// <param name="Tracking">The carrier's number, or empty.</param>
/// <param name="Lot">Number of the lot that left; left out for the order, or for all that is left of it once its work
/// is done.</param>
public sealed record ShipRequest(string Tracking = "", int? Lot = null);

/// <summary>What arrived.</summary>
/// <param name="Lot">Number of the lot; left out for the order, or for all of it that is under way once everything has
/// left.</param>
public sealed record DeliveryRequest(int? Lot = null);
