using Customization.Domain.Ordering;
using Customization.Domain.Runs;
using Customization.Runtime.Simulation.Actors;

namespace Customization.Runtime.Simulation;

/// <summary>The end of every world: the faults stop, the plant works, and everything that began has to end.</summary>
internal static class Recovery
{
    /// <summary>Days within which every order ends, whatever happened before: the longest waits of an order are
    /// shorter.</summary>
    private const int DaysMax = 150;

    public static void Run(World world)
    {
        world.EndFaults();
        world.RunAll();
        world.Operators.RepairAll();
        if (world.Random.Next(4) > 0)
        {
            world.Operators.RestoreCalendars();
        }

        world.Pass(TimeSpan.FromMinutes(1));
        world.Checks.Calm();
        var days = 0;
        for (; days < DaysMax && world.Verdict.Violation is null && Unended(world) is not null; days++)
        {
            Day(world);
        }

        world.Verdict.Require(
            Unended(world) is null, "I7", $"{Unended(world)} has not ended after {days} quiet days");
        world.Pass(TimeSpan.FromHours(3));
        world.Checks.Calm();
        world.Checks.Final();
    }

    private static void Day(World world)
    {
        world.Reviewers.Finish();
        world.Operators.ReceiveAnnounced(DateOnly.FromDateTime(world.Time.GetUtcNow().UtcDateTime));
        for (var i = 0; i < 4; i++)
        {
            world.Operators.Report(world.Swarm.IsDaring ? 2 : 0);
            if (world.Swarm.HasLamps)
            {
                world.Owners.Act(world.Random);
            }

            if (world.Swarm.HasLots)
            {
                world.Carriers.Act(world.Random);
            }

            world.Pass(TimeSpan.FromHours(6));
            world.First.RefreshOutlook();
        }

        world.Checks.Calm();
    }

    private static string? Unended(World world)
    {
        foreach (var (address, state) in world.Checks.Truth.States<OrderState>())
        {
            if (state.Placed is not null && !state.Status.IsEnded())
            {
                return $"{address.Key} ({state.Status} {state.Moving})";
            }
        }

        foreach (var (address, state) in world.Checks.Truth.States<RunState>())
        {
            if (state.Status is RunStatus.Running or RunStatus.Stopping || Reviewers.WaitsFor(state) is not null)
            {
                return $"{address.Key} ({state.Status})";
            }
        }

        return null;
    }
}
