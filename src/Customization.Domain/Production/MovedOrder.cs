namespace Customization.Domain.Production;

/// <summary>An order that lost a slot because its cell broke or its calendar shrank.</summary>
/// <param name="Revision">The cell's revision that closed the slot.</param>
public sealed record MovedOrder(
    string Order, string HoldId, DateOnly Date, MinuteInterval Slot, string Reason, DateTimeOffset At, int Revision);
