using Customization.Domain;
using Customization.Domain.Delivery;
using Customization.Domain.Entities;
using Customization.Domain.Production;
using Customization.Gateway.Authoring;

namespace Customization.Gateway.Operations;

/// <summary>Cells by days, as minutes.</summary>
public static class CellBoard
{
    /// <summary>Most cells of one answer.</summary>
    public const int CellsMax = 100;

    private const int DaysDefault = 14;
    private const int AtOnce = 16;

    /// <summary>The first cells and the days from today.</summary>
    public static async Task<Results<Ok<CellBoardResource>, Problem>> Read(
        int? days, ICustomization engine, EngineClock clock, CancellationToken cancellation)
    {
        if (days is < 1 or > PlanningLimits.PlanningHorizonDays)
        {
            return Problem.Of("request-invalid", $"days is 1 to {PlanningLimits.PlanningHorizonDays}.");
        }

        var today = PlantMinute.DayOf(clock.Now());
        DateOnly[] dates = [.. Enumerable.Range(0, days ?? DaysDefault).Select(today.AddDays)];
        var page = await engine.List(new EntityQuery(EntityKind.ProductionCell, Limit: CellsMax), cancellation);
        var cells = new List<CellRow>();
        foreach (var key in page.Keys)
        {
            var address = new EntityAddress(EntityKind.ProductionCell, key);
            if (await engine.Ask(address, new ReadCell(), cancellation) is CellView cell)
            {
                cells.Add(await Row(cell, dates, engine, cancellation));
            }
        }

        return TypedResults.Ok(new CellBoardResource(dates, cells, page.Next is null));
    }

    private static async Task<CellRow> Row(
        CellView cell, DateOnly[] dates, ICustomization engine, CancellationToken cancellation)
    {
        var days = new List<CellLoad>();
        foreach (var some in dates.Chunk(AtOnce))
        {
            var replies = await Task.WhenAll(some.Select(date => engine.Ask(
                CellDayState.AddressOf(cell.Cell, date), new ReadCellDay(), cancellation).AsTask()));
            days.AddRange(replies.Select(reply => reply is CellDayView day ? CellLoad.Of(day) : CellLoad.Closed));
        }

        return new CellRow(
            cell.Cell, cell.Terms.Name, cell.Terms.Capabilities, cell.BrokenSince,
            cell.BrokenSince is null ? null : cell.BrokenReason, days);
    }
}

/// <summary>Cells by days.</summary>
/// <param name="IsAll">Whether there are no more cells.</param>
public sealed record CellBoardResource(IReadOnlyList<DateOnly> Dates, IReadOnlyList<CellRow> Cells, bool IsAll);

/// <summary>A cell.</summary>
/// <param name="Days">One per date.</param>
public sealed record CellRow(
    string Id, string Name, IReadOnlyList<string> Capabilities, DateTimeOffset? BrokenSince, string? BrokenReason,
    IReadOnlyList<CellLoad> Days);

/// <summary>A day of a cell, in minutes.</summary>
/// <param name="Open">Working time.</param>
/// <param name="Slots">Claims of orders.</param>
public sealed record CellLoad(int Open, int Held, int Reserved, int Completed, int Slots)
{
    /// <summary>A day that nobody opened.</summary>
    public static readonly CellLoad Closed = new(0, 0, 0, 0, 0);

    /// <summary>The load of a day.</summary>
    public static CellLoad Of(CellDayView day) => new(
        day.Opening.Sum(shift => shift.Minutes), Sum(day, SlotStatus.Held), Sum(day, SlotStatus.Reserved),
        Sum(day, SlotStatus.Completed), day.Slots.Count);

    private static int Sum(CellDayView day, SlotStatus status) =>
        day.Slots.Values.Where(slot => slot.Status == status).Sum(slot => slot.Interval.Minutes);
}
