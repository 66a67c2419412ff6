#if WITH_ORLEANS
using Customization.Benchmarks.Scale;
using Customization.Client;
using Customization.Client.Listing;
using Customization.Domain.Entities;
using Customization.Grains;
using Customization.Grains.Hosting;

namespace Customization.Benchmarks.Cluster;

/// <summary>Walks of a silo over the lists of stored sessions: clicks with and without one within its limit, then one
/// without the limit in which all go.</summary>
internal static class SiloRetention
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Days = GrainLimits.Default.SessionRetention;

    /// <param name="folder">Where the silo stores.</param>
    public static async Task Run(int count, string folder)
    {
        var time = new OldSessions.LaterTime();
        await using (var rig = await Start(folder, time, GrainLimits.Default.RetentionLooksMax))
        {
            await LiveSessions.Publish(rig.Engine);
            await OldSessions.Open(rig.Engine, count, "old");
        }

        time.Ahead = Days + TimeSpan.FromDays(1);
        await using (var rig = await Start(folder, time, GrainLimits.Default.RetentionLooksMax))
        {
            await OldSessions.Clicks(rig.Engine, "clicks without a walk", Duration);
            await Sweep(rig);
            await OldSessions.Clicks(rig.Engine, "clicks with a walk", Duration);
        }

        await using (var rig = await Start(folder, time, int.MaxValue))
        {
            var left = await Left(rig);
            Console.WriteLine($"that walk deleted {count - left}");
            await Sweep(rig);
            await OldSessions.Time($"walk over {left} that go", left, async () => await Left(rig) == 0);
        }
    }

    private static Task<ClusterRig> Start(string folder, TimeProvider time, int looks) => ClusterRig.Start(
        new ClusterStorage.Sqlite(folder), ClusterLimits.Default,
        GrainLimits.Default with { RetentionLooksMax = looks }, time);

    private static async Task Sweep(ClusterRig rig)
    {
        for (var partition = 0; partition < IndexPartitions.CountOf(EntityKind.ConfigurationSession); partition++)
        {
            await rig.Grains.GetGrain<IIndexGrain>(
                IndexPartitions.NameOf(EntityKind.ConfigurationSession, partition)).Sweep();
        }
    }

    private static async Task<int> Left(ClusterRig rig)
    {
        var (left, query) = (0, new EntityQuery(
            EntityKind.ConfigurationSession, KeyPrefix: "old-", Limit: EntityQuery.LimitMax));
        for (var page = await rig.Engine.List(query, default); ; page = await rig.Engine.List(
            query with { After = page.Next }, default))
        {
            left += page.Keys.Length;
            if (page.Next is null)
            {
                return left;
            }
        }
    }
}
#endif
