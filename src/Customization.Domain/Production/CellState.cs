using System.Collections.Immutable;

namespace Customization.Domain.Production;

/// <summary>One production cell. It tells each of its days when it is open, up to the planning horizon, and again
/// whenever that changes.</summary>
/// <param name="Terms">Null until defined.</param>
/// <param name="BrokenSince">Null while it works.</param>
/// <param name="ExpectedRepair">Last day that it is down, if known.</param>
/// <param name="Revision">Increases with each telling, so that days ignore what arrives late.</param>
/// <param name="OpenUntil">Last day that was told.</param>
/// <param name="Moved">The latest orders it moved, oldest first.</param>
public sealed record CellState(
    string Cell, CellTerms? Terms, CellCalendar Calendar, DateTimeOffset? BrokenSince, string BrokenReason,
    DateOnly? ExpectedRepair, int Revision, DateOnly OpenUntil, ImmutableArray<MovedOrder> Moved)
{
    /// <summary>Most moved orders remembered.</summary>
    public const int MovedMax = 100;

    /// <summary>A cell that nobody defined yet.</summary>
    public static CellState Initial(string cell) =>
        new(cell, null, CellCalendar.Closed, null, "", null, 0, DateOnly.MinValue, []);

    /// <summary>When it is open on a day, breakdown considered.</summary>
    public ImmutableArray<MinuteInterval> OpeningOn(DateOnly date) =>
        BrokenSince is not null && (ExpectedRepair is not { } back || date <= back) ? [] : Calendar.On(date);
}
