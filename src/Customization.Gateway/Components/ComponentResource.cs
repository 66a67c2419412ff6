using Customization.Domain.Delivery;
using Customization.Domain.Stock;

namespace Customization.Gateway.Components;

/// <summary>Stock of a component.</summary>
/// <param name="Available">What can still be promised: each quantity holds from its date until the next.</param>
public sealed record ComponentResource(
    string Code, ComponentTerms Terms, int OnHand, IReadOnlyList<ReceiptResource> Receipts,
    IReadOnlyList<ClaimResource> Claims, IReadOnlyList<AvailableStock> Available)
{
    /// <summary>The component.</summary>
    public static ComponentResource Of(StockView view) => new(
        view.Component, view.Terms, view.OnHand,
        [.. view.Receipts.OrderBy(receipt => receipt.Value.Date).Select(receipt => new ReceiptResource(
            receipt.Key, receipt.Value.Quantity, receipt.Value.Date, receipt.Value.IsReplenishment))],
        [.. view.Claims.OrderBy(claim => claim.Value.NeededBy).Select(claim => new ClaimResource(
            claim.Key, HoldId.OrderOf(claim.Key), claim.Value.Quantity, claim.Value.NeededBy, claim.Value.Status,
            claim.Value.Status == ClaimStatus.Held ? claim.Value.Expires : null))],
        view.Available);
}

/// <summary>Goods that a supplier will bring.</summary>
/// <param name="IsReplenishment">Ordered to cover holds, not announced by a person.</param>
public sealed record ReceiptResource(string Id, int Quantity, DateOnly Date, bool IsReplenishment);

/// <summary>What an order claims.</summary>
/// <param name="Expires">When a hold ends by itself.</param>
public sealed record ClaimResource(
    string Hold, string Order, int Quantity, DateOnly NeededBy, ClaimStatus Status, DateTimeOffset? Expires);
