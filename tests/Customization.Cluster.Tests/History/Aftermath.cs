using System.Collections.Immutable;

namespace Customization.Cluster.Tests.History;

// What the plant looks like from outside afterwards.

/// <summary>A component.</summary>
public sealed record StockSeen(
    string Component, int OnHand, ImmutableArray<Delivery> Receipts, ImmutableArray<ClaimSeen> Claims);

/// <summary>Goods that will come.</summary>
public sealed record Delivery(int Quantity, DateOnly Date);

/// <summary>What an order claims of a component.</summary>
public sealed record ClaimSeen(string Order, int Quantity, DateOnly NeededBy, string Status);

/// <summary>A day of a cell; all minutes are of that day.</summary>
public sealed record DaySeen(
    string Cell, DateOnly Date, ImmutableArray<Minutes> Opening, ImmutableArray<SlotSeen> Slots);

/// <summary>From a minute up to another.</summary>
public readonly record struct Minutes(int From, int Until);

/// <summary>Minutes that an order claims.</summary>
public sealed record SlotSeen(string Order, string Operation, Minutes Time, string Status);

/// <summary>An order.</summary>
/// <param name="Needs">Components that its promise names.</param>
/// <param name="Work">Its slots now.</param>
/// <param name="FirstStart">When the first operation of its promise starts; null where there is no promise.</param>
public sealed record OrderSeen(
    string Id, string Customer, string Status, bool IsMoving, bool HasOutcome, ImmutableArray<Need> Needs,
    ImmutableArray<WorkSeen> Work, DateTimeOffset? FirstStart);

/// <summary>Pieces of a component.</summary>
public sealed record Need(string Component, int Quantity);

/// <summary>An operation and its slot.</summary>
public sealed record WorkSeen(string Operation, string Cell, DateOnly Date, Minutes Time, bool IsDone);

/// <summary>What opening a session from a code showed.</summary>
public sealed record Reopened(string Code, Answer? Answer);

/// <summary>Everything that is there afterwards.</summary>
/// <param name="At">When it was looked at.</param>
public sealed record Aftermath(
    DateTimeOffset At, ImmutableArray<StockSeen> Stock, ImmutableArray<DaySeen> Days, ImmutableArray<OrderSeen> Orders,
    ImmutableArray<Reopened> Reopened);
