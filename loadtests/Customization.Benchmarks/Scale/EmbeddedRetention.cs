using Customization.Domain.Entities;
using Customization.Runtime;

namespace Customization.Benchmarks.Scale;

/// <summary>Walks of the embedded engine over stored sessions: one in which all stay, one in which all go, both without
/// their limit; and clicks with and without a walk within it.</summary>
internal static class EmbeddedRetention
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Days = RuntimeLimits.Default.SessionRetention;

    public static async Task Run(int count)
    {
        var folder = Directory.CreateTempSubdirectory("retention-").FullName;
        var time = new OldSessions.LaterTime();
        try
        {
            await using (var engine = Open(folder, time, TimeSpan.Zero, 0))
            {
                await LiveSessions.Publish(engine);
                await OldSessions.Open(engine, count, "old");
            }

            time.Ahead = Days - TimeSpan.FromDays(1);
            await using (var engine = Open(folder, time, Days, int.MaxValue))
            {
                await Task.Delay(RuntimeLimits.Default.SweepInterval);
                await OldSessions.Time($"walk over {count} that stay", count, OldSessions.IsQuiet);
            }

            time.Ahead = Days + TimeSpan.FromDays(1);
            await using (var engine = Open(folder, time, TimeSpan.Zero, 0))
            {
                await OldSessions.Clicks(engine, "clicks without a walk", Duration);
            }

            await using (var engine = Open(folder, time, Days, RuntimeLimits.Default.RetentionLooksMax))
            {
                await OldSessions.Clicks(engine, "clicks with a walk", Duration);
            }

            await using (var engine = Open(folder, time, Days, int.MaxValue))
            {
                var left = await Left(engine);
                Console.WriteLine($"that walk deleted {count - left}");
                await OldSessions.Time(
                    $"walk over {left} that go", left, async () => await Left(engine) == 0);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<int> Left(EmbeddedCustomization engine)
    {
        var (left, query) = (0, new EntityQuery(
            EntityKind.ConfigurationSession, KeyPrefix: "old-", Limit: EntityQuery.LimitMax));
        for (var page = await engine.List(query, default); ; page = await engine.List(
            query with { After = page.Next }, default))
        {
            left += page.Keys.Length;
            if (page.Next is null)
            {
                return left;
            }
        }
    }

    private static EmbeddedCustomization Open(string folder, TimeProvider time, TimeSpan retention, int looks) =>
        EmbeddedCustomization.Open(new EmbeddedOptions(folder)
        {
            Time = time,
            Limits = RuntimeLimits.Default with { SessionRetention = retention, RetentionLooksMax = looks },
        });
}
