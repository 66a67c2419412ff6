using Customization.Client.Listing;
using Customization.Cluster.Tests.Hosting;
using Customization.Cluster.Tests.Processes;
using Customization.Domain.Entities;
using Customization.Domain.Stock;
using Customization.Grains;
using Customization.Grains.Hosting;

namespace Customization.Cluster.Tests.Entities;

/// <summary>What every process knows of all entities.</summary>
public sealed class IndexTests
{
    private const int Components = 24;

    private static readonly DefineComponent Define = new(new ComponentTerms("Lace", 5, 10, true), 40);

    /// <summary>There is one for each customer, a few kilobytes large.</summary>
    [Fact]
    public async Task A_customers_list_leaves_memory_also_after_it_was_told_what_it_has()
    {
        await using var silo = await TestSilo.Start(new SiloSettings(new ClusterStorage.Memory()));
        var list = silo.Grains.GetGrain<IIndexGrain>(
            IndexPartitions.NameOf(EntityKind.ConfigurationSession, "ann"));
        for (var time = 0; time < 2; time++)
        {
            await list.Add("s1");
            await Eventually.Holds(async () => !await IsAwake(), TimeSpan.FromSeconds(20));
        }

        Assert.Equal(["s1"], await list.List(null, null, 10));

        async Task<bool> IsAwake() =>
            (await silo.Grains.GetGrain<IManagementGrain>(0).GetDetailedGrainStatistics())
            .Any(grain => grain.GrainId == list.GetGrainId());
    }

    [PostgreSqlFact]
    public async Task What_a_silo_did_not_tell_before_it_left_is_asked_for()
    {
        await using var server = await PostgreSqlServer.Start();
        var settings = new SiloSettings(new ClusterStorage.PostgreSql(server.Connection()))
        {
            Grains = GrainLimits.Default with { ReportInterval = TimeSpan.FromHours(1) }, // The first change is told.
        };
        await using var first = await TestSilo.Start(settings);
        await using (var second = await TestSilo.Start(settings))
        {
            for (var number = 0; number < Components; number++)
            {
                var lace = new EntityAddress(EntityKind.ComponentStock, $"lace-{number}");
                Assert.IsNotAssignableFrom<Rejection>(await second.Engine.Ask(lace, Define, default));
                Assert.IsNotAssignableFrom<Rejection>(
                    await second.Engine.Ask(lace, new ReceiveStock("r-1", 2), default));
            }

            await Eventually.Holds(async () => await Seen(40) == Components, TimeSpan.FromSeconds(30));
        }

        await Eventually.Holds(async () => await Seen(42) == Components, TimeSpan.FromSeconds(60));

        async Task<int> Seen(int onHand)
        {
            await first.Engine.World.Refresh();
            return first.Engine.Outlook.Components.Values.Count(
                component => component.Steps.Any(step => step.Quantity == onHand));
        }
    }
}
