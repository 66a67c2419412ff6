using System.Collections.Immutable;
using Customization.Domain.Delivery;
using Customization.Domain.Production;
using Customization.Domain.Stock;

namespace Customization.Runtime.Simulation.Goods;

/// <summary>The plant that makes the simulated products.</summary>
internal static class SimulatedPlant
{
    /// <summary>What it keeps.</summary>
    public static readonly ImmutableArray<string> Components = ["buckle", "cloth", "thread"];

    private static readonly ImmutableArray<DayOfWeek> Weekdays =
        [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>The plant of a world: one to three cells that share the work.</summary>
    public static PlantDefinition Of(Swarm swarm) => new(
        [
            .. Components.Select((component, i) => new ComponentDefinition(
                component, new ComponentTerms(component, swarm.LeadTimeDays, 1 + (4 * i), swarm.Automatic),
                swarm.OnHand)),
        ],
        [
            .. Enumerable.Range(0, swarm.Cells).Select(i => new CellDefinition(
                $"cell-{i}", new CellTerms($"Cell {i}", Capabilities(i, swarm.Cells), swarm.Automatic),
                CellCalendar.Weekdays(new MinuteInterval(420, 420 + swarm.ShiftMinutes)))),
        ],
        [
            new ShippingLane("post", "Post", 15 * 60, 2, Weekdays, Weekdays, [], swarm.Automatic),
            new ShippingLane(
                "express", "Express", 17 * 60, 1, Weekdays, [.. Weekdays, DayOfWeek.Saturday],
                [new DateOnly(2026, 12, 25)], swarm.Automatic),
        ]);

    private static ImmutableArray<string> Capabilities(int cell, int cells) => (cells, cell) switch
    {
        (1, _) => ["cutting", "printing", "sewing"],
        (2, 0) => ["cutting", "printing"],
        (2, _) => ["printing", "sewing"],
        (_, 0) => ["cutting"],
        (_, 1) => ["printing", "sewing"],
        _ => ["sewing"],
    };
}
