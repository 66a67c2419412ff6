using System.Text.Json.Serialization;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Production;

namespace Customization.Domain.Ordering;

/// <summary>
/// What an order knows of a claim.
///
///     Planned -> Asked -> Held -> Confirming -> Reserved -> Consuming -> Consumed
///
/// A claim that is given up goes to Releasing and leaves when the release is answered. While an answer is outstanding
/// (Asked, Confirming, Consuming) it waits as Withdrawn: releasing before the hold arrived would free nothing.
/// </summary>
public enum ClaimPhase
{
    Planned,
    Asked,
    Held,
    Confirming,
    Reserved,
    Consuming,
    Consumed,
    Withdrawn,
    Releasing,
}

/// <summary>A claim of an order on a component or on a slot.</summary>
/// <param name="Expires">Expiry of the hold that was or will be asked for.</param>
public abstract record OrderClaim(string HoldId, DateTimeOffset Expires, ClaimPhase Phase)
{
    /// <summary>Unique among the claims of the order.</summary>
    [JsonIgnore]
    public abstract string Key { get; }

    /// <summary>Who grants it.</summary>
    [JsonIgnore]
    public abstract EntityAddress Owner { get; }

    /// <summary>Whether it belongs to the current plan.</summary>
    [JsonIgnore]
    public bool IsLive => Phase is not (ClaimPhase.Withdrawn or ClaimPhase.Releasing);
}

/// <summary>A claim on a component.</summary>
public sealed record ComponentClaim(string HoldId, DateTimeOffset Expires, ClaimPhase Phase, PlannedStock Plan)
    : OrderClaim(HoldId, Expires, Phase)
{
    /// <inheritdoc/>
    public override string Key => $"{HoldId}~c.{Plan.Component}";

    /// <inheritdoc/>
    public override EntityAddress Owner => new(EntityKind.ComponentStock, Plan.Component);
}

/// <summary>A claim on a slot; consumed means completed.</summary>
/// <param name="Plan">The planned start, and once held the granted one.</param>
public sealed record SlotClaim(string HoldId, DateTimeOffset Expires, ClaimPhase Phase, PlannedSlot Plan)
    : OrderClaim(HoldId, Expires, Phase)
{
    /// <inheritdoc/>
    public override string Key => HoldId;

    /// <inheritdoc/>
    public override EntityAddress Owner => CellDayState.AddressOf(Plan.Cell, Plan.Start.Date);
}
