using static Customization.Domain.Tests.Simulation.Bugs.PlantedBug;

namespace Customization.Domain.Tests.Simulation.Bugs;

/// <summary>What can go wrong when a session that nobody touches is deleted.</summary>
internal static class RetentionBugs
{
    public static IEnumerable<PlantedBug> All =>
    [
        Deleting("a session is deleted while its quote holds stock", session =>
            session with { State = session.State with { Quote = null } }),
        Deleting("a session is deleted that was just touched", session => session with { TouchedAt = 1 }),
        Storing("a deletion is acknowledged and not done", (batch, store) =>
            store.Commit([.. batch.Where(write => !write.IsDeletion)])),
    ];
}
