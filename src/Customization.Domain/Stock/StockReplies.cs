using System.Collections.Immutable;
using Customization.Domain.Entities;

namespace Customization.Domain.Stock;

/// <summary>The quantity is held.</summary>
public sealed record StockHold(string HoldId, int Quantity, DateOnly NeededBy, DateTimeOffset Expires) : Reply;

/// <summary>A component as operators see it.</summary>
/// <param name="Available">What can still be promised by date: the quantity holds from each date until the next.
/// </param>
public sealed record StockView(
    string Component, ComponentTerms Terms, int OnHand, ImmutableSortedDictionary<string, Receipt> Receipts,
    ImmutableSortedDictionary<string, StockClaim> Claims, ImmutableArray<AvailableStock> Available) : Reply;

/// <summary>From a date on, so much is free.</summary>
public readonly record struct AvailableStock(DateOnly From, int Quantity);

/// <summary>Why a component refused a command.</summary>
public abstract record StockRejection : Rejection
{
    private StockRejection()
    {
    }

    /// <summary>Nobody defined this component.</summary>
    public sealed record Unknown(string Component) : StockRejection
    {
        public override string Code => "component-unknown";

        public override string Detail => $"There is no component {Component}.";
    }

    /// <summary>A quantity, lead time or lot size out of its limits.</summary>
    public sealed record InvalidQuantity(long Quantity) : StockRejection
    {
        public override string Code => "quantity-invalid";

        public override string Detail => $"{Quantity} is outside of what is allowed here.";
    }

    /// <summary>The stock does not cover it by the day it is needed.</summary>
    /// <param name="Available">What it covers by that day.</param>
    /// <param name="Earliest">First day by which it covers the whole quantity.</param>
    public sealed record Short(string Component, int Available, DateOnly Earliest) : StockRejection
    {
        public override string Code => "stock-short";

        public override string Detail =>
            $"Of {Component} {Available} are free by then; all of it is from {Earliest:yyyy-MM-dd}.";
    }

    /// <summary>The hold expired, or would be expired by now.</summary>
    public sealed record Expired(string HoldId) : StockRejection
    {
        public override string Code => "hold-expired";

        public override string Detail => $"Hold {HoldId} expired.";
    }

    /// <summary>The expiry is too far away.</summary>
    public sealed record TooLong(string HoldId) : StockRejection
    {
        public override string Code => "hold-too-long";

        public override string Detail => $"A hold lasts at most {Delivery.HoldId.TtlMax.TotalHours} hours.";
    }

    /// <summary>The hold is over: it was released before.</summary>
    public sealed record Released(string HoldId) : StockRejection
    {
        public override string Code => "hold-released";

        public override string Detail => $"Hold {HoldId} was released.";
    }

    /// <summary>There is no such claim.</summary>
    public sealed record UnknownHold(string HoldId) : StockRejection
    {
        public override string Code => "hold-unknown";

        public override string Detail => $"There is no claim {HoldId}.";
    }

    /// <summary>The claim has to be reserved first.</summary>
    public sealed record NotReserved(string HoldId) : StockRejection
    {
        public override string Code => "hold-not-reserved";

        public override string Detail => $"Claim {HoldId} is not reserved.";
    }

    /// <summary>Reserved, but the goods are not in the store yet.</summary>
    public sealed record NotArrived(string Component) : StockRejection
    {
        public override string Code => "stock-not-arrived";

        public override string Detail => $"Reserved goods of {Component} have not arrived yet.";
    }

    /// <summary>As many claims or receipts as one component keeps.</summary>
    public sealed record Full(string Component) : StockRejection
    {
        public override string Code => "component-full";

        public override string Detail => $"{Component} takes no more claims or receipts at the moment.";
    }
}
